import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { exitCodes, type Plan } from '../../src/model/index.ts'
import type { TestWorkspace } from '../support/workspace.ts'
import { arena, succeed } from './main-job.ts'

it('sources of a commit older than the one applied last are refused, exit 7, unless it is said', async () => {
  const { run } = await appliedThenOlder()
  const refused = await run('apply', '--yes')
  expect(refused.exitCode, refused.stdout).toBe(exitCodes.refused)
  expect(refused.stderr).toContain('--allow-older')
  expect((await succeed(run('history'))).stdout).not.toContain('@2')
  await succeed(run('apply', '--yes', '--allow-older'))
})

it('a trim after that apply hides nothing', async () => {
  const { run, git } = await appliedThenOlder()
  await succeed(run('apply', '--yes', '--allow-older'))
  git('checkout', '--quiet', '-')
  await succeed(run('apply', '--yes'))
  expect((await succeed(run('history', '--trim', '1', '--yes'))).stdout).toContain('trimmed:')
  git('checkout', '--quiet', 'HEAD~1')
  const refused = await run('apply', '--yes')
  expect(refused.exitCode, refused.stdout).toBe(exitCodes.refused)
})

it('a rollback takes nothing from the sources, so that their commit may be older', async () => {
  const { run } = await appliedThenOlder()
  const { stdout } = await succeed(run('rollback', '--yes', '--allow-delete', '6'))
  expect(stdout).toContain('applied @2')
})

it('history and explain name the commit that the plan was made from, and that the tree differed', async () => {
  const { workspace, run, git, heads } = await committed()
  await succeed(run('plan', '-o', 'plans/clean.json'))
  workspace.edit('configs/thresholds.ts', 'ddos: 0.7,', 'ddos: 0.8,')
  git('commit', '--quiet', '-am', 'second')
  await succeed(run('apply', 'plans/clean.json', '--yes', '--allow-older'))
  expect((await succeed(run('history'))).stdout).toContain(`  ${heads()[1]}  `)

  workspace.edit('configs/thresholds.ts', 'ddos: 0.8,', 'ddos: 0.9,')
  await succeed(run('plan', '-o', 'plans/dirty.json'))
  git('commit', '--quiet', '-am', 'third')
  await succeed(run('plan', '-o', 'plans/third.json'))
  const digests = ['dirty', 'third'].map((name) => planIn(workspace, name).digest)
  expect(digests[0]).toBe(digests[1])
  await succeed(run('apply', 'plans/dirty.json', '--yes', '--allow-older'))
  expect((await succeed(run('history'))).stdout).toContain(`  ${heads()[1]}+dirty  `)
  const explained = await succeed(run('explain', '/config/detector/json#/ml/thresholds/level2_ddos'))
  expect(explained.stdout).toContain(`(${heads()[1]}+dirty)`)
  expect((await succeed(run('plan'))).stdout).toContain(`last apply @2 (${heads()[1]}+dirty)`)
})

it.each([
  ['an untracked source', 'configs/new.ts', true],
  ['a source that git ignores', 'configs/ignored.ts', true],
  ['an untracked file that is no source', 'notes.txt', false],
  ['an ignored file that is no source', 'ignored.txt', false],
])('with %s the tree is said to differ: %s', async (_title, file, isDirty) => {
  const { workspace, run } = await committed()
  workspace.write(file, 'export const one = 1\n')
  await succeed(run('plan', '-o', 'plans/p.json'))
  expect(planIn(workspace, 'p').commit?.endsWith('+dirty')).toBe(isDirty)
})

it('what packages hold is pinned by the commit, though git ignores it', async () => {
  const { workspace, run, git } = await committed()
  const folder = join(workspace.directory, 'node_modules/ports')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{ "name": "ports", "version": "1.0.0", "type": "module" }')
  writeFileSync(join(folder, 'index.js'), 'export const port = 1\n')
  workspace.write('package.json', '{ "dependencies": { "ports": "1.0.0" } }')
  workspace.write('.gitignore', '.appia/\nnode_modules/\nplans/\n')
  workspace.edit('configs/thresholds.ts', /^/, "import 'ports'\n")
  git('add', '.')
  git('commit', '--quiet', '-m', 'second')
  await succeed(run('plan', '-o', 'plans/p.json'))
  const { commit, sources } = planIn(workspace, 'p')
  expect(sources.map(({ file }) => file)).toContain('node_modules/ports/index.js')
  expect(commit).toMatch(/^[0-9a-f]{40}$/)
})

function planIn({ directory }: TestWorkspace, name: string): Plan {
  return JSON.parse(readFileSync(join(directory, `plans/${name}.json`), 'utf8')) as Plan
}

/** A workspace of two commits, the newer applied, the older checked out. */
async function appliedThenOlder() {
  const { workspace, run, git } = await committed()
  workspace.edit('configs/thresholds.ts', 'ddos: 0.7,', 'ddos: 0.8,')
  git('commit', '--quiet', '-am', 'second')
  await succeed(run('apply', '--yes'))
  git('checkout', '--quiet', 'HEAD~1')
  return { run, git }
}

/** A workspace in a repository of one commit. */
async function committed() {
  const { workspace, run } = await arena(async () => ['--env', 'local'])
  const git = (...words: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...words], {
      cwd: workspace.directory,
      stdio: 'pipe',
      encoding: 'utf8',
    })
  workspace.write('.gitignore', '.appia/\nignored*\nplans/\n')
  git('init', '--quiet')
  git('add', '.')
  git('commit', '--quiet', '-m', 'first')
  /** Newest first. */
  const heads = () => git('log', '--format=%h', '--abbrev=7').trim().split('\n')
  return { workspace, run, git, heads }
}
