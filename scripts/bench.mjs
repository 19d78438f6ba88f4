// npm run bench [NAME … [-- OPTION …]]: runs the benches in test/bench one after another, each as a process of its own.
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const shared = ['measure.ts', 'pkl.ts', 'random-edits.ts']
const all = readdirSync(join(root, 'test/bench'))
  .filter((file) => file.endsWith('.ts') && !shared.includes(file))
  .map((file) => basename(file, '.ts'))
const words = process.argv.slice(2)
const names = words.slice(0, words.findIndex((word) => word.startsWith('-')) >>> 0)
const options = words.slice(names.length)
// Another build has to be named.
const chosen = names.length > 0 ? names : all.filter((name) => name !== 'against')
const unknown = chosen.filter((name) => !all.includes(name))
if (unknown.length > 0) {
  console.error(`no bench ${unknown.join(', ')}; there are ${all.join(', ')}`)
  process.exit(3)
}
spawnSync(process.execPath, [join(root, 'scripts/build.mjs')], { stdio: 'inherit' })
for (const name of chosen) {
  console.log(`== ${name}`)
  const { status } = spawnSync('npx', ['tsx', join(root, 'test/bench', `${name}.ts`), ...options], {
    cwd: root,
    stdio: 'inherit',
  })
  if (status !== 0) process.exitCode = 1
}
