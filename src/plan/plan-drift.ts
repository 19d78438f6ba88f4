import { readDocument } from '../formats/index.ts'
import {
  type Change,
  type Drift,
  decodeBytes,
  type JsonValue,
  type LeafChange,
  type Live,
  type Template,
} from '../model/index.ts'
import { isAsApplied } from '../templates/index.ts'
import type { DraftChange } from './draft-changes.ts'
import { differsInKeptAlone } from './kept/index.ts'
import { diffLeaves, type KeysAt, type RawLeafChange } from './leaves/index.ts'
import { overwritesEdit } from './overwrites-edit.ts'
import { maskSecrets } from './secrets/index.ts'

/** Managed keys that are not as the last apply left them, with the outside edits that these changes overwrite. */
export function planDrift(
  live: Live,
  drafts: readonly DraftChange[],
  keptIn: (key: string) => readonly string[],
): Drift[] {
  const draftOf = new Map(drafts.map((draft) => [draft.change.key, draft]))
  const drift = [...live.index.keys()].flatMap((key): Drift[] => {
    const draft = draftOf.get(key)
    const overwriting = draft && { ...draft, keysAt: draft.keys.keysAt }
    return driftOfKey(key, live, { overwriting, kept: keptIn(key) })
  })
  return drift.sort((a, b) => (a.key < b.key ? -1 : 1))
}

/** What is done to a key that may have drifted. */
interface Overwriting {
  readonly change: Change
  readonly raw: readonly RawLeafChange[]
  readonly keysAt: KeysAt
}

/** The drift of one key: none where nothing has left it managed, or it is as it was left. */
export function driftOfKey(
  key: string,
  live: Live,
  {
    overwriting,
    kept = [],
  }: { readonly overwriting?: Overwriting | undefined; readonly kept?: readonly string[] },
): Drift[] {
  const indexed = live.index.get(key)
  const entry = live.entries.get(key)
  if (indexed === undefined || isAsApplied(key, live)) return []
  if (entry !== undefined && isWrittenByOthers(key, live, kept)) return []
  if (entry !== undefined)
    return [{ key, kind: 'modified', overwrites: overwriting ? overwritten(overwriting, live) : [] }]
  return [{ key, kind: 'deleted', overwrites: overwriting ? [wholeDocument(overwriting)] : [] }]
}

/** True when nothing was edited but what is left to others. */
export function isWrittenByOthers(
  key: string,
  { lastApplied, entries, index, templates }: Live,
  kept: readonly string[],
): boolean {
  if (kept.length === 0) return false
  const format = index.get(key)?.format
  const [text, kv, template] = [lastApplied?.get(key), entries.get(key), templates?.get(key)]
  const document = kv && readDocument(kv.value, format)
  if (template !== undefined && document !== undefined)
    return differsInKeptAlone(template.value, hidden(document, template), kept)
  const applied = text === undefined ? undefined : readDocument(decodeBytes(text), format)
  return differsInKeptAlone(applied, document, kept)
}

/** What is live, with references in the place of the secrets that the last apply left in it. */
function hidden(document: JsonValue, applied: Template): JsonValue {
  return maskSecrets({ document, applied, wanted: undefined, keysAt: () => ({ keys: [] }) })
}

function wholeDocument({ change }: Overwriting): LeafChange {
  const effects = new Set(change.leaves.map((leaf) => leaf.effect))
  const effect = effects.has('restart') ? 'restart' : effects.has('live') ? 'live' : 'none'
  return { pointer: '', effect }
}

/** All leaves of the change when it is not known which of them were edited. */
function overwritten({ change, raw, keysAt }: Overwriting, live: Live): readonly LeafChange[] {
  const edits = outsideEdits(change.key, live, keysAt)
  if (edits === undefined || raw.length !== change.leaves.length) return change.leaves
  // Nobody can tell which secret was edited: each that is put in may have been.
  const put = new Set(
    (change.after?.secrets ?? []).flatMap((each) => (each.keptFrom === undefined ? [each.pointer] : [])),
  )
  return change.leaves.filter(
    ({ pointer }, index) =>
      put.has(pointer) || edits.some((edit) => overwritesEdit(raw[index] as RawLeafChange, edit)),
  )
}

function outsideEdits(
  key: string,
  { lastApplied, entries, index, templates }: Live,
  keysAt: KeysAt,
): RawLeafChange[] | undefined {
  const applied = lastApplied?.get(key)
  const live = entries.get(key)
  if (applied === undefined || live === undefined) return undefined
  const format = index.get(key)?.format
  const template = templates?.get(key)
  const before = template === undefined ? readDocument(decodeBytes(applied), format) : template.value
  const document = readDocument(live.value, format)
  if (before === undefined || document === undefined) return undefined
  return diffLeaves(before, maskSecrets({ document, applied: template, wanted: undefined, keysAt }), keysAt)
}
