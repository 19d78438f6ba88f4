import { readDocument } from '../formats/index.ts'
import {
  canonicalJson,
  type DocumentFormat,
  type JsonValue,
  type LeafChange,
  type LeafLookup,
  type Move,
  parseKeyPart,
} from '../model/index.ts'
import { elementsOf } from './handover/index.ts'
import {
  addedLeaves,
  describeLeaf,
  describeOtherBytes,
  diffLeaves,
  keysIn,
  removedLeaves,
  unreadLeaf,
} from './leaves/index.ts'

/** How one key differs between two states. */
export interface KeyDifference extends ContentDifference {
  readonly key: string
  readonly kind: 'added' | 'removed' | 'changed' | 'moved'
  /** What a moved key was called in the older state. */
  readonly from?: string
}

/** How two contents of a key differ. */
export interface ContentDifference {
  /** Empty when the values are the same. */
  readonly leaves: readonly LeafChange[]
  /** Where the values are the same: in which the bytes differ, in words. */
  readonly otherBytes?: string
}

/**
 * What differs between two states, values by key, sorted by key. A key that only the newer state has, and that `moves` names
 * with one that only the older has, is that one by another name; so are elements of lists, which have the key of the newer
 * state in their new names. Secret values are masked.
 */
export function diffSnapshots(
  from: ReadonlyMap<string, Content>,
  to: ReadonlyMap<string, Content>,
  { lookup, moves = [] }: DiffOptions,
): KeyDifference[] {
  const isRename = (move: Move) =>
    from.has(move.from) && !to.has(move.from) && to.has(move.to) && !from.has(move.to)
  const renamed = moves.filter(isRename)
  const gone = new Set(renamed.map((move) => move.from))
  const keys = [...new Set([...from.keys(), ...to.keys()])].filter((key) => !gone.has(key)).sort()
  return keys.flatMap((key): KeyDifference[] => {
    const old = renamed.find((move) => move.to === key)?.from
    const options = { lookup, moves: elementsOfKey(key, moves) }
    if (old === undefined) return differenceOf(key, [from.get(key), to.get(key)], options)
    const contents: Contents = [from.get(old), to.get(key)]
    if (isSameContent(...contents)) return [{ key, kind: 'moved', from: old, leaves: [] }]
    return [{ key, kind: 'moved', from: old, ...diffContents(key, contents, options) }]
  })
}

function elementsOfKey(key: string, moves: readonly Move[]): Move[] {
  return moves.flatMap((move): Move[] => {
    const [from, to] = [parseKeyPart(move.from), parseKeyPart(move.to)]
    if (to.key !== key || from.pointer === undefined || to.pointer === undefined) return []
    return [{ from: from.pointer, to: to.pointer }]
  })
}

/** What two states, or two contents of a key, are compared with. */
interface DiffOptions {
  readonly lookup: LeafLookup
  /** Renames; of one key, those of elements, by pointers alone. */
  readonly moves?: readonly Move[]
}

/** What a key holds: bytes in its format, or a document with references in the place of secrets. */
export type Content = Uint8Array | { readonly value: JsonValue }

type Contents = readonly [from: Content | undefined, to: Content | undefined]

function differenceOf(key: string, contents: Contents, options: DiffOptions): KeyDifference[] {
  const [from, to] = contents
  if (isSameContent(from, to)) return []
  const kind = from === undefined ? 'added' : to === undefined ? 'removed' : 'changed'
  return [{ key, kind, ...diffContents(key, contents, options) }]
}

function isSameContent(from: Content | undefined, to: Content | undefined): boolean {
  if (from === undefined || to === undefined) return false
  if (from instanceof Uint8Array && to instanceof Uint8Array) return Buffer.compare(from, to) === 0
  if (from instanceof Uint8Array || to instanceof Uint8Array) return false
  return canonicalJson(from.value) === canonicalJson(to.value)
}

function documentOf(content: Content | undefined, format: DocumentFormat | undefined): JsonValue | undefined {
  return content instanceof Uint8Array ? readDocument(content, format) : content?.value
}

/** The leaves that differ between two documents of a key, absent ones included. */
export function diffValues(
  key: string,
  [before, after]: readonly [JsonValue | undefined, JsonValue | undefined],
  { lookup, moves = [] }: DiffOptions,
): LeafChange[] {
  const { keysAt } = elementsOf(moves, { from: before, to: after }, keysIn(key, lookup)).keys
  const raw =
    before === undefined
      ? after === undefined
        ? []
        : addedLeaves(after, keysAt)
      : after === undefined
        ? removedLeaves(before, keysAt)
        : diffLeaves(before, after, keysAt)
  return raw.map((leaf) => describeLeaf(leaf, { key, lookup, provenance: undefined }))
}

/** The leaves that differ between two contents of a key, absent ones and such that are not JSON included. */
export function diffContents(key: string, [from, to]: Contents, options: DiffOptions): ContentDifference {
  const { lookup } = options
  const { format } = lookup(key, '')
  const [before, after] = [from, to].map((content) => documentOf(content, format))
  const described = diffValues(key, [before, after], options)
  const isWithheld = lookup(key, '').hasSecrets === true
  const [bytesBefore, bytesAfter] = [from, to].map((content) =>
    content instanceof Uint8Array ? { bytes: content, format } : undefined,
  )
  const leaves = [...unreadLeaf({ from: bytesBefore, to: bytesAfter, isWithheld }, described), ...described]
  const areBytes = from instanceof Uint8Array && to instanceof Uint8Array
  if (leaves.length > 0 || !areBytes || after === undefined) return { leaves }
  const isCanonical = Buffer.from(to).toString() === canonicalJson(after)
  return { leaves, otherBytes: describeOtherBytes(isCanonical ? from : to, format) }
}
