import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { nativeHeaders } from '../../../src/app/workspace/native-headers.ts'
import { generateCpp } from '../../../src/codegen/index.ts'
import type { Schema } from '../../../src/schema/index.ts'

const run = promisify(execFile)

/** Compiled programs stay there, by what they were made from. */
const folder = join(import.meta.dirname, '../../../.appia/test-cpp')

export const strictFlags = [
  ...['-Wall', '-Wextra', '-Wconversion', '-Wsign-conversion', '-Wpedantic', '-Werror'],
]

export interface Program {
  /** `name` → text; one of them is `main.cpp`. Where there is a `core.cpp`, it is optimised, and main.cpp is not. */
  readonly sources: ReadonlyMap<string, string>
  readonly compiler: 'g++' | 'clang++'
  readonly flags: readonly string[]
}

/** The generated headers of schemas, and what they include; throws where one is refused. */
export async function headersOf(schemas: readonly Schema[]): Promise<Map<string, string>> {
  const byName = new Map(schemas.map((schema) => [schema.name, schema]))
  const { files, diagnostics } = await generateCpp({ schemas: byName, runtime: await nativeHeaders() })
  if (diagnostics.length > 0) throw new Error(diagnostics.map(({ message }) => message).join('\n'))
  return new Map(files.map(({ path, text }) => [path.replace('generated/cpp/', ''), text]))
}

/** The path of the compiled program. */
export async function compile({ sources, compiler, flags }: Program): Promise<string> {
  const words = ['-I.', ...flags]
  const hash = createHash('sha256').update(JSON.stringify([compiler, words, [...sources].sort()]))
  const place = join(folder, hash.digest('hex').slice(0, 24))
  if (existsSync(place)) return join(place, 'program')
  const work = `${place}.${process.pid}`
  writeSources(work, sources)
  const build = (more: readonly string[]) =>
    run(compiler, [...words, ...more], { cwd: work, maxBuffer: 64 * 1024 * 1024 })
  const hasCore = sources.has('core.cpp')
  await Promise.all([
    build(['-c', 'main.cpp', '-o', 'main.o']),
    ...(hasCore ? [build(['-O1', '-c', 'core.cpp', '-o', 'core.o'])] : []),
  ])
  // Of an inline function that both hold, the linker takes the one that comes first.
  await build([...(hasCore ? ['core.o'] : []), 'main.o', '-o', 'program'])
  if (existsSync(place)) rmSync(work, { recursive: true })
  else renameSync(work, place)
  return join(place, 'program')
}

function writeSources(directory: string, sources: ReadonlyMap<string, string>): void {
  for (const [name, text] of sources) {
    mkdirSync(dirname(join(directory, name)), { recursive: true })
    writeFileSync(join(directory, name), text)
  }
}

/** What a compiler complains of in headers that are included together, twice; empty where it does not. */
export async function complaints(
  headers: ReadonlyMap<string, string>,
  how: Omit<Program, 'sources'>,
): Promise<string> {
  const names = [...headers.keys()].filter((name) => !name.startsWith('appia/'))
  const includes = names.map((name) => `#include "${name}"\n`).join('')
  const work = join(folder, `syntax.${how.compiler}${how.flags.join('')}.${process.pid}`)
  writeSources(work, new Map([...headers, ['main.cpp', includes + includes]]))
  try {
    await run(how.compiler, ['-I.', ...strictFlags, ...how.flags, '-fsyntax-only', 'main.cpp'], { cwd: work })
    return ''
  } catch (error) {
    return (error as { readonly stderr: string }).stderr
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}
