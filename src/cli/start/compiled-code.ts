import { createHash, randomUUID } from 'node:crypto'
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Script } from 'node:vm'
import { cacheFolder, isSealed, requireOwnFolder, sealOf } from '../../files/index.ts'

/** Entries that are kept; the least recently used go first. */
const mostEntries = 60
const entryBytesLimit = 16 * 1024 * 1024
const entryPattern = /^code-[0-9a-f]{64}$/
const sealLength = 64

/** Files of the build, run with what V8 compiled of them in an earlier run: compiling is half of what a short command costs. */
export interface CompiledCode {
  /** What a CommonJS file of the build exports, and of those beside it that it requires. */
  load(path: string): unknown
  /** Keeps what V8 has compiled so far of files of which nothing was kept. Never fails: without it a start takes longer. */
  keep(): void
}

/**
 * Opens what was kept for one use of the code (a command: each compiles other functions). It lies in the user's cache,
 * sealed like all that is kept there; what is not, or is of another build, another Node or other options, is not used.
 */
export function openCompiledCode(use: string): CompiledCode {
  const fresh: { readonly name: string; readonly script: Script }[] = []
  const load = (path: string): unknown => {
    const name = nameOf(use, path)
    const cachedData = read(name)
    const script = compile(path, cachedData)
    if (cachedData === undefined || script.cachedDataRejected === true) fresh.push({ name, script })
    const module = { exports: {} }
    const near = createRequire(path)
    const require = (id: string): unknown => (id.startsWith('./') ? load(join(dirname(path), id)) : near(id))
    const run = script.runInThisContext() as (...parameters: unknown[]) => void
    run(module.exports, require, module, path, dirname(path))
    return module.exports
  }
  const keep = () => {
    for (const { name, script } of fresh) write(name, script.createCachedData())
  }
  return { load, keep }
}

/** As Node wraps a CommonJS module. The files are ASCII: as Latin-1 they take a byte a character. */
function compile(path: string, cachedData: Buffer | undefined): Script {
  const source = readFileSync(path, 'latin1')
  return new Script(`(function (exports, require, module, __filename, __dirname) {${source}\n})`, {
    filename: path,
    ...(cachedData !== undefined && { cachedData }),
  })
}

/** V8 itself compares its version, its flags and the length of the source; the rest is ours to tell apart. */
function nameOf(use: string, path: string): string {
  const { size, mtimeNs } = statSync(path, { bigint: true })
  const { version, arch, execArgv, env } = process
  const facts = [use, path, size, mtimeNs, version, arch, ...execArgv, env.NODE_OPTIONS ?? '']
  return `code-${createHash('sha256').update(facts.join('\n')).digest('hex')}`
}

function read(name: string): Buffer | undefined {
  try {
    const path = join(ownFolder(), name)
    const content = readBounded(path)
    const data = content.subarray(sealLength)
    if (!isSealed(name, data, content.toString('latin1', 0, sealLength))) return undefined
    const now = new Date()
    utimesSync(path, now, now)
    return data
  } catch {
    return undefined // not there, or not this user's alone
  }
}

function readBounded(path: string): Buffer {
  const descriptor = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW)
  try {
    if (fstatSync(descriptor).size > entryBytesLimit) throw new Error('larger than what is ever written')
    return readFileSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

function write(name: string, data: Buffer): void {
  try {
    const folder = ownFolder()
    const draft = join(folder, `${name}.${randomUUID()}.tmp`)
    try {
      writeFileSync(draft, Buffer.concat([Buffer.from(sealOf(name, data)), data]), {
        flag: 'wx',
        mode: 0o600,
      })
      renameSync(draft, join(folder, name))
    } finally {
      rmSync(draft, { force: true })
    }
    removeOldest(folder)
  } catch {
    // a full or read-only disk, or no folder of this user alone
  }
}

function ownFolder(): string {
  const folder = cacheFolder()
  requireOwnFolder(folder)
  return folder
}

/** Only files that are named as ours are removed. */
function removeOldest(folder: string): void {
  const found = readdirSync(folder)
    .filter((name) => entryPattern.test(name))
    .map((name) => ({ name, usedAt: lstatSync(join(folder, name)).mtimeMs }))
  for (const { name } of found.sort((a, b) => b.usedAt - a.usedAt).slice(mostEntries))
    rmSync(join(folder, name), { force: true })
}
