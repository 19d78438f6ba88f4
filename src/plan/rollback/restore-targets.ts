import { readDocument } from '../../formats/index.ts'
import {
  type AppliedChange,
  type AppliedChanges,
  decodeBytes,
  kindOf,
  type Live,
  type ManagedKey,
} from '../../model/index.ts'
import { notRestorable, type RollbackTarget } from './rollback-target.ts'

/** The state to go back to, and everything that happened since. */
export interface Restored {
  /** The managed keys as an apply left them. */
  readonly state: ReadonlyMap<string, ManagedKey>
  /** The applies after it, newest first. */
  readonly undone: readonly AppliedChanges[]
  readonly live: Live
}

/**
 * Each key as it was after the apply, whatever was done to it since, inside or outside. A key that was not managed then
 * is given back as it was when it was taken.
 */
export function restoreTargets({ state, undone, live }: Restored): RollbackTarget[] {
  const since = changesByKey(undone)
  const keys = [...new Set([...state.keys(), ...live.index.keys(), ...since.keys()])]
  return keys.flatMap((key): RollbackTarget[] => {
    const changes = since.get(key) ?? []
    const managed = state.get(key)
    if (managed !== undefined) {
      const from = readDocument(managed.bytes, managed.secrets === undefined ? managed.format : undefined)
      return [{ key, ...managed, isOurs: true, ...withdrawn(changes, from), problems: [] }]
    }
    return givenBack(key, changes, live)
  })
}

/** Newest first. */
function changesByKey(undone: readonly AppliedChanges[]): ReadonlyMap<string, readonly AppliedChange[]> {
  const byKey = new Map<string, AppliedChange[]>()
  for (const { changes } of undone)
    for (const change of changes) byKey.set(change.key, [...(byKey.get(change.key) ?? []), change])
  return byKey
}

function givenBack(key: string, changes: readonly AppliedChange[], live: Live): RollbackTarget[] {
  const indexed = live.index.get(key)
  const [newest] = changes
  // Neither ours nor deleted by us: what it is by now is somebody else's doing.
  const isTakenAway = newest?.action === 'delete' && !live.entries.has(key)
  if (indexed === undefined && !isTakenAway) return []
  const taken = changes.find((change) => change.isAcquired)
  const component = indexed?.component ?? newest?.component ?? ''
  const kind = kindOf({ component, ...(indexed ?? newest) })
  const target = { key, component, ...kind, isOurs: false, ...withdrawn(changes, undefined) }
  if (taken?.isWithheld && taken.action === 'own' && indexed !== undefined)
    return [{ ...target, isLeftAsIs: true, problems: [] }]
  if (taken === undefined || taken.isWithheld) {
    const bytes = live.entries.get(key)?.value
    return [{ ...target, ...(bytes && { bytes }), problems: [notRestorable(key)] }]
  }
  if (taken.before === undefined) return indexed === undefined ? [] : [{ ...target, problems: [] }]
  return [{ ...target, bytes: decodeBytes(taken.before), problems: [] }]
}

/** What the newest apply of the key had set. */
function withdrawn(
  [newest]: readonly AppliedChange[],
  from: ReturnType<typeof readDocument>,
): Pick<RollbackTarget, 'withdrawn'> {
  if (newest?.after === undefined || newest.isReleased) return {}
  const to = readDocument(decodeBytes(newest.after), newest.secrets === undefined ? newest.format : undefined)
  return to === undefined ? {} : { withdrawn: { from, to } }
}
