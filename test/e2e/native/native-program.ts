import { type ChildProcessWithoutNullStreams, execFile, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { folderOnDisk } from '../../support/folder-on-disk.ts'

const root = join(import.meta.dirname, '../../..')
const run = promisify(execFile)

/** What every component is to compile with. */
export const warnings = [
  ...['-Wall', '-Wextra', '-Wconversion', '-Wsign-conversion', '-Wpedantic', '-Wshadow', '-Werror'],
]

/** Memory faults and undefined behaviour end the program. */
export const sanitized = ['-O0', '-g1', '-fsanitize=address,undefined', '-fno-sanitize-recover=all']

/** Compiles sources of this folder; rejects with what the compiler says. */
export async function compile(
  compiler: 'g++' | 'clang++',
  words: readonly string[],
  sources: readonly string[],
): Promise<void> {
  await run(
    compiler,
    [...warnings, `-I${join(root, 'generated/cpp')}`, ...words, ...sources, '-lcrypto', '-pthread'],
    { cwd: import.meta.dirname },
  )
}

/** A folder for programs and keyrings, and one in memory for files that an agent would write there. */
export function nativeFolder(): {
  readonly disk: string
  readonly memory: string
  readonly remove: () => void
} {
  const disk = folderOnDisk()
  const memory = mkdtempSync('/dev/shm/appia-native-')
  const remove = () => {
    for (const folder of [disk, memory]) rmSync(folder, { recursive: true, force: true })
  }
  return { disk, memory, remove }
}

/** A program that answers each line with a line. */
export class LineProgram {
  /** Everything that it has written, errors too. */
  output = ''
  private readonly child: ChildProcessWithoutNullStreams
  private readonly waiting: ((line: string) => void)[] = []
  private readonly ended: Promise<number | null>

  constructor(path: string) {
    this.child = spawn(path, [])
    this.ended = new Promise((resolve) => this.child.on('close', resolve))
    createInterface({ input: this.child.stdout }).on('line', (line) => {
      this.output += `${line}\n`
      this.waiting.shift()?.(line)
    })
    this.child.stderr.on('data', (chunk: Buffer) => {
      this.output += chunk.toString()
    })
    this.child.on('close', () => {
      for (const resolve of this.waiting.splice(0)) resolve(`ended: ${this.output.slice(-4000)}`)
    })
    this.child.stdin.on('error', () => undefined)
  }

  /** The answer to a command; calls may overlap. */
  ask(...words: readonly (string | number | Uint8Array)[]): Promise<string> {
    return new Promise((resolve) => {
      this.waiting.push(resolve)
      this.child.stdin.write(`${words.map(wordOf).join(' ')}\n`)
    })
  }

  /** Ends it as a crash does. */
  kill(): void {
    this.child.kill('SIGKILL')
  }

  /** Resolves with the exit code; 0 once a sanitizer has found nothing. */
  end(): Promise<number | null> {
    this.child.stdin.end()
    return this.ended
  }
}

function wordOf(word: string | number | Uint8Array): string {
  if (typeof word !== 'object') return String(word)
  return Buffer.from(word).toString('hex') || '-'
}
