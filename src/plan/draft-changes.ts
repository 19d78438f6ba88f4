import {
  type After,
  type Before,
  type Change,
  type DesiredEntry,
  holdsPrivateKey,
  type KeyValue,
  type LeafChange,
  sha256,
  withCanonicalText,
} from '../model/index.ts'
import { compareContents } from './compare-contents.ts'
import {
  describeLeaf,
  documentHoldsSecret,
  holdsSecret,
  keysIn,
  type LeafContext,
} from './describe-leaves.ts'
import { guessedKeys } from './element-identity.ts'
import { type RecordedKeys, recordKeys } from './element-keys.ts'
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
  /** By what its lists were told apart. */
  readonly keys: RecordedKeys
}

const noKeys: RecordedKeys = recordKeys(() => guessedKeys)

/** The change as a plan carries it: with what was asked of its schema until now. */
export function finishedChange({ change, keys }: DraftChange): Change {
  const elementKeys = keys.recorded()
  return elementKeys === undefined ? change : { ...change, elementKeys }
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
  const { key, component } = entry
  const live = input.live.entries.get(key)
  const indexed = input.live.index.get(key)
  if (live === undefined || sha256(live.value) !== entry.sha256)
    return [draft({ live, entry }, { key, component, input })]
  if (indexed?.sha256 === entry.sha256) return []
  const change = {
    key,
    component,
    action: 'own' as const,
    before: { modRevision: live.modRevision, sha256: entry.sha256 },
    after: afterOf(entry),
    takesOver: false as const,
    leaves: [],
  }
  return [{ change, raw: [], typeChanges: [], keys: noKeys }]
}

/** A change of a key together with what the checks need: its leaves follow from its two sides. */
function draft(
  sides: { readonly live: KeyValue | undefined; readonly entry: DesiredEntry | undefined },
  { key, component, input }: { readonly key: string; readonly component: string; readonly input: PlanInput },
): DraftChange {
  const { live, entry } = sides
  const keys = recordKeys(keysIn(key, input.lookup))
  const after = entry === undefined ? null : afterOf(entry)
  const difference = compareContents({ before: live?.value, after }, keys.keysAt)
  const { leaves: raw, typeChanges, unread, otherBytes } = difference
  const described = describe(raw, key, input)
  const before = live === undefined ? null : beforeOf(live, raw, contextOf(key, input))
  const isWithheld = before?.isWithheld === true
  const leaves = [...unreadLeaf({ from: live?.value, to: unread, isWithheld }, described), ...described]
  const takesOver = live !== undefined && entry !== undefined && !input.live.index.has(key)
  const action = live === undefined ? 'create' : entry === undefined ? 'delete' : 'update'
  const sidesOfChange = { action, before, after, takesOver, ...(otherBytes !== undefined && { otherBytes }) }
  // The action says which sides there are.
  const change = { key, component, leaves, ...sidesOfChange } as Change
  return { change, raw, typeChanges, keys }
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
  return { change, raw: [], typeChanges: [], keys: noKeys }
}

/** The delete of one key of the index; one that is gone already is managed no longer. */
export function draftDelete(key: string, input: PlanInput): DraftChange[] {
  const live = input.live.entries.get(key)
  const indexed = input.live.index.get(key)
  if (indexed === undefined) return []
  const { component } = indexed
  if (live === undefined) return [draftRelease({ key, component })]
  return [draft({ live, entry: undefined }, { key, component, input })]
}

function afterOf({ sha256: hash, value, text, bytes }: DesiredEntry): After {
  return bytes === undefined
    ? withCanonicalText({ sha256: hash, value }, text)
    : { sha256: hash, value, bytes }
}

function beforeOf(live: KeyValue, raw: readonly RawLeafChange[], context: LeafContext): Before {
  const { modRevision } = live
  const document = readDocument(live.value)
  const isWithheld =
    document === undefined
      ? context.lookup(context.key, '').hasSecrets === true || holdsPrivateKey(textOf(live))
      : raw.some((leaf) => holdsSecret(leaf, context)) || documentHoldsSecret(document, context)
  return isWithheld ? { modRevision, isWithheld } : { modRevision, sha256: sha256(live.value) }
}

function textOf({ value }: KeyValue): string {
  return new TextDecoder().decode(value)
}

function describe(raw: readonly RawLeafChange[], key: string, input: PlanInput): LeafChange[] {
  const context = contextOf(key, input)
  return raw.map((leaf) => describeLeaf(leaf, context))
}

function contextOf(key: string, input: PlanInput): LeafContext {
  return { key, lookup: input.lookup, provenance: input.provenance.get(key) }
}
