import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { nativeHeaders } from '../../../src/cli/native-headers.ts'
import { generateCpp } from '../../../src/codegen/index.ts'
import type { Schema } from '../../../src/schema/index.ts'
import { findExecutable } from '../../support/groups.ts'

const run = promisify(execFile)

/** Compiled programs stay there, by what they were made from. */
const folder = join(import.meta.dirname, '../../../.appia/test-cpp')

export const strictFlags = [
  ...['-Wall', '-Wextra', '-Wconversion', '-Wsign-conversion', '-Wpedantic', '-Werror'],
]

export interface Program {
  /** `name` → text; one of them is `main.cpp`. */
  readonly sources: ReadonlyMap<string, string>
  readonly compiler: 'g++' | 'clang++'
  readonly flags: readonly string[]
}

/** Why C++ cannot be compiled here. */
export function cppMissing(): string | undefined {
  const missing = ['g++', 'clang++'].filter((name) => findExecutable(name) === undefined)
  if (missing.length > 0) return `no ${missing.join(' and no ')} in PATH`
  return existsSync('/usr/include/nlohmann/json.hpp') ? undefined : 'no nlohmann/json.hpp in /usr/include'
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
  const words = ['-I.', ...flags, 'main.cpp']
  const hash = createHash('sha256').update(JSON.stringify([compiler, words, [...sources].sort()]))
  const place = join(folder, hash.digest('hex').slice(0, 24))
  if (existsSync(place)) return join(place, 'program')
  const work = `${place}.${process.pid}`
  writeSources(work, sources)
  await run(compiler, [...words, '-o', 'program'], { cwd: work, maxBuffer: 64 * 1024 * 1024 })
  if (existsSync(place)) rmSync(work, { recursive: true })
  else renameSync(work, place)
  return join(place, 'program')
}

export function writeSources(directory: string, sources: ReadonlyMap<string, string>): void {
  for (const [name, text] of sources) {
    mkdirSync(dirname(join(directory, name)), { recursive: true })
    writeFileSync(join(directory, name), text)
  }
}
