import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { SecretSource } from '../model/index.ts'
import { runProgram } from './run-program.ts'
import { errorWord, type SourceWorld, secretBytesLimit, withoutNewline } from './secret-bytes.ts'

/** A secret, or why there is none: `environment variable DB_PW is not set`. */
export type ReadSecret = { readonly text: string } | { readonly problem: string; readonly help?: string }

/** Reads one source. What stays as it is live has none. */
export async function readSource(
  source: Exclude<SecretSource, { from: 'live' }>,
  world: SourceWorld,
): Promise<ReadSecret> {
  switch (source.from) {
    case 'env':
      return checked(fromVariable(source.variable, world), `environment variable ${source.variable}`)
    case 'file':
      return checked(await fromFile(source, world), source.path)
    case 'command':
      return checked(await runProgram(source, world), `what ${source.argv[0]} printed`)
    default:
      return source satisfies never
  }
}

type Bytes = { readonly bytes: Buffer } | Exclude<ReadSecret, { text: string }>

function fromVariable(variable: string, { variables }: SourceWorld): Bytes {
  const text = variables[variable]
  if (text === undefined)
    return {
      problem: `environment variable ${variable} is not set`,
      help: `set ${variable} where appia apply runs`,
    }
  return { bytes: Buffer.from(text) }
}

async function fromFile(
  { path, isReadableByOthers }: Extract<SecretSource, { from: 'file' }>,
  { directory }: SourceWorld,
): Promise<Bytes> {
  const whole = resolve(directory, path)
  let file: Awaited<ReturnType<typeof open>>
  try {
    // A pipe that nobody writes to must not hold up the apply.
    file = await open(whole, constants.O_RDONLY | constants.O_NONBLOCK)
  } catch (error) {
    return { problem: `cannot read ${path}: ${errorWord(error)}` }
  }
  try {
    const stat = await file.stat()
    if (!stat.isFile()) return { problem: `${path} is not a file` }
    const { mode } = stat
    if ((mode & 0o044) !== 0 && !isReadableByOthers)
      return {
        problem: `${path} is readable for its group or others (mode ${(mode & 0o777).toString(8)})`,
        help: `chmod 600 ${path}; where that is meant: fromFile(path, { readableByOthers: true })`,
      }
    if ((mode & 0o022) !== 0)
      return { problem: `${path} can be written by its group or others`, help: `chmod go-w ${path}` }
    // Room for a newline, and for one byte too many.
    const bytes = Buffer.alloc(secretBytesLimit + 3)
    const { bytesRead } = await file.read(bytes, 0, bytes.length, 0)
    return { bytes: withoutNewline(bytes.subarray(0, bytesRead)) }
  } catch (error) {
    return { problem: `cannot read ${path}: ${errorWord(error)}` }
  } finally {
    await file.close()
  }
}

function checked(read: Bytes, what: string): ReadSecret {
  if (!('bytes' in read)) return read
  const { bytes } = read
  if (bytes.length === 0) return { problem: `${what} is empty` }
  if (bytes.length > secretBytesLimit)
    return { problem: `${what} is longer than ${secretBytesLimit / 1024} KiB` }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) }
  } catch {
    return { problem: `${what} is no text: not UTF-8` }
  }
}
