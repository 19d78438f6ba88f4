import {
  type After,
  type Change,
  canonicalJson,
  canonicalTextOf,
  type Diagnostic,
  decodeBytes,
  type JsonValue,
  type KeyValue,
  type Plan,
  sha256,
} from '../model/index.ts'
import { applyLeaves } from './apply-leaves.ts'
import { readDocument } from './read-document.ts'

/**
 * What a plan file shows must be what it does: its leaves, applied to what is live, have to give the documents that it
 * would write. Keys that are no longer as the plan saw them are left to the check for staleness.
 */
export function checkLeaves(plan: Plan, entries: ReadonlyMap<string, KeyValue>): Diagnostic[] {
  return plan.changes.flatMap((change) => {
    const live = entries.get(change.key)
    const isAsSeen =
      change.before === null ? live === undefined : live && sha256(live.value) === change.before.sha256
    if (!isAsSeen || agrees(change, live)) return []
    return [
      {
        code: 'plan-file-invalid',
        severity: 'error',
        message: `the plan file cannot be used: what it shows of ${change.key} is not what it would write`,
        key: change.key,
        help: 'make it again from the sources: appia plan -o FILE',
      },
    ]
  })
}

/** The same of what needs no store: documents that are new, or replace what could not be read. */
export function showsWhatItWrites(change: Change): boolean {
  const isSeenWhole =
    change.action === 'create' || change.leaves.some(({ fromBytes }) => fromBytes !== undefined)
  return !isSeenWhole || change.after === null || agrees(change, undefined)
}

function agrees(change: Change, live: KeyValue | undefined): boolean {
  if (change.after === null) return true
  if (change.action === 'own' || change.action === 'release')
    return change.before?.sha256 === change.after.sha256
  if (isUnread(change.after))
    return change.leaves.some(({ toBytes }) => toBytes?.sha256 === change.after?.sha256)
  const before = live === undefined ? undefined : readDocument(live.value)
  const after = resultOf(before, change)
  return after !== undefined && canonicalJson(after) === canonicalTextOf(change.after)
}

/** Bytes that a rollback gives back and that cannot be read: their hash is what is shown. */
function isUnread({ bytes }: After): boolean {
  return bytes !== undefined && readDocument(decodeBytes(bytes)) === undefined
}

function resultOf(before: JsonValue | undefined, { leaves }: Change): JsonValue | undefined {
  try {
    return applyLeaves(
      before,
      leaves.filter(({ fromBytes }) => fromBytes === undefined),
    )
  } catch {
    return undefined
  }
}
