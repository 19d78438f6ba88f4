import { readDocument } from '../formats/index.ts'
import { canonicalJson, type LeafChange, type LeafLookup } from '../model/index.ts'
import { describeLeaf, keysIn } from './describe-leaves.ts'
import { addedLeaves, diffLeaves, removedLeaves } from './diff-leaves.ts'
import { describeOtherBytes } from './other-bytes.ts'
import { unreadLeaf } from './unread-leaf.ts'

/** How one key differs between two states. */
export interface KeyDifference extends ContentDifference {
  readonly key: string
  readonly kind: 'added' | 'removed' | 'changed'
}

/** How two contents of a key differ. */
export interface ContentDifference {
  /** Empty when the values are the same. */
  readonly leaves: readonly LeafChange[]
  /** Where the values are the same: in which the bytes differ, in words. */
  readonly otherBytes?: string
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

type Contents = readonly [from: Uint8Array | undefined, to: Uint8Array | undefined]

function differenceOf(key: string, contents: Contents, lookup: LeafLookup): KeyDifference[] {
  const [from, to] = contents
  if (from !== undefined && to !== undefined && Buffer.compare(from, to) === 0) return []
  const kind = from === undefined ? 'added' : to === undefined ? 'removed' : 'changed'
  return [{ key, kind, ...diffContents(key, contents, lookup) }]
}

/** The leaves that differ between two contents of a key, absent ones and such that are not JSON included. */
export function diffContents(key: string, [from, to]: Contents, lookup: LeafLookup): ContentDifference {
  const { format } = lookup(key, '')
  const before = from === undefined ? undefined : readDocument(from, format)
  const after = to === undefined ? undefined : readDocument(to, format)
  const keysAt = keysIn(key, lookup)
  const raw =
    before === undefined
      ? after === undefined
        ? []
        : addedLeaves(after, keysAt)
      : after === undefined
        ? removedLeaves(before, keysAt)
        : diffLeaves(before, after, keysAt)
  const described = raw.map((leaf) => describeLeaf(leaf, { key, lookup, provenance: undefined }))
  const isWithheld = lookup(key, '').hasSecrets === true
  const written = { from: from && { bytes: from, format }, to: to && { bytes: to, format }, isWithheld }
  const leaves = [...unreadLeaf(written, described), ...described]
  if (leaves.length > 0 || from === undefined || to === undefined || after === undefined) return { leaves }
  const isCanonical = Buffer.from(to).toString() === canonicalJson(after)
  return { leaves, otherBytes: describeOtherBytes(isCanonical ? from : to, format) }
}
