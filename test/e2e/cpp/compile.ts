import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { promisify } from 'node:util'
import { nativeHeaders } from '../../../src/app/generate/native-headers.ts'
import { generateCpp } from '../../../src/codegen/index.ts'
import type { Schema } from '../../../src/schema/index.ts'

const run = promisify(execFile)

/** Compiled programs stay there, by what they were made from. */
const kept = join(import.meta.dirname, '../../../node_modules/.cache/appia-test-cpp')

export const strictFlags = [
  ...['-Wall', '-Wextra', '-Wconversion', '-Wsign-conversion', '-Wpedantic', '-Werror'],
]

export interface Program {
  /** `name` → text; one of them is `main.cpp`. Where there is a `core.cpp`, it is optimised, and main.cpp is not. */
  readonly sources: ReadonlyMap<string, string>
  readonly compiler: 'g++' | 'clang++'
  readonly flags: readonly string[]
  /** Where the program goes that nobody wants again. */
  readonly folder?: string
}

/** The generated headers of schemas, and what they include; throws where one is refused. */
export async function headersOf(schemas: readonly Schema[]): Promise<Map<string, string>> {
  const byName = new Map(schemas.map((schema) => [schema.name, schema]))
  const { files, diagnostics } = await generateCpp({ schemas: byName, runtime: await nativeHeaders() })
  if (diagnostics.length > 0) throw new Error(diagnostics.map(({ message }) => message).join('\n'))
  return new Map(files.map(({ path, text }) => [path.replace('generated/cpp/', ''), text]))
}

/** The path of the compiled program; of two who want the same, one compiles it. */
export async function compile(program: Program): Promise<string> {
  const { sources, compiler, flags, folder = kept } = program
  const hash = createHash('sha256').update(JSON.stringify([compiler, flags, [...sources].sort()]))
  const place = join(folder, hash.digest('hex').slice(0, 24))
  mkdirSync(folder, { recursive: true })
  for (;;) {
    if (existsSync(place)) return join(place, 'program')
    if (isFirst(`${place}.lock`)) break
    await setTimeout(200)
  }
  try {
    await build(program, `${place}.new`)
    renameSync(`${place}.new`, place)
  } finally {
    rmSync(`${place}.lock`)
  }
  return join(place, 'program')
}

/** True for who takes the lock; one that was left by a process that is gone is no lock. */
function isFirst(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' })
    return true
  } catch {
    const owner = existsSync(lock) ? readFileSync(lock, 'utf8') : ''
    if (owner !== '' && !existsSync(`/proc/${owner}`)) rmSync(lock, { force: true })
    return false
  }
}

async function build({ sources, compiler, flags }: Program, directory: string): Promise<void> {
  rmSync(directory, { recursive: true, force: true })
  writeSources(directory, sources)
  const step = (words: readonly string[]) =>
    run(compiler, ['-I.', ...flags, ...words], { cwd: directory, maxBuffer: 64 * 1024 * 1024 })
  const hasCore = sources.has('core.cpp')
  await Promise.all([
    step(['-c', 'main.cpp', '-o', 'main.o']),
    ...(hasCore ? [step(['-O1', '-c', 'core.cpp', '-o', 'core.o'])] : []),
  ])
  // Of an inline function that both hold, the linker takes the one that comes first.
  await step([...(hasCore ? ['core.o'] : []), 'main.o', '-o', 'program'])
}

export function writeSources(directory: string, sources: ReadonlyMap<string, string>): void {
  for (const [name, text] of sources) {
    mkdirSync(dirname(join(directory, name)), { recursive: true })
    writeFileSync(join(directory, name), text)
  }
}

/** What a compiler complains of in a text that includes all headers together, twice; empty where it does not. */
export async function complaints(
  headers: ReadonlyMap<string, string>,
  text: string,
  how: { readonly compiler: string; readonly flags: readonly string[] },
): Promise<string> {
  const names = [...headers.keys()].filter((name) => !name.startsWith('appia/'))
  const includes = names.map((name) => `#include "${name}"\n`).join('')
  const work = join(kept, `syntax.${how.compiler.replaceAll('/', '.')}${how.flags.join('')}.${process.pid}`)
  writeSources(work, new Map([...headers, ['main.cpp', includes + includes + text]]))
  try {
    await run(how.compiler, ['-I.', ...strictFlags, ...how.flags, '-fsyntax-only', 'main.cpp'], { cwd: work })
    return ''
  } catch (error) {
    return (error as { readonly stderr: string }).stderr
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}
