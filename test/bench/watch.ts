// From a save to the answer of `appia check --watch`, on ML Defender's workspace: values, schemas and invariants, then types.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const saves = Number(process.argv[2] ?? 20)
const root = join(import.meta.dirname, '../..')
const directory = mkdtempSync(join(tmpdir(), 'appia-bench-'))
for (const folder of ['configs', 'schemas', 'generated'])
  cpSync(join(root, folder), join(directory, folder), { recursive: true })
const file = join(directory, 'configs/thresholds.ts')
const child = spawn(process.execPath, [join(root, 'dist/main.js'), 'check', '--watch'], { cwd: directory })
const answered = { values: 0, types: 0 }
child.stdout.on('data', (data: Buffer) => {
  for (const what of ['values', 'types'] as const)
    if (data.toString().includes(`${what}: `)) answered[what] = performance.now()
})

async function answerAfter(since: number, what: 'values' | 'types'): Promise<number> {
  while (answered[what] <= since) await new Promise((resolve) => setTimeout(resolve, 1))
  return answered[what] - since
}

try {
  await answerAfter(0, 'types')
  const text = readFileSync(file, 'utf8')
  const times = { values: [] as number[], types: [] as number[], node: [] as number[] }
  for (let save = 1; save <= saves; save++) {
    writeFileSync(file, `${text}// save ${save} of ${process.pid} at ${performance.now()}\n`)
    const since = performance.now()
    times.values.push(await answerAfter(since, 'values'))
    times.types.push(await answerAfter(since, 'types'))
    const before = performance.now()
    await once(spawn(process.execPath, ['-e', '0']), 'close')
    times.node.push(performance.now() - before)
  }
  const [node] = quartiles(times.node)
  for (const [what, list] of Object.entries(times)) {
    const [median, fastest] = quartiles(list)
    console.log(
      `${what.padEnd(7)} median ${median.toFixed(0)} ms, fastest ${fastest.toFixed(0)} ms, ${(median / node).toFixed(1)} of node -e 0`,
    )
  }
} finally {
  child.kill()
  rmSync(directory, { recursive: true })
}

function quartiles(list: readonly number[]): [median: number, fastest: number] {
  const sorted = [...list].sort((a, b) => a - b)
  return [sorted[sorted.length >> 1] ?? 0, sorted[0] ?? 0]
}
