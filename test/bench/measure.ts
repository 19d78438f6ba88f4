import { spawn } from 'node:child_process'

/** One program to time as a whole process. */
export interface Program {
  readonly name: string
  readonly words: readonly string[]
  readonly directory?: string
  /** Before each run, outside the measured time. */
  readonly prepare?: () => void
}

export interface Measured {
  readonly name: string
  /** Wall time, milliseconds. */
  readonly median: number
  readonly fastest: number
  readonly slowest: number
  /** Highest resident set of the process, MiB; for Node only. */
  readonly memory?: number
}

const reportMemory = `data:text/javascript,process.on('exit',()=>process.stderr.write('maxrss '+process.resourceUsage().maxRSS+'\\n'))`

/** Times programs in turn, A B C A B C …, so that a machine that slows down slows all of them. */
export async function measure(programs: readonly Program[], runs: number): Promise<Measured[]> {
  const samples = new Map(
    programs.map(({ name }) => [name, [] as { wall: number; memory: number | undefined }[]]),
  )
  for (let round = 0; round <= runs; round++) {
    for (const program of programs) {
      program.prepare?.()
      const sample = await runOnce(program)
      if (round > 0) samples.get(program.name)?.push(sample) // the first round warms the disk cache
    }
  }
  return programs.map(({ name }) => {
    const taken = samples.get(name) ?? []
    const walls = taken.map(({ wall }) => wall).sort((a, b) => a - b)
    const memories = taken.flatMap(({ memory }) => memory ?? [])
    return {
      name,
      median: walls[Math.floor(walls.length / 2)] ?? Number.NaN,
      fastest: walls[0] ?? Number.NaN,
      slowest: walls.at(-1) ?? Number.NaN,
      ...(memories.length === 0 ? {} : { memory: Math.max(...memories) }),
    }
  })
}

/** A table with each median as a ratio to that of the program named `floor`. */
export function table(measured: readonly Measured[], floor: string): string {
  const base = measured.find(({ name }) => name === floor)?.median ?? Number.NaN
  const width = Math.max(...measured.map(({ name }) => name.length))
  const rows = measured.map(({ name, median, fastest, slowest, memory }) => {
    const spread = `${fastest.toFixed(0)}..${slowest.toFixed(0)}`
    const peak = memory === undefined ? '' : `${memory.toFixed(0)} MiB`
    return `${name.padEnd(width)}  ${median.toFixed(0).padStart(6)} ms  ${spread.padStart(11)}  ${(median / base).toFixed(2).padStart(5)} x  ${peak}`
  })
  return [`${'median'.padStart(width + 11)}  fast..slow  to "${floor}"  peak memory`, ...rows, ''].join('\n')
}

/** Runs one program once; wall time in ms, memory in MiB. Rejects where it fails. */
export async function runOnce(program: Program): Promise<{ wall: number; memory: number | undefined }> {
  const [command, ...words] = program.words
  const isNode = command === 'node'
  const started = performance.now()
  const child = spawn(
    isNode ? process.execPath : (command as string),
    isNode ? ['--import', reportMemory, ...words] : words,
    {
      cwd: program.directory,
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  )
  let errors = ''
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString()
  })
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
  const wall = performance.now() - started
  if (code !== 0) throw new Error(`${program.name} ended with ${code}: ${errors}`)
  const memory = /maxrss (\d+)/.exec(errors)?.[1]
  return { wall, memory: memory === undefined ? undefined : Number(memory) / 1024 }
}
