import { randomUUID } from 'node:crypto'
import {
  closeSync,
  constants,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { requireConfined } from './confined.ts'

/** A file of the workspace that is to hold another text. */
interface Replacement {
  readonly path: string
  /** What it holds; anything else means that somebody else was here meanwhile. */
  readonly before: string
  readonly after: string
}

/** Somebody else wrote to a file meanwhile. */
export class ChangedMeanwhile extends Error {
  override readonly name = 'ChangedMeanwhile'
}

/**
 * Replaces files of the workspace, all or none as far as a file system allows: each text is written and synced beside
 * its file first, then all are renamed in one go, which no signal comes between. What was renamed goes back where a later one fails.
 */
export function replaceFiles(root: string, replacements: readonly Replacement[]): void {
  const staged: { readonly path: string; readonly temporary: string; readonly before: string }[] = []
  const renamed: typeof staged = []
  try {
    for (const { path: file, before, after } of replacements) {
      const path = join(root, file)
      requireConfined(root, path)
      const temporary = `${path}.${randomUUID()}.tmp`
      staged.push({ path, temporary, before })
      writeSynced(temporary, after, statSync(path).mode & 0o777)
    }
    for (const { path, before } of staged) if (read(path) !== before) throw new ChangedMeanwhile(path)
    for (const each of staged) {
      renameSync(each.temporary, each.path)
      renamed.push(each)
    }
  } catch (error) {
    for (const { path, before } of renamed) writeFileSync(path, before)
    for (const { temporary } of staged) rmSync(temporary, { force: true })
    throw error
  }
}

function writeSynced(path: string, text: string, mode: number): void {
  writeFileSync(path, text, { flag: 'wx', mode })
  const file = openSync(path, 'r')
  fsyncSync(file)
  closeSync(file)
}

function read(path: string): string {
  const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW)
  try {
    return readFileSync(file, 'utf8')
  } finally {
    closeSync(file)
  }
}
