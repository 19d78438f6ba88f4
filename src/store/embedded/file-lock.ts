import { randomUUID } from 'node:crypto'
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { StoreError } from '../../model/index.ts'
import { isCertainlyDead, type ProcessIdentity, thisProcess } from './process-identity.ts'

interface LockOwner extends ProcessIdentity {
  /** Tells two locks of one process apart. */
  readonly token: string
}

/**
 * Takes the lock file at `path`, waiting while a live process holds it; returns the function that gives it back.
 * A lock whose owner is dead is removed, under a second lock so that no two processes remove and take at once.
 * Should a process be killed within the microseconds of that removal, the second lock stays, and every later
 * attempt says which file to delete: never two owners, at worst none.
 */
export async function acquireFileLock(path: string, waitMilliseconds: number): Promise<() => void> {
  const self: LockOwner = { ...thisProcess(), token: randomUUID() }
  const deadline = performance.now() + waitMilliseconds
  while (!tryTake(path, self)) {
    const owner = readOwner(path)
    if (owner !== undefined && isCertainlyDead(owner, self) && tryRemoveDead(path, self)) continue
    if (performance.now() > deadline) throw lockedBy(path, readOwner(path) ?? owner)
    await delay(2 + Math.random() * 10)
  }
  return () => rmSync(path, { force: true })
}

/** Makes the lock with its content in one step: a link to a finished file. */
function tryTake(path: string, self: LockOwner): boolean {
  const draft = `${path}.${self.token}`
  try {
    writeFileSync(draft, JSON.stringify(self), { mode: 0o600 })
    linkSync(draft, path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    rmSync(draft, { force: true })
  }
}

/** Looks again under the second lock: only its holder removes a lock that is not its own. */
function tryRemoveDead(path: string, self: LockOwner): boolean {
  const removal = `${path}.removal`
  if (!tryTake(removal, self)) return false
  try {
    const owner = readOwner(path)
    if (owner !== undefined && isCertainlyDead(owner, self)) rmSync(path, { force: true })
    return true
  } finally {
    rmSync(removal, { force: true })
  }
}

function readOwner(path: string): LockOwner | undefined {
  try {
    // Written whole by `tryTake`; a file made by hand fails to parse and counts as a lock of nobody known.
    return JSON.parse(readFileSync(path, 'utf8')) as LockOwner
  } catch {
    return undefined
  }
}

function lockedBy(path: string, owner: LockOwner | undefined): StoreError {
  const who = owner === undefined ? 'an unknown process' : `process ${owner.pid} on ${owner.host}`
  const message = `${path} is held by ${who}; if it is gone, remove that file and ${path}.removal`
  return new StoreError('locked', message, { outcome: 'not-applied' })
}
