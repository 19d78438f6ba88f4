import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { replaceFile } from '../../files/index.ts'
import { aged } from '../nft/plan-script.ts'
import type { Ruleset } from '../rules/ruleset.ts'
import { restoreRuleset } from './apply-ruleset.ts'
import { type NftCommand, NftError, readLoaded } from './nft.ts'

/** A ruleset that was loaded and that nobody has confirmed yet, with what was loaded before. */
export interface Unconfirmed {
  readonly table: string
  /** null: there was no such table. */
  readonly before: Ruleset | null
  /** When `before` was read, and until when it is waited; milliseconds since 1970. */
  readonly since: number
  readonly until: number
  /** The process that waits. */
  readonly pid: number
  /** What was loaded, in the words of who loaded it. */
  readonly label: string
}

/**
 * Writes down what is loaded now, before anything else is: whoever finds the note later can put it back, also after a crash.
 * Throws `NftError` where the table holds what could not be written again, and where another one waits already.
 */
export async function noteUnconfirmed(
  command: NftCommand,
  { folder, table, now, within, label = '' }: NoteRequest,
): Promise<Unconfirmed> {
  if ((await readUnconfirmed(folder, table)) !== undefined)
    throw new NftError('foreign-rules', `rules of table ${table} wait to be confirmed already`)
  const before = await readLoaded(command, table)
  if (before !== undefined && isForeign(before)) {
    const message = `table ${table} holds rules that were not loaded by this tool, so they could not be put back`
    throw new NftError('foreign-rules', message)
  }
  const note: Unconfirmed = {
    ...{ table, before: before ?? null, since: now, until: now + within },
    ...{ pid: process.pid, label },
  }
  await mkdir(folder, { recursive: true, mode: 0o700 })
  // Rules do not outlast the machine either: the note need not be on the disk, only whole.
  await replaceFile(notePath(folder, table), JSON.stringify(note), 0o600)
  return note
}

interface NoteRequest {
  readonly folder: string
  readonly table: string
  readonly now: number
  /** Milliseconds. */
  readonly within: number
  readonly label?: string
}

/** The note of a table, undefined where nothing waits. */
export async function readUnconfirmed(folder: string, table: string): Promise<Unconfirmed | undefined> {
  return (await readNote(notePath(folder, table))) ?? (await readNote(claimPath(folder, table)))
}

/** True while the process that loaded it is there: it waits, and puts back what was before by itself. */
export function isAwaited({ pid }: Unconfirmed): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** What is loaded stays: true, or false where nothing waits any longer. */
export async function confirm(folder: string, table: string): Promise<boolean> {
  return await removeNote(notePath(folder, table))
}

/** Tables of which rules wait to be confirmed. */
export async function listUnconfirmed(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  return names.flatMap((name) => /^(.+)\.(?:unconfirmed|reverting)\.json$/.exec(name)?.[1] ?? []).sort()
}

/** How often it is looked whether somebody has confirmed, milliseconds. */
const confirmationPoll = 200

/** Waits until rules are confirmed: true; or their time is over, or the signal is aborted: false. */
export async function waitForConfirmation(
  note: Unconfirmed,
  {
    folder,
    signal,
    now,
  }: { readonly folder: string; readonly signal: AbortSignal; readonly now: () => number },
): Promise<boolean> {
  while (!signal.aborted && now() < note.until) {
    if ((await readUnconfirmed(folder, note.table)) === undefined) return true
    await setTimeout(confirmationPoll, undefined, { signal }).catch(() => {})
  }
  return false
}

/**
 * Puts back what was loaded before, with the time that members have left by now: true, or false where it was confirmed
 * meanwhile. After a crash in the middle the next call finishes it.
 */
export async function revertUnconfirmed(
  command: NftCommand,
  { folder, table, now }: Omit<NoteRequest, 'within' | 'label'>,
): Promise<boolean> {
  const claimed = claimPath(folder, table)
  // Whoever renames it first decides: a confirmation finds nothing any more.
  await rename(notePath(folder, table), claimed).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
  })
  const note = await readNote(claimed)
  if (note === undefined) return false
  const seconds = Math.max(0, (now - note.since) / 1000)
  await restoreRuleset(command, table, note.before === null ? undefined : aged(note.before, seconds))
  await rm(claimed, { force: true })
  return true
}

function isForeign({ chains }: Ruleset): boolean {
  return chains.some(
    ({ hook, rules }) =>
      hook?.name.includes(' ') === true ||
      rules.some(({ statements }) => statements.some(({ kind }) => kind === 'other')),
  )
}

function notePath(folder: string, table: string): string {
  return join(folder, `${table}.unconfirmed.json`)
}

function claimPath(folder: string, table: string): string {
  return join(folder, `${table}.reverting.json`)
}

async function readNote(path: string): Promise<Unconfirmed | undefined> {
  try {
    // Written by `noteUnconfirmed` alone, whole.
    return JSON.parse(await readFile(path, 'utf8')) as Unconfirmed
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

async function removeNote(path: string): Promise<boolean> {
  try {
    await rm(path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
}
