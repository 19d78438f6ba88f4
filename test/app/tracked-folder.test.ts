import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isTracked } from '../../src/app/environment/tracked-folder.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'appia-tracked-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const git = (directory: string, ...words: string[]): string =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...words], {
    cwd: directory,
    encoding: 'utf8',
    stdio: 'pipe',
  })

function repositoryWith(...files: string[]): string {
  git(folder, 'init', '-q')
  for (const file of files) {
    mkdirSync(join(folder, file, '..'), { recursive: true })
    writeFileSync(join(folder, file), 'x')
  }
  git(folder, 'add', '-f', '.')
  git(folder, 'commit', '-qm', 'first')
  return folder
}

describe('a folder is tracked', () => {
  it.each([
    ['beside other files', ['.appia/local.store', 'a'], '', true],
    ['in a workspace below the top', ['.gitignore', 'sub/.appia/x'], 'sub', true],
    ['not where another workspace of the repository has one', ['one/.appia/x', 'two/a'], 'two', false],
    ['not where names are alike', ['.appian/x', 'a.appia'], '', false],
    ['not where something links', ['linked'], '', false],
  ])('%s', async (_, files, within, expected) => {
    const repository = repositoryWith(...files)
    expect(await isTracked(join(repository, within), '.appia')).toBe(expected)
  })

  it.each([
    ['with shortened paths', ['update-index', '--index-version', '4']],
    ['in two parts', ['update-index', '--split-index']],
  ])('in an index %s', async (_, words) => {
    const repository = repositoryWith('.appa', '.appia/x')
    git(repository, ...words)
    expect(await isTracked(repository, '.appia')).toBe(true)
  })

  it('in a worktree', async () => {
    repositoryWith('.appia/x')
    const worktree = join(folder, 'other')
    git(folder, 'worktree', 'add', '-q', worktree)
    expect(await isTracked(worktree, '.appia')).toBe(true)
    git(worktree, 'rm', '-rq', '--cached', '.appia')
    expect(await isTracked(worktree, '.appia')).toBe(false)
  })

  it('nowhere outside a repository', async () => {
    expect(await isTracked(folder, '.appia')).toBe(false)
  })
})
