import { holdsValue, readDocument } from '../formats/index.ts'
import {
  type After,
  type Before,
  type Change,
  type DesiredEntry,
  type DocumentFormat,
  type DocumentKind,
  elementMoves,
  encodeBytes,
  holdsPrivateKey,
  type IndexedKey,
  type KeptParts,
  type KeyValue,
  kindOf,
  type LeafChange,
  matchesRule,
  sha256,
  type Template,
  withCanonicalText,
} from '../model/index.ts'
import { compareContents } from './compare-contents.ts'
import { type ElementsOf, elementsOf, findMoves, linkMoves } from './handover/index.ts'
import { type KeptEntry, keepLive } from './kept/index.ts'
import {
  describeLeaf,
  documentHoldsSecret,
  holdsSecret,
  keysIn,
  type LeafContext,
  type RawLeafChange,
  type TypeChange,
  unreadLeaf,
} from './leaves/index.ts'
import { guessedNames, type RecordedKeys, recordKeys } from './lists/index.ts'
import { isWrittenByOthers } from './plan-drift.ts'
import type { PlanInput } from './plan-input.ts'
import { withMovedParts } from './secrets/index.ts'
import { type TemplateEntry, templateAgainst } from './secrets/template-against.ts'

/** A change together with what the checks and the drift report need to know of it. */
export interface DraftChange {
  readonly change: Change
  readonly raw: readonly RawLeafChange[]
  readonly typeChanges: readonly TypeChange[]
  /** By what its lists were told apart. */
  readonly keys: RecordedKeys
}

const noKeys: RecordedKeys = recordKeys(() => guessedNames)

/** The change as a plan carries it: with what was asked of its schema until now. */
export function finishedChange({ change, keys }: DraftChange): Change {
  const elementKeys = keys.recorded()
  return elementKeys === undefined ? change : { ...change, elementKeys }
}

/** What must happen to each key, sorted by key; keys that are as they should be are left out. */
export function draftChanges(input: PlanInput): DraftChange[] {
  const desiredKeys = new Set(input.desired.entries.map((entry) => entry.key))
  const written = input.desired.entries.flatMap((entry) => draftEntry(entry, input))
  const { moved = [] } = input.desired.environment
  const leaving = leavingKeys(input, desiredKeys).flatMap((key) =>
    isForgotten(key, input) ? draftForget(key, input) : draftDelete(key, input),
  )
  const drafts = linkMoves([...written, ...leaving], findMoves(input.desired, input.live))
  return drafts
    .map((draft) => withMovedParts(draft, { ...input, moved }))
    .sort((a, b) => (a.change.key < b.change.key ? -1 : 1))
}

/**
 * Keys that these changes are certain to write or delete, counted without looking for what differs in them. Documents with
 * secrets are left out: what becomes of those shows only when they are compared.
 */
export function countWrites(input: PlanInput): number {
  const { desired, live } = input
  const desiredKeys = new Set(desired.entries.map((entry) => entry.key))
  const written = desired.entries.filter(
    (entry) => entry.secrets === undefined && sidesOf(entry, input)?.isWritten,
  )
  const deleted = leavingKeys(input, desiredKeys).filter(
    (key) => live.entries.has(key) && !isForgotten(key, input),
  )
  return written.length + deleted.length
}

function leavingKeys({ live }: PlanInput, desiredKeys: ReadonlySet<string>): string[] {
  return [...live.index.keys()].filter((key) => !desiredKeys.has(key))
}

function isForgotten(key: string, { desired }: PlanInput): boolean {
  return (desired.environment.forget ?? []).some((rule) => matchesRule(key, rule))
}

/** What must happen to one wanted key; nothing when it is as it should be. */
export function draftEntry(wanted: DesiredEntry, input: PlanInput): DraftChange[] {
  if (wanted.secrets !== undefined) return draftTemplate({ ...wanted, secrets: wanted.secrets }, input)
  const sides = sidesOf(wanted, input)
  if (sides === undefined) return []
  const { live, entry, kept } = sides
  if (live === undefined || sides.isWritten)
    return [withKept(draft({ live, entry }, documentOf(entry), input), kept)]
  const { key } = wanted
  const indexed = input.live.index.get(key)
  const isLeft = kept !== undefined && isWrittenByOthers(key, input.live, kept.pointers)
  if ((indexed?.sha256 === entry.sha256 && indexed.secrets === undefined) || isLeft) return []
  const { format, sha256: hash } = entry
  const before = { modRevision: live.modRevision, ...(format !== undefined && { format }), sha256: hash }
  return [withKept(draftOwn(entry, before), kept)]
}

/** A key as it is and as it is to be. */
interface Sides extends KeptEntry {
  readonly live: KeyValue | undefined
  /** False where the key holds that already. */
  readonly isWritten: boolean
}

/** The sides of a wanted key without secrets; undefined where all of it is left to others. */
function sidesOf(wanted: DesiredEntry, input: PlanInput): Sides | undefined {
  const { key } = wanted
  const live = input.live.entries.get(key)
  const left = keepLive(wanted, live, input, liveFormat(key, input))
  if (left === undefined) return undefined
  if (live === undefined) return { ...left, live, isWritten: true }
  const isAsItIs = isAsGood(live, left.entry, input.live.index.get(key))
  const entry = isAsItIs ? asWritten(left.entry, live) : left.entry
  return { ...left, live, entry, isWritten: sha256(live.value) !== entry.sha256 }
}

function draftOwn(entry: DesiredEntry, before: Before, keys = noKeys): DraftChange {
  const change = {
    ...documentOf(entry),
    action: 'own' as const,
    before,
    after: afterOf(entry),
    takesOver: false as const,
    leaves: [],
  }
  return { change, raw: [], typeChanges: [], keys }
}

/** No hash is kept of a document that may hold a secret. */
function withKept(draft: DraftChange, kept: KeptParts | undefined): DraftChange {
  if (kept === undefined) return draft
  const { change } = draft
  const { pointers } = kept
  return { ...draft, change: { ...change, kept: change.before?.isWithheld ? { pointers } : kept } }
}

/** The same of a document with secrets: those that stay are found in what is live, and nothing is said of the others. */
function draftTemplate(wanted: TemplateEntry, input: PlanInput): DraftChange[] {
  const { key, format } = wanted
  const live = input.live.entries.get(key)
  const { keys } = elementsBetween(live, wanted, { document: wanted, input })
  const found = templateAgainst(wanted, input, { format: liveFormat(key, input), keysAt: keys.keysAt })
  if (found === undefined) return []
  const { entry, kept, isAsLive } = found
  if (live === undefined || !isAsLive)
    return [withKept(draft({ live, entry }, documentOf(entry), input), kept)]
  const seen = { modRevision: live.modRevision, ...(format !== undefined && { format }) }
  return [withKept(draftOwn(entry, { ...seen, isWithheld: true }, keys), kept)]
}

/** A change of a key together with what the checks need: its leaves follow from its two sides. */
function draft(
  sides: { readonly live: KeyValue | undefined; readonly entry: DesiredEntry | undefined },
  document: Document,
  input: PlanInput,
): DraftChange {
  const { live, entry } = sides
  const { key } = document
  const { keys, renamed } = elementsBetween(live, entry, { document, input })
  const after = entry === undefined ? null : afterOf(entry)
  const from = live && {
    ...{ bytes: live.value, format: liveFormat(key, input) },
    applied: input.live.templates?.get(key),
  }
  const difference = compareContents({ before: from, after, format: entry?.format }, keys.keysAt)
  const { leaves: raw, typeChanges, unread, otherBytes } = difference
  const described = describe(raw, key, input)
  const before = live === undefined ? null : beforeOf(live, from, { raw, context: contextOf(key, input) })
  const isWithheld = before?.isWithheld === true
  const leaves = [...unreadLeaf({ from, to: unread, isWithheld }, described), ...described]
  const takesOver = live !== undefined && entry !== undefined && !input.live.index.has(key)
  const action = live === undefined ? 'create' : entry === undefined ? 'delete' : 'update'
  const sidesOfChange = { action, before, after, takesOver, ...(otherBytes !== undefined && { otherBytes }) }
  // The action says which sides there are.
  const change = { ...document, leaves, ...(renamed && { renamed }), ...sidesOfChange } as Change
  return { change, raw, typeChanges, keys }
}

/** By what the elements of a document are told apart, and which go by another name than in what is live. */
function elementsBetween(
  live: KeyValue | undefined,
  entry: DesiredEntry | undefined,
  { document, input }: { readonly document: Document; readonly input: PlanInput },
): ElementsOf {
  const { key } = document
  const from = live && readDocument(live.value, liveFormat(key, input))
  const { moved = [] } = input.desired.environment
  return elementsOf(elementMoves(moved, document), { from, to: entry?.value }, keysIn(key, input.lookup))
}

/** What lets go of a managed key that stays as it is, or is gone already. */
export function draftRelease(
  document: Document,
  sides: Pick<Extract<Change, { action: 'release' }>, 'before' | 'after'> = { before: null, after: null },
): DraftChange {
  const change = {
    ...documentOf(document),
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
  const document = documentOf({ key, ...indexed })
  return [live === undefined ? draftRelease(document) : draft({ live, entry: undefined }, document, input)]
}

/** What gives up one key of the index; one that is gone already is managed no longer either way. */
function draftForget(key: string, input: PlanInput): DraftChange[] {
  return draftDelete(key, input).map((draft) => {
    const { change } = draft
    if (change.action !== 'delete') return draft
    return { ...draft, raw: [], change: { ...change, action: 'forget', leaves: [] } }
  })
}

/** Which document a change is about. */
type Document = Pick<Change, 'key' | 'component'> & DocumentKind

function documentOf({ key, ...document }: Document): Document {
  return { key, component: document.component, ...kindOf(document) }
}

/** What is there holds what is wanted, written in another way; who reads it sees no difference. */
function isAsGood(live: KeyValue, wanted: DesiredEntry, indexed: IndexedKey | undefined): boolean {
  const { value, sha256: hash, format, isExact } = wanted
  if (isExact || sha256(live.value) === hash) return false
  const isSameFormat = indexed === undefined || indexed.format === format
  return isSameFormat && holdsValue(live.value, value, format)
}

function asWritten(wanted: DesiredEntry, { value }: KeyValue): DesiredEntry {
  return { ...wanted, sha256: sha256(value), bytes: encodeBytes(value) }
}

/** How the live bytes of a key are to be read: as they were written, or as they are to be. */
function liveFormat(
  key: string,
  { live, lookup }: Pick<PlanInput, 'live' | 'lookup'>,
): DocumentFormat | undefined {
  const indexed = live.index.get(key)
  return indexed === undefined ? lookup(key, '').format : indexed.format
}

function afterOf({ sha256: hash, value, text, bytes, secrets }: DesiredEntry): After {
  return bytes === undefined
    ? withCanonicalText({ sha256: hash, value, ...(secrets && { secrets }) }, text)
    : { sha256: hash, value, bytes }
}

function beforeOf(
  live: KeyValue,
  from: { readonly format: DocumentFormat | undefined; readonly applied: Template | undefined } | undefined,
  { raw, context }: { readonly raw: readonly RawLeafChange[]; readonly context: LeafContext },
): Before {
  const format = from?.format
  const seen = { modRevision: live.modRevision, ...(format !== undefined && { format }) }
  const document = readDocument(live.value, format)
  const isWithheld =
    from?.applied !== undefined ||
    (document === undefined
      ? context.lookup(context.key, '').hasSecrets === true || holdsPrivateKey(textOf(live))
      : raw.some((leaf) => holdsSecret(leaf, context)) || documentHoldsSecret(document, context))
  return isWithheld ? { ...seen, isWithheld } : { ...seen, sha256: sha256(live.value) }
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
