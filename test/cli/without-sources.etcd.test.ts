import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it, onTestFinished } from 'vitest'
import { openJournal } from '../../src/apply/index.ts'
import { exitCodes, type Plan } from '../../src/model/index.ts'
import { appia } from '../support/appia.ts'
import { type EtcdServer, etcdMissing, startEtcd } from '../support/etcd.ts'
import { describeGroup } from '../support/groups.ts'
import { copyWorkspace, type TestWorkspace } from '../support/workspace.ts'
import { succeed } from './main-job.ts'

describeGroup('etcd', etcdMissing(), 'a saved plan without its sources', () => {
  let etcd: EtcdServer
  beforeAll(async () => {
    etcd = await startEtcd()
  })
  afterAll(() => etcd.stop())
  beforeEach(async () => {
    await etcd.etcdctl('del', '', '--from-key')
  })

  const endpoints = () => ['--endpoints', etcd.endpoint]

  it('is shown and applied in a folder that is not a workspace', async () => {
    const file = await savePlan(copyWorkspace())
    const directory = emptyFolder()
    expect((await succeed(appia(['show', file], { directory }))).stdout).toContain('6 keys created')
    const applied = await succeed(appia(['apply', file, '--yes', ...endpoints()], { directory }))
    expect(applied.stdout).toContain('applied @1: 6 keys')
  })

  it('is applied to the endpoints of ETCDCTL_ENDPOINTS', async () => {
    const file = await savePlan(copyWorkspace())
    const variables = { ETCDCTL_ENDPOINTS: etcd.endpoint }
    await succeed(appia(['apply', file, '--yes'], { directory: emptyFolder(), variables }))
  })

  it('is applied beside sources that are broken by now', async () => {
    const workspace = copyWorkspace()
    const file = await savePlan(workspace)
    workspace.write('configs/index.ts', 'export default {')
    const refused = await appia(['apply', file, '--yes'], workspace)
    expect(refused.exitCode).toBe(exitCodes.invalid)
    expect(refused.stdout).toContain('--endpoints LIST')
    await succeed(appia(['apply', file, '--yes', ...endpoints()], workspace))
  })

  it('is refused, exit 3, where nobody says which etcd is meant', async () => {
    const file = await savePlan(copyWorkspace())
    const refused = await appia(['apply', file, '--yes'], { directory: emptyFolder() })
    expect(refused.exitCode).toBe(exitCodes.usage)
    expect(refused.stderr).toContain('--endpoints LIST')
  })

  it('of an embedded environment takes no endpoints', async () => {
    const workspace = copyWorkspace()
    await succeed(appia(['plan', '-o', 'p.json'], workspace))
    const refused = await appia(['apply', 'p.json', '--yes', ...endpoints()], workspace)
    expect(refused.exitCode).toBe(exitCodes.usage)
    const variables = { ETCDCTL_ENDPOINTS: etcd.endpoint }
    await succeed(appia(['apply', 'p.json', '--yes'], { ...workspace, variables }))
  })

  it('of an embedded environment reaches no etcd from another folder, exit 5', async () => {
    const workspace = copyWorkspace()
    await succeed(appia(['plan', '-o', 'p.json'], workspace))
    const file = join(workspace.directory, 'p.json')
    const refused = await appia(['apply', file, '--yes', ...endpoints()], { directory: emptyFolder() })
    expect(refused.exitCode).toBe(exitCodes.conflict)
    expect(refused.stderr).toContain('error[wrong-cluster]')
    expect(await etcd.etcdctl('get', '', '--from-key', '--keys-only')).toBe('')
  })

  it('is resumed from the journal alone, without being told the environment', async () => {
    const plan = JSON.parse(readFileSync(await savePlan(copyWorkspace()), 'utf8')) as Plan
    const directory = emptyFolder()
    await noteUnknown(directory, plan)
    const misspelt = await succeed(appia(['apply', '--resume', '--env', 'lib'], { directory }))
    expect(misspelt.stdout).toBe('nothing to resume in lib; an apply of unknown outcome is in lab\n')
    const resumed = await succeed(appia(['apply', '--resume', ...endpoints()], { directory }))
    expect(resumed.stdout).toMatch(/^applied @\d: 6 keys/)
    const again = await succeed(appia(['apply', '--resume'], { directory }))
    expect(again.stdout).toContain('the journal is empty')
  })

  it('names the environment and the endpoints in what to type next', async () => {
    const file = await savePlan(copyWorkspace())
    const shown = await succeed(appia(['show', file, ...endpoints()], { directory: emptyFolder() }))
    expect(shown.stdout).toContain(` · appia apply ${file} ${endpoints().join(' ')}\n`)
    const refused = await appia(['apply', file, '--yes', '--endpoints', '127.0.0.1:1'], {
      directory: emptyFolder(),
    })
    expect(refused.exitCode).toBe(exitCodes.unreachable)
    expect(refused.stderr).toContain('appia doctor --env lab --endpoints 127.0.0.1:1')
  })

  async function savePlan(workspace: TestWorkspace): Promise<string> {
    await succeed(appia(['plan', '-o', 'lab.plan.json', '--env', 'lab', ...endpoints()], workspace))
    return join(workspace.directory, 'lab.plan.json')
  }
})

/** A journal as an apply leaves it that was killed before it sent anything. */
async function noteUnknown(directory: string, plan: Plan): Promise<void> {
  await openJournal(join(directory, '.appia/journal', plan.environment)).write({
    formatVersion: 1,
    applyId: '00000000-0000-4000-8000-000000000001',
    fenceId: '00000000-0000-4000-8000-000000000002',
    cluster: plan.cluster,
    prefix: plan.prefix,
    seq: 1,
    lineage: '00000000-0000-4000-8000-000000000003',
    epoch: null,
    revision: plan.baseRevision,
    who: 'somebody',
    when: '2026-11-26T00:00:00.000Z',
    plan,
  })
}

function emptyFolder(): string {
  const directory = mkdtempSync(join(tmpdir(), 'appia-empty-'))
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  return directory
}
