import {
  type After,
  type Before,
  type Change,
  type DesiredEntry,
  decodeBytes,
  type KeyValue,
  type LeafChange,
  sha256,
  withCanonicalText,
} from '../model/index.ts'
import { describeLeaf, holdsSecret, keysIn, type LeafContext } from './describe-leaves.ts'
import { addedLeaves, diffDocuments, removedLeaves } from './diff-leaves.ts'
import { describeOtherBytes } from './other-bytes.ts'
import type { PlanInput } from './plan-input.ts'
import type { RawLeafChange } from './raw-leaf-change.ts'
import { readDocument } from './read-document.ts'
import type { TypeChange } from './type-change.ts'
import { unreadLeaf } from './unread-leaf.ts'

/** A change together with what the checks and the drift report need to know of it. */
export interface DraftChange {
  readonly change: Change
  readonly raw: readonly RawLeafChange[]
  readonly typeChanges: readonly TypeChange[]
}

/** What must happen to each key, sorted by key; keys that are as they should be are left out. */
export function draftChanges(input: PlanInput): DraftChange[] {
  const desiredKeys = new Set(input.desired.entries.map((entry) => entry.key))
  const written = input.desired.entries.flatMap((entry) => draftEntry(entry, input))
  const deleted = [...input.live.index.keys()]
    .filter((key) => !desiredKeys.has(key))
    .flatMap((key) => draftDelete(key, input))
  return [...written, ...deleted].sort((a, b) => (a.change.key < b.change.key ? -1 : 1))
}

/** What must happen to one wanted key; nothing when it is as it should be. */
export function draftEntry(entry: DesiredEntry, input: PlanInput): DraftChange[] {
  const live = input.live.entries.get(entry.key)
  if (live === undefined) return [draftCreate(entry, input)]
  const indexed = input.live.index.get(entry.key)
  if (sha256(live.value) !== entry.sha256) return [draftUpdate(entry, live, input)]
  if (indexed?.sha256 === entry.sha256) return []
  const change = {
    key: entry.key,
    component: entry.component,
    action: 'own' as const,
    before: { modRevision: live.modRevision, sha256: entry.sha256 },
    after: afterOf(entry),
    takesOver: false as const,
    leaves: [],
  }
  return [{ change, raw: [], typeChanges: [] }]
}

function draftCreate(entry: DesiredEntry, input: PlanInput): DraftChange {
  const bytes = unreadIn(entry)
  const raw = bytes === undefined ? addedLeaves(entry.value, keysIn(entry.key, input.lookup)) : []
  const change = {
    key: entry.key,
    component: entry.component,
    action: 'create' as const,
    before: null,
    after: afterOf(entry),
    takesOver: false as const,
    leaves: [...unreadLeaf(undefined, bytes, []), ...describe(raw, entry.key, input)],
  }
  return { change, raw, typeChanges: [] }
}

function draftUpdate(entry: DesiredEntry, live: KeyValue, input: PlanInput): DraftChange {
  const context = contextOf(entry.key, input)
  const document = readDocument(live.value)
  const keysAt = keysIn(entry.key, input.lookup)
  const bytes = unreadIn(entry)
  const { leaves: raw, typeChanges } =
    bytes !== undefined
      ? { leaves: document === undefined ? [] : removedLeaves(document, keysAt), typeChanges: [] }
      : document === undefined
        ? { leaves: addedLeaves(entry.value, keysAt), typeChanges: [] }
        : diffDocuments(document, entry.value, keysAt)
  const leaves = describe(raw, entry.key, input)
  const change = {
    key: entry.key,
    component: entry.component,
    action: 'update' as const,
    before: beforeOf(live, raw, context),
    after: afterOf(entry),
    takesOver: !input.live.index.has(entry.key),
    leaves: [...unreadLeaf(live.value, bytes, leaves), ...leaves],
    ...(raw.length === 0 && document !== undefined && bytes === undefined
      ? { otherBytes: describeOtherBytes(entry.bytes === undefined ? live.value : decodeBytes(entry.bytes)) }
      : {}),
  }
  return { change, raw, typeChanges }
}

/** What lets go of a managed key that stays as it is, or is gone already. */
export function draftRelease(
  { key, component }: Pick<Change, 'key' | 'component'>,
  sides: Pick<Extract<Change, { action: 'release' }>, 'before' | 'after'> = { before: null, after: null },
): DraftChange {
  const change = {
    key,
    component,
    action: 'release' as const,
    ...sides,
    takesOver: false as const,
    leaves: [],
  }
  return { change, raw: [], typeChanges: [] }
}

/** The delete of one key of the index; one that is gone already is managed no longer. */
export function draftDelete(key: string, input: PlanInput): DraftChange[] {
  const live = input.live.entries.get(key)
  const indexed = input.live.index.get(key)
  if (indexed === undefined) return []
  if (live === undefined) return [draftRelease({ key, component: indexed.component })]
  const document = readDocument(live.value)
  const raw = document === undefined ? [] : removedLeaves(document, keysIn(key, input.lookup))
  const change = {
    key,
    component: indexed.component,
    action: 'delete' as const,
    before: beforeOf(live, raw, contextOf(key, input)),
    after: null,
    takesOver: false as const,
    leaves: [...unreadLeaf(live.value, undefined, []), ...describe(raw, key, input)],
  }
  return [{ change, raw, typeChanges: [] }]
}

/** The bytes that the key is to hold, where they cannot be read as JSON. */
function unreadIn({ bytes }: DesiredEntry): Uint8Array | undefined {
  const exact = bytes === undefined ? undefined : decodeBytes(bytes)
  return exact !== undefined && readDocument(exact) === undefined ? exact : undefined
}

function afterOf({ sha256: hash, value, text, bytes }: DesiredEntry): After {
  return bytes === undefined
    ? withCanonicalText({ sha256: hash, value }, text)
    : { sha256: hash, value, bytes }
}

function beforeOf(live: KeyValue, raw: readonly RawLeafChange[], context: LeafContext): Before {
  const before = { modRevision: live.modRevision, sha256: sha256(live.value) }
  const isWithheld =
    readDocument(live.value) === undefined
      ? context.lookup(context.key, '').hasSecrets === true
      : raw.some((leaf) => holdsSecret(leaf, context))
  return isWithheld ? { ...before, isWithheld } : before
}

function describe(raw: readonly RawLeafChange[], key: string, input: PlanInput): LeafChange[] {
  const context = contextOf(key, input)
  return raw.map((leaf) => describeLeaf(leaf, context))
}

function contextOf(key: string, input: PlanInput): LeafContext {
  return { key, lookup: input.lookup, provenance: input.provenance.get(key) }
}
