import { execFileSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { exitCodes } from '../../src/model/index.ts'
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

/** A workspace of two commits, the newer applied, the older checked out. */
async function appliedThenOlder() {
  const { workspace, run } = await arena(async () => ['--env', 'local'])
  const git = (...words: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...words], {
      cwd: workspace.directory,
      stdio: 'pipe',
    })
  workspace.write('.gitignore', '.appia/\n')
  git('init', '--quiet')
  git('add', '.')
  git('commit', '--quiet', '-m', 'first')
  workspace.edit('configs/thresholds.ts', 'ddos: 0.7,', 'ddos: 0.8,')
  git('commit', '--quiet', '-am', 'second')
  await succeed(run('apply', '--yes'))
  git('checkout', '--quiet', 'HEAD~1')
  return { run, git }
}
