// npm run bench [NAME …]: runs the benches in test/bench one after another, each as a process of its own.
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const shared = ['measure.ts', 'random-edits.ts']
const all = readdirSync(join(root, 'test/bench'))
  .filter((file) => file.endsWith('.ts') && !shared.includes(file))
  .map((file) => basename(file, '.ts'))
const chosen = process.argv.length > 2 ? process.argv.slice(2) : all
const unknown = chosen.filter((name) => !all.includes(name))
if (unknown.length > 0) {
  console.error(`no bench ${unknown.join(', ')}; there are ${all.join(', ')}`)
  process.exit(3)
}
spawnSync(process.execPath, [join(root, 'scripts/build.mjs')], { stdio: 'inherit' })
for (const name of chosen) {
  console.log(`== ${name}`)
  const { status } = spawnSync('npx', ['tsx', join(root, 'test/bench', `${name}.ts`)], {
    cwd: root,
    stdio: 'inherit',
  })
  if (status !== 0) process.exitCode = 1
}
