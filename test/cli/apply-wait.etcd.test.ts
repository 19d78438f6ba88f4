import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { UnifiedEtcdClient } from '../../src/client/index.ts'
import { exitCodes } from '../../src/model/index.ts'
import { until } from '../client/site.ts'
import { appia, startAppia } from '../support/appia.ts'
import { type EtcdServer, etcdMissing, startEtcd } from '../support/etcd.ts'
import { describeGroup } from '../support/groups.ts'
import { copyWorkspace } from '../support/workspace.ts'

const example = join(import.meta.dirname, '../../examples/minimal')
const apply = ['apply', '--yes', '--env', 'lab']

describeGroup('etcd', etcdMissing(), 'appia apply --wait', () => {
  let etcd: EtcdServer
  beforeAll(async () => {
    etcd = await startEtcd()
  })
  afterAll(() => etcd.stop())

  /** A workspace below a prefix of its own, so that tests do not see each other's members. */
  function site(prefix: string) {
    const workspace = copyWorkspace(example)
    const lab = `lab: { endpoints: ['${etcd.endpoint}'], prefix: '${prefix}' }`
    workspace.edit('configs/index.ts', "local: { store: 'embedded' }", lab)
    return workspace
  }

  async function member(component: string, prefix: string): Promise<void> {
    const client = await UnifiedEtcdClient.connect({
      ...{ component, node: 'gw-01', prefix, endpoints: [etcd.endpoint], startTimeoutMs: 0 },
    })
    onTestFinished(() => client.close())
    client.watchConfig(component, () => client.publishRunning())
  }

  it('ends when real members run what was applied, and names the one that does not', async () => {
    const workspace = site('/a')
    await member('api', '/a')
    const late = await appia([...apply, '--wait=1s', '--json'], workspace)
    expect(late.exitCode, late.stdout + late.stderr).toBe(exitCodes.notRunning)
    expect(JSON.parse(late.stdout).rollout).toMatchObject({
      ended: 'expired',
      members: [{ member: 'api@gw-01' }, { member: 'worker@default', state: 'not-seen' }],
    })
    await member('worker', '/a')
    const ran = await appia([...apply, '--wait'], workspace)
    expect(ran.exitCode, ran.stdout + ran.stderr).toBe(exitCodes.done)
    expect(ran.stdout).toContain('all 2 members run it')
    workspace.edit('configs/worker.ts', 'seconds(20)', 'seconds(25)')
    const changed = await appia([...apply, '--wait'], workspace)
    expect(changed.exitCode, changed.stdout + changed.stderr).toBe(exitCodes.done)
    expect(changed.stdout).toContain('1 member runs it')
  })

  it('at Ctrl-C says that what was applied stands, exit 130', async () => {
    const workspace = site('/b')
    const running = startAppia([...apply, '--wait=1h', '--or-rollback'], workspace)
    await until(
      'it is applied',
      async () => (await etcd.etcdctl('get', '/b/config/worker/json')) !== '',
      60_000,
    )
    await running.interrupt()
    const ran = await running.ended
    expect(ran.exitCode, ran.stderr).toBe(exitCodes.interrupted)
    expect(ran.stdout).toContain('what was applied stands')
    expect(await etcd.etcdctl('get', '/b/config/worker/json')).not.toBe('')
  })

  it.each([
    [['--or-rollback'], '--or-rollback says what happens after --wait'],
    [['--wait=soon'], '--wait takes a time above 0, not "soon"'],
    [['--resume', '--wait'], '--resume takes no --wait, '],
  ])('%j is a usage error', async (words, text) => {
    const ran = await appia(['apply', ...words], copyWorkspace(example))
    expect([ran.exitCode, ran.stderr]).toEqual([exitCodes.usage, expect.stringContaining(text)])
  })
})
