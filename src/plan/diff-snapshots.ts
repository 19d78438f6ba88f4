import type { LeafChange, LeafLookup } from '../model/index.ts'
import { describeLeaf } from './describe-leaves.ts'
import { addedLeaves, diffLeaves, removedLeaves } from './diff-leaves.ts'
import { readDocument } from './read-document.ts'

/** How one key differs between two states. */
export interface KeyDifference {
  readonly key: string
  readonly kind: 'added' | 'removed' | 'changed'
  /** Empty when only the formatting differs, or when one side is no JSON. */
  readonly leaves: readonly LeafChange[]
}

/** What differs between two states, values by key, sorted by key. Secret values are masked. */
export function diffSnapshots(
  from: ReadonlyMap<string, Uint8Array>,
  to: ReadonlyMap<string, Uint8Array>,
  lookup: LeafLookup,
): KeyDifference[] {
  const keys = [...new Set([...from.keys(), ...to.keys()])].sort()
  return keys.flatMap((key) => differenceOf(key, [from.get(key), to.get(key)], lookup))
}

function differenceOf(
  key: string,
  [from, to]: readonly [Uint8Array | undefined, Uint8Array | undefined],
  lookup: LeafLookup,
): KeyDifference[] {
  if (from !== undefined && to !== undefined && Buffer.compare(from, to) === 0) return []
  const kind = from === undefined ? 'added' : to === undefined ? 'removed' : 'changed'
  return [{ key, kind, leaves: leavesBetween(key, [from, to], lookup) ?? [] }]
}

/** The leaves that differ between two contents of a key, absent ones included; undefined when one is no JSON. */
export function leavesBetween(
  key: string,
  [from, to]: readonly [Uint8Array | undefined, Uint8Array | undefined],
  lookup: LeafLookup,
): LeafChange[] | undefined {
  const before = from === undefined ? undefined : readDocument(from)
  const after = to === undefined ? undefined : readDocument(to)
  if ((from !== undefined && before === undefined) || (to !== undefined && after === undefined))
    return undefined
  const raw =
    before === undefined
      ? after === undefined
        ? []
        : addedLeaves(after)
      : after === undefined
        ? removedLeaves(before)
        : diffLeaves(before, after)
  return raw.map((leaf) => describeLeaf(leaf, { key, lookup, provenance: undefined }))
}
