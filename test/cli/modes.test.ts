import { execFileSync } from 'node:child_process'
import { existsSync, lstatSync, mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { expect, it } from 'vitest'
import { copyWorkspace } from '../support/workspace.ts'

const example = join(import.meta.dirname, '../../examples/minimal')
const program = join(import.meta.dirname, '../../dist/main.js')

it.each(['000', '077'])('what is kept is its owner’s alone under umask %s', (umask) => {
  const { directory } = copyWorkspace(example)
  const home = mkdtempSync(join(tmpdir(), 'appia-home-'))
  const env = {
    PATH: process.env.PATH,
    HOME: home,
    XDG_CACHE_HOME: join(home, 'cache'),
    XDG_STATE_HOME: join(home, 'state'),
  }
  const run = (...words: string[]) =>
    execFileSync('sh', ['-c', `umask ${umask}; exec "$0" "$@"`, process.execPath, program, ...words], {
      cwd: directory,
      env,
      stdio: 'pipe',
    })
  run('plan', '-o', 'plans/first.plan.json')
  run('apply', 'plans/first.plan.json', '--yes')
  run('rollback', '-o', 'plans/back.plan.json', '--allow-delete', '2')
  const kept = [
    ...['plans/first.plan.json', 'plans/back.plan.json'].map((file) => join(directory, file)),
    ...below(join(directory, '.appia')),
    ...below(join(home, 'cache')).filter((path) => path !== join(home, 'cache')),
    ...below(join(home, 'state')).filter((path) => path !== join(home, 'state')),
  ]
  expect(kept.length).toBeGreaterThan(6)
  const open = kept.filter((path) => (lstatSync(path).mode & 0o077) !== 0)
  expect(open.map((path) => relative(directory, path))).toEqual([])
  expect(lstatSync(join(directory, 'plans')).mode & 0o022).toBe(0)
})

function below(path: string): string[] {
  if (!existsSync(path)) return []
  if (!lstatSync(path).isDirectory()) return [path]
  return [path, ...readdirSync(path).flatMap((name) => below(join(path, name)))]
}
