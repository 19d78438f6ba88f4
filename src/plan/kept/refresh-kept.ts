import { readDocument, writeDocument } from '../../formats/index.ts'
import {
  type After,
  type Before,
  type Change,
  canonicalJson,
  encodeBytes,
  type JsonValue,
  type KeyValue,
  type Live,
  type Plan,
  sha256,
} from '../../model/index.ts'
import { planDigest } from '../digest.ts'
import { withLivePart } from './keep-live.ts'
import { restSha256 } from './kept-differences.ts'

/**
 * The plan as it stands against what is live now: where others wrote nothing but what it leaves to them, it leaves what
 * they wrote last. It does the same and has the same digest.
 */
export function refreshKept(plan: Plan, { entries }: Live): Plan {
  if (!plan.changes.some(({ kept }) => kept?.restSha256 !== undefined)) return plan
  const changes = plan.changes.map((change) => refreshed(change, entries.get(change.key)))
  if (changes.every((change, index) => change === plan.changes[index])) return plan
  const next = { ...plan, changes }
  return planDigest(next) === plan.digest ? next : plan
}

function refreshed(change: Change, live: KeyValue | undefined): Change {
  const { kept, before, after, action, format } = change
  if (kept?.restSha256 === undefined || before?.sha256 === undefined || after === null || live === undefined)
    return change
  const hash = sha256(live.value)
  if (hash === before.sha256) return change
  const document = readDocument(live.value, before.format)
  if (document === undefined || restSha256(document, kept.pointers) !== kept.restSha256) return change
  const value = kept.pointers.reduce<JsonValue | undefined>(
    (merged, pointer) => (merged === undefined ? undefined : withLivePart(merged, document, pointer)),
    after.value,
  )
  const next = value === undefined ? undefined : action === 'own' ? asIs(value, live) : written(value, format)
  if (next === undefined) return change
  const seen: Before = { ...before, modRevision: live.modRevision, sha256: hash }
  return { ...change, before: seen, after: next } as Change // the action is the same, and so are its sides
}

function asIs(value: JsonValue, { value: bytes }: KeyValue): After {
  return afterOf(value, bytes)
}

function written(value: JsonValue, format: Change['format']): After | undefined {
  const document = writeDocument(value, format)
  return 'problem' in document ? undefined : afterOf(value, document.bytes)
}

function afterOf(value: JsonValue, bytes: Uint8Array): After {
  const exact = encodeBytes(bytes)
  return { sha256: sha256(bytes), value, ...(exact !== canonicalJson(value) && { bytes: exact }) }
}

/** True when a key is as this change left it, but for what it leaves to others. */
export function isLeftAsApplied({ kept, after, format }: Change, bytes: Uint8Array): boolean {
  if (after === null) return false
  if (sha256(bytes) === after.sha256) return true
  const document = kept && readDocument(bytes, format)
  if (kept === undefined || document === undefined) return false
  return restSha256(document, kept.pointers) === restSha256(after.value, kept.pointers)
}
