import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { exitCodes } from '../../src/model/index.ts'
import { appia, type Running, startAppia } from '../support/appia.ts'
import { type EtcdServer, etcdMissing, startEtcd } from '../support/etcd.ts'
import { describeGroup } from '../support/groups.ts'
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts'
import { copyWorkspace, type TestWorkspace } from '../support/workspace.ts'

describeGroup('etcd', etcdMissing(), 'Ctrl-C inside an apply', () => {
  let etcd: EtcdServer
  let proxy: TcpProxy
  beforeAll(async () => {
    etcd = await startEtcd()
    proxy = await startTcpProxy(etcd.endpoint)
  })
  beforeEach(async () => {
    proxy.set('pass')
    await etcd.etcdctl('del', '', '--from-key')
  })
  afterAll(async () => {
    await proxy.close()
    await etcd.stop()
  })

  it('while blobs are staged ends it before anything is sent, exit 130', async () => {
    const staging = proxy.setAt('/appia/pipeline/blob/', 'hold')
    const { running, workspace } = applyThrough(proxy)
    await staging
    await running.interrupt()
    const ran = await running.ended
    expect(ran.exitCode, ran.stderr).toBe(exitCodes.interrupted)
    expect(ran.stdout).toContain('not applied, nothing was changed: interrupted')
    expect(await etcd.etcdctl('get', '', '--from-key', '--keys-only')).toBe('')
    expect(journalOf(workspace)).toEqual([])
  })

  it('while the transaction is on its way lets it finish and tells, exit 0', async () => {
    const sending = proxy.setAt('/appia/pipeline/ledger/0', 'hold')
    const { running, workspace } = applyThrough(proxy)
    await sending
    await running.interrupt()
    proxy.set('pass')
    const ran = await running.ended
    expect(ran.exitCode, ran.stderr).toBe(exitCodes.done)
    expect(ran.stdout).toContain('applied @1')
    expect(journalOf(workspace)).toEqual([])
  })

  it('while a lost answer is looked up says so and keeps the journal, exit 9', async () => {
    const sending = proxy.setAt('/appia/pipeline/ledger/0', 'refuse')
    const { running, workspace } = applyThrough(proxy)
    await sending
    proxy.reset()
    await running.interrupt()
    const ran = await running.ended
    expect(ran.exitCode, ran.stderr).toBe(exitCodes.unknown)
    expect(ran.stdout).toContain('appia apply --resume')
    expect(journalOf(workspace)).toHaveLength(1)
    const resumed = await appia(['apply', '--resume', ...lab(etcd.endpoint)], workspace)
    expect(resumed.stdout, resumed.stderr).toContain('applied @2')
    expect(journalOf(workspace)).toEqual([])
  })
})

function applyThrough(proxy: TcpProxy): { readonly running: Running; readonly workspace: TestWorkspace } {
  const workspace = copyWorkspace()
  return { running: startAppia(['apply', '--yes', ...lab(proxy.endpoint)], workspace), workspace }
}

function lab(endpoint: string): string[] {
  return ['--env', 'lab', '--endpoints', endpoint]
}

function journalOf({ directory }: TestWorkspace): string[] {
  const folder = join(directory, '.appia/journal/lab')
  return existsSync(folder) ? readdirSync(folder) : []
}
