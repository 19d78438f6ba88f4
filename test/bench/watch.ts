// From a save (a rename, as editors do it) to the answer of `appia check --watch`, on ML Defender's workspace: values,
// schemas and invariants, then types; beside bare Node in the same run, and the watcher's memory.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const saves = Number(process.argv[2] ?? 50)
const root = process.argv[3] ?? join(import.meta.dirname, '../..')
const directory = mkdtempSync(join(tmpdir(), 'appia-bench-'))
for (const folder of ['configs', 'schemas', 'generated'])
  cpSync(join(root, folder), join(directory, folder), { recursive: true })
process.env.XDG_CACHE_HOME = join(directory, 'cache')
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

const edits = {
  'configs/thresholds.ts': (text: string, save: number) => `${text}// save ${save}\n`,
  'schemas/sniffer.schema.json': (text: string, save: number) => `${text}${' '.repeat(save)}\n`,
}

try {
  await answerAfter(0, 'types')
  for (const [name, edit] of Object.entries(edits)) await measure(join(directory, name), edit)
} finally {
  child.kill()
  await once(child, 'close')
  rmSync(directory, { recursive: true })
}

async function measure(file: string, edit: (text: string, save: number) => string): Promise<void> {
  const text = readFileSync(file, 'utf8')
  const times = { values: [] as number[], types: [] as number[], 'node -e 0': [] as number[] }
  const cpu = { values: [] as number[], types: [] as number[] }
  const before = residentMegabytes(child)
  for (let save = 1; save <= saves; save++) {
    writeFileSync(`${file}~`, edit(text, save))
    const used = processorMilliseconds(child)
    renameSync(`${file}~`, file)
    const since = performance.now()
    times.values.push(await answerAfter(since, 'values'))
    cpu.values.push(processorMilliseconds(child) - used)
    times.types.push(await answerAfter(since, 'types'))
    cpu.types.push(processorMilliseconds(child) - used)
    const started = performance.now()
    await once(spawn(process.execPath, ['-e', '0']), 'close')
    times['node -e 0'].push(performance.now() - started)
  }
  const node = at(times['node -e 0'], 0.5)
  console.log(`${saves} saves of ${file.slice(directory.length + 1)}`)
  for (const [what, list] of Object.entries(times)) {
    const [p50, p99] = [at(list, 0.5), at(list, 0.99)]
    const used = cpu[what as keyof typeof cpu]
    const own = used === undefined ? '' : `, ${at(used, 0.5)} ms of the watcher's processor time`
    console.log(
      `  ${what.padEnd(9)} p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms, ${(p50 / node).toFixed(2)} of node -e 0${own}`,
    )
  }
  console.log(`  memory    ${before} MiB before, ${residentMegabytes(child)} MiB after`)
}

function at(list: readonly number[], share: number): number {
  const sorted = [...list].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

function residentMegabytes({ pid }: ChildProcess): number {
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024)
}

/** Of the process itself and of children that have ended and were waited for, in steps of 10. */
function processorMilliseconds({ pid }: ChildProcess): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return [11, 12, 13, 14].reduce((sum, index) => sum + Number(fields[index]) * 10, 0)
}
