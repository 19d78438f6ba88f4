import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { exitCodes } from '../../src/model/index.ts'
import { appia, type Ran } from '../support/appia.ts'
import { type EtcdServer, etcdMissing, startEtcd } from '../support/etcd.ts'
import { expectGolden } from '../support/golden.ts'
import { describeGroup } from '../support/groups.ts'
import { copyWorkspace, type TestWorkspace } from '../support/workspace.ts'

const example = join(import.meta.dirname, '../../examples/minimal')
const golden = join(import.meta.dirname, 'golden')

describeGroup('etcd', etcdMissing(), '--all-environments', () => {
  let etcd: EtcdServer
  let workspace: TestWorkspace

  beforeAll(async () => {
    etcd = await startEtcd()
  })
  afterAll(() => etcd.stop())

  /** Three environments in one etcd, one of which differs, and one that is away. */
  function open(prefix: string, away = '127.0.0.1:1'): void {
    workspace = copyWorkspace(example)
    const at = (name: string, rest: string) =>
      `${name}: { endpoints: ['${etcd.endpoint}'], prefix: '/${prefix}-${name}', ${rest} },`
    workspace.edit('configs/index.ts', 'import { invariant,', 'import { invariant, override,')
    workspace.edit(
      'configs/index.ts',
      "local: { store: 'embedded' }",
      [
        at('big', 'wave: 2, protected: true, components: { worker: override(worker, { parallelJobs: 9 }) }'),
        at('east', ''),
        at('west', 'wave: 2'),
        ...(away === '' ? [] : [`away: { endpoints: ['${away}'], wave: 3 },`]),
      ].join('\n'),
    )
  }

  async function run(...words: string[]): Promise<Ran> {
    return await appia(words, workspace)
  }

  it('plans each, and shows what is the same once', async () => {
    open('shown')
    const text = await run('plan', '--all-environments', '-o', 'plans', '--all')
    expect(text.exitCode).toBe(exitCodes.unreachable)
    expectGolden(join(golden, 'plan-all-environments.txt'), withoutPlaces(text.stdout))
    const { stdout } = await run('plan', '--all-environments', '--format', 'markdown')
    expectGolden(join(golden, 'plan-all-environments.md'), withoutPlaces(stdout))
    const json = JSON.parse((await run('plan', '--all-environments', '--json')).stdout)
    expect(json).toMatchObject({
      alike: [['east', 'west'], ['big']],
      digest: null,
      environments: { east: { plan: { environment: 'east' } }, away: { exitCode: exitCodes.unreachable } },
    })
    const shown = await run('show', 'plans/west.plan.json')
    expect(shown.stdout).toContain('2 keys created')
  })

  it('applies what was approved for all, tells of each, and ends at the first that fails', async () => {
    open('applied', '')
    const refused = await run('apply', '--all-environments', '--yes')
    expect(refused).toMatchObject({ exitCode: exitCodes.refused })
    expect(refused.stdout).toContain('environment big is protected')
    expect(refused.stdout).toContain('nothing was applied: not every environment can be')
    const { digest } = JSON.parse((await run('plan', '--all-environments', '--json')).stdout)
    const applied = await run('apply', '--all-environments', '--approved', digest, '--yes')
    expect(applied).toMatchObject({ exitCode: exitCodes.done, stderr: '' })
    expect([...applied.stdout.matchAll(/^(\w+): applied @1/gm)].map(([, name]) => name)).toEqual([
      'east',
      'big',
      'west',
    ])
    const late = await run('apply', '--all-environments', '--approved', digest, '--yes')
    expect(late.exitCode).toBe(exitCodes.conflict)
    const ended = await run('plan', '--all-environments', '--detailed-exitcode')
    expect(ended.exitCode).toBe(exitCodes.done)
    workspace.edit('configs/worker.ts', 'seconds(20)', 'seconds(25)')
    const changed = await run('plan', '--all-environments', '--detailed-exitcode')
    expect(changed.exitCode).toBe(exitCodes.changes)
  })

  it('ends where members do not run what was applied: the next environment is left as it was', async () => {
    open('waiting', '')
    workspace.edit('configs/index.ts', 'protected: true, ', '')
    const waited = await run('apply', '--all-environments', '--yes', '--wait=1s', '--json')
    expect(waited.exitCode).toBe(exitCodes.notRunning)
    const { environments, notReached } = JSON.parse(waited.stdout)
    expect(environments).toMatchObject({
      east: { outcomes: [{ kind: 'applied' }], exitCode: exitCodes.notRunning },
    })
    expect(Object.keys(environments)).toEqual(['east'])
    expect(notReached).toEqual(['big', 'west'])
  })

  it.each([
    [['plan', '--env', 'east'], '--env names one environment'],
    [['plan', '--format', 'html'], '--format html is of one environment'],
    [['plan', '--endpoints', '127.0.0.1:1'], 'one etcd was named for all'],
    [['apply', 'a.plan.json'], 'it takes no FILE'],
    [['apply', '--take-over', '*'], '--take-over is of one environment'],
    [['apply', '--canary', 'n1'], '--canary is of one environment'],
    [['apply', '--resume'], '--resume is of one environment'],
    [['apply', '--approved', 'x'], '--approved takes a digest'],
  ])('is a usage error with %j', async (words, complaint) => {
    open('usage', '')
    const { exitCode, stderr } = await run(...words, '--all-environments')
    expect(exitCode).toBe(exitCodes.usage)
    expect(stderr).toContain(complaint)
  })
})

/** Without ports, clusters, revisions and digests. */
function withoutPlaces(text: string): string {
  return text
    .replaceAll(/127\.0\.0\.1:(?!1\b)\d+/g, '127.0.0.1:2379')
    .replaceAll(/[0-9a-f]{4}…[0-9a-f]{2}/g, '0000…00')
    .replaceAll(/revision \d+/g, 'revision 7')
    .replaceAll(/\b[0-9a-f]{64}\b/g, '0'.repeat(64))
    .replaceAll(/digest [0-9a-f]{8}\b/g, 'digest 00000000')
}
