import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { UnifiedEtcdClient } from '../../src/client/index.ts'
import { exitCodes } from '../../src/model/index.ts'
import { appia } from '../support/appia.ts'
import { type EtcdServer, etcdMissing, startEtcd } from '../support/etcd.ts'
import { describeGroup } from '../support/groups.ts'
import { copyWorkspace } from '../support/workspace.ts'

const example = join(import.meta.dirname, '../../examples/minimal')
const page = readFileSync(join(import.meta.dirname, '../../docs/rollout.md'), 'utf8')
const commands = [...page.matchAll(/^npx appia ([^#\n]+)/gm)].map(([, words = '']) => words.trim())

describeGroup('etcd', etcdMissing(), 'docs/rollout.md', () => {
  let etcd: EtcdServer
  beforeAll(async () => {
    etcd = await startEtcd()
  })
  afterAll(() => etcd.stop())

  it('shows commands that do what it says, with members of the client library', async () => {
    expect(commands).toContain('apply --yes --canary gw-01')
    const workspace = copyWorkspace(example)
    workspace.edit('configs/index.ts', "{ store: 'embedded' }", `{ endpoints: ['${etcd.endpoint}'] }`)
    for (const component of ['api', 'worker']) {
      const place = { component, node: 'gw-01', endpoints: [etcd.endpoint], startTimeoutMs: 0 }
      const client = await UnifiedEtcdClient.connect(place)
      onTestFinished(() => client.close())
      client.watchConfig(component, () => client.publishRunning())
    }
    let seconds = 20
    for (const command of commands) {
      if (command.startsWith('apply'))
        workspace.edit('configs/worker.ts', `seconds(${seconds})`, `seconds(${++seconds})`)
      const ran = await appia(command.split(' '), workspace)
      expect([command, ran.exitCode, ran.stderr], ran.stdout).toEqual([command, exitCodes.done, ''])
    }
    expect(await etcd.etcdctl('get', '/config/worker/json')).toContain(`"jobTimeout":${seconds}`)
    expect(await etcd.etcdctl('get', '--prefix', '/config/worker/nodes/')).toBe('')
    expect(await etcd.etcdctl('get', '/appia/minimal/pending')).toBe('')
  })
})
