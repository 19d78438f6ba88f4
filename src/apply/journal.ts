import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { syncFolder } from '../files/index.ts'
import { type Confirmation, canonicalJson, isJsonObject, type JsonValue, type Plan } from '../model/index.ts'
import type { SignedStatement } from '../records/index.ts'

/** What must be known to find out, after any crash, whether an apply happened, and to finish it. */
export interface JournalEntry {
  readonly formatVersion: 1
  readonly applyId: string
  /** The id of the one fence that may end this apply. */
  readonly fenceId: string
  readonly cluster: string
  readonly prefix: string
  readonly workspace: string
  /** The seq that this apply takes if it wins. */
  readonly seq: number
  readonly lineage: string
  /** The epoch that it is guarded on; null in a store never applied to. Bytes in base64. */
  readonly epoch: { readonly applyId: string; readonly modRevision: number; readonly value: string } | null
  /** The manifest before; a fence hands it on. */
  readonly manifest?: string
  /** The store's revision when it was read. */
  readonly revision: number
  readonly who: string
  readonly commit?: string
  readonly message?: string
  readonly when: string
  /** It was to be confirmed. */
  readonly awaits?: Confirmation
  readonly ends?: { readonly modRevision: number; readonly isExpired: boolean }
  readonly passing?: readonly string[]
  readonly signed?: SignedStatement
  readonly plan: Plan
}

/** Where applies are noted before they are sent. A noted apply stays until its outcome is certain. */
export interface Journal {
  write(entry: JournalEntry): Promise<void>
  /** Oldest first. */
  list(): Promise<readonly JournalEntry[]>
  remove(applyId: string): Promise<void>
  /** Where the entry is, for people. */
  describe(applyId: string): string
}

/** A journal in a folder: one file an apply, whole and synced to disk before `write` returns. */
export function openJournal(directory: string): Journal {
  const pathOf = (applyId: string) => join(directory, `${applyId}.json`)
  return {
    async write(entry) {
      await mkdir(directory, { recursive: true, mode: 0o700 })
      const temporary = `${pathOf(entry.applyId)}.${randomUUID()}.tmp`
      await writeSynced(temporary, canonicalJson(entry as unknown as JsonValue)) // plain JSON by its type
      await rename(temporary, pathOf(entry.applyId))
      await syncFolder(directory)
    },
    async list() {
      const entries = await Promise.all(
        (await filesIn(directory)).map((file) => readEntry(join(directory, file))),
      )
      return entries.sort((a, b) => (a.when < b.when ? -1 : a.when > b.when ? 1 : a.seq - b.seq))
    },
    async remove(applyId) {
      await rm(pathOf(applyId), { force: true })
      await syncFolder(directory)
    },
    describe: pathOf,
  }
}

/** A journal for tests and for the embedded demo: forgets everything with the process. */
export function memoryJournal(): Journal {
  const entries = new Map<string, JournalEntry>()
  return {
    write: async (entry) => void entries.set(entry.applyId, entry),
    list: async () => [...entries.values()],
    remove: async (applyId) => void entries.delete(applyId),
    describe: (applyId) => `memory:${applyId}`,
  }
}

async function writeSynced(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Half-written files carry another ending and were never sent. */
async function filesIn(directory: string): Promise<string[]> {
  try {
    return (await readdir(directory)).filter((file) => file.endsWith('.json')).sort()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}

async function readEntry(path: string): Promise<JournalEntry> {
  const value = parse(await readFile(path, 'utf8'))
  if (!isJsonObject(value) || value.formatVersion !== 1) {
    throw new JournalError(`${path} is not a journal of this version of appia`)
  }
  return value as unknown as JournalEntry // written whole by `write`, or not there
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A journal that cannot be read; the outcome it stands for stays open. */
class JournalError extends Error {
  override readonly name = 'JournalError'
  readonly code = 'journal-unreadable'
}
