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

  it('drift, diff and history look at the store alone', async () => {
    const workspace = copyWorkspace()
    await succeed(appia(['apply', '--yes', '--env', 'lab', ...endpoints()], workspace))
    await etcd.etcdctl('put', '/config/rag/json', '{"log_level":"debug","password":"hunter2"}')
    await etcd.etcdctl('put', '/config/scratch', 'mine')
    const elsewhere = { directory: emptyFolder() }
    const run = (...words: string[]) => appia([...words, ...endpoints()], elsewhere)
    const { stdout } = await succeed(run('drift'))
    expect(stdout).toMatch(/^lab · etcd .*\nwithout the sources: there is no workspace here/)
    expect(stdout).toContain('6 managed keys checked: 1 modified, 0 deleted, 1 foreign')
    expect(stdout).toMatch(/~ log_level/)
    expect(stdout).not.toContain('hunter2')
    expect((await succeed(run('diff', '--from', '@1'))).stdout).toContain('@1 → live: 1 key')
    expect((await succeed(run('history'))).stdout).toMatch(/^@1 /)
    const variables = { ETCDCTL_ENDPOINTS: etcd.endpoint }
    expect((await succeed(appia(['history'], { ...elsewhere, variables }))).stdout).toMatch(/^@1 /)
    expect((await appia(['drift'], elsewhere)).exitCode).toBe(exitCodes.usage)
    const other = await run('drift', '--env', 'production')
    expect(other.exitCode).toBe(exitCodes.conflict)
    expect(other.stderr).toContain('belongs to environment lab')
  })

  it('drift and history look at the store beside sources that are broken by now', async () => {
    const workspace = copyWorkspace()
    const words = ['--env', 'lab', ...endpoints()]
    await succeed(appia(['apply', '--yes', ...words], workspace))
    workspace.write('configs/index.ts', 'export default {')
    await etcd.etcdctl('put', '/config/rag/json', '{"log_level":"debug"}')
    const { stdout } = await succeed(appia(['drift', ...words], workspace))
    expect(stdout).toContain('without the sources: they have errors (appia check)')
    expect(stdout).toMatch(/~ log_level +info → debug/)
    expect((await succeed(appia(['history', ...words], workspace))).stdout).toMatch(/^@1 /)
  })

  it('drift and history take the prefix of an environment by name', async () => {
    const workspace = copyWorkspace()
    workspace.edit('configs/index.ts', "['127.0.0.1:2379'] },", "['127.0.0.1:2379'], prefix: '/site-a' },")
    await succeed(appia(['apply', '--yes', '--env', 'lab', ...endpoints()], workspace))
    const directory = emptyFolder()
    const run = (...words: string[]) => appia([...words, ...endpoints()], { directory })
    expect((await succeed(run('history'))).stdout).toBe('nothing was applied yet\n')
    expect((await succeed(run('history', '--prefix', '/site-a'))).stdout).toMatch(/^@1 /)
    expect((await succeed(run('drift', '--prefix', '/site-a'))).stdout).toContain('6 managed keys checked')
    expect((await run('drift', '--prefix', 'site-a')).exitCode).toBe(exitCodes.usage)
    const slip = await appia(['drift', '--env', 'lab', '--prefix', '/site-b', ...endpoints()], workspace)
    expect(slip.exitCode, slip.stdout).toBe(exitCodes.usage)
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
    workspace: plan.workspace,
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
