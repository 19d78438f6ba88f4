import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { copyWorkspace } from '../support/workspace.ts'

const root = join(import.meta.dirname, '../..')

describe('the package as npm installs it without running any script', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'appia-supply-'))
    for (const file of ['package.json', 'package-lock.json', '.npmrc', 'dist'])
      cpSync(join(root, file), join(folder, file), { recursive: true })
    const words = ['ci', '--ignore-scripts', '--omit=dev', '--prefer-offline', '--no-audit', '--no-fund']
    execFileSync('npm', words, { cwd: folder, stdio: 'pipe' })
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('checks, generates, plans and applies', () => {
    const { directory } = copyWorkspace()
    const { PATH, HOME } = process.env
    const env = { PATH, HOME, XDG_CACHE_HOME: join(folder, 'cache') }
    const run = (...words: string[]): string =>
      execFileSync(process.execPath, [join(folder, 'dist/main.js'), ...words], {
        cwd: directory,
        env,
        encoding: 'utf8',
      })
    expect(run('check')).toContain('invariants hold')
    expect(run('generate', '--check')).toContain('up to date')
    expect(run('plan', '-o', 'a.plan.json')).toContain('6 keys created')
    expect(run('apply', 'a.plan.json', '--yes')).toContain('applied @1')
  })

  it('has nothing that npm does not find where the lock file has it', () => {
    expect(() =>
      execFileSync('npm', ['ls', '--omit=dev', '--all'], { cwd: folder, stdio: 'pipe' }),
    ).not.toThrow()
  })
})
