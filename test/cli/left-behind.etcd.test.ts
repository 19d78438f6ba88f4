import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { UnifiedEtcdClient } from '../../src/client/index.ts'
import { exitCodes } from '../../src/model/index.ts'
import { until } from '../client/site.ts'
import { appia, startAppia } from '../support/appia.ts'
import { type EtcdServer, etcdMissing, startEtcd } from '../support/etcd.ts'
import { describeGroup } from '../support/groups.ts'
import { copyWorkspace, type TestWorkspace } from '../support/workspace.ts'

const program = join(import.meta.dirname, '../../dist/main.js')
const example = join(import.meta.dirname, '../../examples/minimal')
const apply = ['apply', '--yes', '--env', 'lab']

describeGroup('etcd', etcdMissing(), 'what is left behind by an apply whose machine is gone', () => {
  let etcd: EtcdServer
  beforeAll(async () => {
    etcd = await startEtcd()
  })
  afterAll(() => etcd.stop())

  /** A workspace below a prefix of its own that was applied once. */
  async function site(prefix: string): Promise<TestWorkspace> {
    const workspace = copyWorkspace(example)
    const lab = `lab: { endpoints: ['${etcd.endpoint}'], prefix: '${prefix}' }`
    workspace.edit('configs/index.ts', "local: { store: 'embedded' }", lab)
    const { exitCode, stderr } = await appia(apply, workspace)
    expect(exitCode, stderr).toBe(exitCodes.done)
    workspace.edit('configs/worker.ts', 'seconds(20)', 'seconds(25)')
    return workspace
  }

  /** Kinds of what is in the history, newest first. */
  async function history(workspace: TestWorkspace): Promise<string[]> {
    const { stdout } = await appia(['history', '--env', 'lab', '--json'], workspace)
    return (JSON.parse(stdout) as { entries: { kind: string }[] }).entries.map(({ kind }) => kind)
  }

  const value = (key: string) => etcd.etcdctl('get', key, '--print-value-only')
  const isThere = async (key: string) => (await value(key)) !== ''

  /** Those who take back what nobody confirms: a rotator, and an agent of another component. */
  function startDaemons(prefix: string, workspace: TestWorkspace): void {
    const settings = join(workspace.directory, 'agent.json')
    const stateFolder = join(workspace.directory, 'state')
    writeFileSync(settings, JSON.stringify({ endpoints: [etcd.endpoint], prefix, stateFolder }))
    for (const words of [
      ['rotator', '--env', 'lab'],
      ['agent', 'api@gw-02', '--settings', settings, '--take-back'],
    ]) {
      const daemon = spawn(process.execPath, [program, ...words], {
        ...{ cwd: workspace.directory, stdio: 'ignore' },
      })
      onTestFinished(() => void daemon.kill('SIGKILL'))
    }
  }

  /** Tries a change on gw-01, where a worker is alive that never runs it, and is killed while it waits. */
  async function leaveCanary(prefix: string, workspace: TestWorkspace): Promise<void> {
    const place = {
      component: 'worker',
      node: 'gw-01',
      prefix,
      endpoints: [etcd.endpoint],
      startTimeoutMs: 0,
    }
    const client = await UnifiedEtcdClient.connect(place)
    onTestFinished(() => client.close())
    await until('the worker is alive', () => isThere(`${prefix}/status/components/worker/gw-01`), 60_000)
    const running = startAppia([...apply, '--canary', 'gw-01', '--wait=20s'], workspace)
    await until('the canary stands', () => isThere(`${prefix}/config/worker/nodes/gw-01/json`), 60_000)
    process.kill(running.pid as number, 'SIGKILL')
    await running.ended
  }

  it('a canary is taken back once, by daemons or by the next apply, and is in the way of none after that', {
    timeout: 400_000,
  }, async () => {
    const [watched, alone] = [await site('/a'), await site('/b')]
    await leaveCanary('/a', watched)
    await leaveCanary('/b', alone)
    const early = await appia(apply, alone)
    expect([early.exitCode, early.stdout + early.stderr]).toEqual([
      exitCodes.conflict,
      expect.stringContaining('canary on gw-01'),
    ])
    startDaemons('/a', watched)
    const canary = (prefix: string) => isThere(`${prefix}/config/worker/nodes/gw-01/json`)
    await until('it is taken back', async () => !(await canary('/a')), 240_000)
    expect(await history(watched)).toEqual(['rollback', 'apply', 'apply'])
    expect(await canary('/b')).toBe(true)
    for (const [prefix, workspace] of [
      ['/a', watched],
      ['/b', alone],
    ] as const) {
      await until(
        'the next apply goes through',
        async () => (await appia(apply, workspace)).exitCode === exitCodes.done,
        240_000,
      )
      expect(await history(workspace)).toEqual(['apply', 'rollback', 'apply', 'apply'])
      expect(await canary(prefix)).toBe(false)
      expect(await value(`${prefix}/config/worker/json`)).toContain('25')
      expect(await isThere(`${prefix}/appia/minimal/pending`)).toBe(false)
    }
  })

  it('an apply that nobody confirms is taken back by the daemons, once', { timeout: 300_000 }, async () => {
    const workspace = await site('/c')
    const before = await value('/c/config/worker/json')
    startDaemons('/c', workspace)
    const { exitCode, stderr } = await appia([...apply, '--confirm-within', '10s'], workspace)
    expect(exitCode, stderr).toBe(exitCodes.done)
    await until('it is taken back', async () => !(await isThere('/c/appia/minimal/pending')), 120_000)
    expect(await value('/c/config/worker/json')).toBe(before)
    expect(await history(workspace)).toEqual(['rollback', 'apply', 'apply'])
  })
})
