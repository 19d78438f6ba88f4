import { randomUUID } from 'node:crypto'
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
  /** Of this note alone: a table may be loaded again, and that be confirmed, before whoever waits for this one looks. */
  readonly id: string
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
 * What a note has come to, in its file's name: one rename decides between a confirmation and putting back. One that was put
 * back goes; one that was confirmed stays until whoever waits has seen it.
 */
type Stage = 'unconfirmed' | 'reverting' | 'confirmed'

/**
 * Writes down what is loaded now, before anything else is: whoever finds the note later can put it back, also after a crash.
 * Throws `NftError` where the table holds what could not be written again, and where another one waits already.
 */
export async function noteUnconfirmed(
  command: NftCommand,
  { folder, table, now, within, label = '' }: NoteRequest,
): Promise<Unconfirmed> {
  const before = await readLoaded(command, table)
  if (before !== undefined && isForeign(before)) {
    const message = `table ${table} holds rules that were not loaded by this tool, so they could not be put back`
    throw new NftError('foreign-rules', message)
  }
  const note: Unconfirmed = {
    ...{ id: randomUUID(), table, before: before ?? null, since: now, until: now + within },
    ...{ pid: process.pid, label },
  }
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await forgetConfirmed(folder, now)
  // Rules do not outlast the machine either: the note need not be on the disk, only whole.
  await replaceFile(notePath(folder, note, 'unconfirmed'), JSON.stringify(note), 0o600)
  const waiting = (await listUnconfirmed(folder)).filter((each) => each.table === table)
  if (waiting.length === 1) return note
  await rm(notePath(folder, note, 'unconfirmed'), { force: true })
  throw new NftError('foreign-rules', `rules of table ${table} wait to be confirmed already`)
}

interface NoteRequest {
  readonly folder: string
  readonly table: string
  readonly now: number
  /** Milliseconds. */
  readonly within: number
  readonly label?: string
}

/** Notes of rules that wait to be confirmed, or that are just being put back; by table. */
export async function listUnconfirmed(folder: string): Promise<Unconfirmed[]> {
  return await listNotes(folder, ['unconfirmed', 'reverting'])
}

/** After its time it is put back within moments: a process of that number later is another. */
const lateness = 60_000

/** True while the process that loaded it is there: it waits, and puts back what was before by itself. */
export function isAwaited({ pid, until }: Unconfirmed, now: number): boolean {
  if (now > until + lateness) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** What is loaded stays: true, or false where it is put back already. */
export async function confirm(folder: string, note: Unconfirmed): Promise<boolean> {
  return await moveNote(folder, note, ['unconfirmed', 'confirmed'])
}

/** How often it is looked whether somebody has confirmed, milliseconds. */
const confirmationPoll = 200

/**
 * Waits until rules are confirmed: true. Where their time is over before, or the signal is aborted, what was loaded before is
 * put back: false, as where another process has done that.
 */
export async function awaitConfirmation(
  command: NftCommand,
  note: Unconfirmed,
  {
    folder,
    signal,
    now,
  }: { readonly folder: string; readonly signal: AbortSignal; readonly now: () => number },
): Promise<boolean> {
  while (!signal.aborted && now() < note.until && (await isUndecided(folder, note)))
    await setTimeout(confirmationPoll, undefined, { signal }).catch(() => {})
  await revertUnconfirmed(command, note, { folder, now: now() })
  return await removeNote(notePath(folder, note, 'confirmed'))
}

/**
 * Puts back what was loaded before, with the time that members have left by now; nothing where it was confirmed meanwhile.
 * After a crash in the middle the next call finishes it.
 */
export async function revertUnconfirmed(
  command: NftCommand,
  note: Unconfirmed,
  { folder, now }: Pick<NoteRequest, 'folder' | 'now'>,
): Promise<void> {
  const { table, before, since } = note
  await moveNote(folder, note, ['unconfirmed', 'reverting'])
  const claimed = notePath(folder, note, 'reverting')
  if ((await readNote(claimed)) === undefined) return
  const seconds = Math.max(0, (now - since) / 1000)
  await restoreRuleset(command, table, before === null ? undefined : aged(before, seconds))
  await rm(claimed, { force: true })
}

async function isUndecided(folder: string, note: Unconfirmed): Promise<boolean> {
  const [waiting, reverting] = [notePath(folder, note, 'unconfirmed'), notePath(folder, note, 'reverting')]
  return (await readNote(waiting)) !== undefined || (await readNote(reverting)) !== undefined
}

/** Those that were confirmed after whoever waited for it had ended. */
async function forgetConfirmed(folder: string, now: number): Promise<void> {
  for (const note of await listNotes(folder, ['confirmed']))
    if (!isAwaited(note, now)) await removeNote(notePath(folder, note, 'confirmed'))
}

function isForeign({ chains }: Ruleset): boolean {
  return chains.some(
    ({ hook, rules }) =>
      hook?.name.includes(' ') === true ||
      rules.some(({ statements }) => statements.some(({ kind }) => kind === 'other')),
  )
}

function notePath(folder: string, { table, id }: Pick<Unconfirmed, 'table' | 'id'>, stage: Stage): string {
  return join(folder, `${table}.${id}.${stage}.json`)
}

async function listNotes(folder: string, stages: readonly Stage[]): Promise<Unconfirmed[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  const wanted = names.filter((name) => stages.some((stage) => name.endsWith(`.${stage}.json`))).sort()
  const notes = await Promise.all(wanted.map((name) => readNote(join(folder, name))))
  return notes.filter((note) => note !== undefined)
}

/** False where it was not in the first stage any more. */
async function moveNote(
  folder: string,
  note: Unconfirmed,
  [from, to]: readonly [Stage, Stage],
): Promise<boolean> {
  try {
    await rename(notePath(folder, note, from), notePath(folder, note, to))
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
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
