import { readDocument, writeDocument } from '../../formats/index.ts'
import {
  canonicalJson,
  type DesiredEntry,
  type DocumentFormat,
  decodeBytes,
  encodeBytes,
  isJsonObject,
  type JsonValue,
  type KeptParts,
  type KeyValue,
  parentPointer,
  sha256,
  valueAt,
} from '../../model/index.ts'
import type { PlanInput } from '../plan-input.ts'
import { restSha256 } from './kept-differences.ts'
import { keptParts } from './kept-parts.ts'
import { withoutPart, withPart } from './parts-of-documents.ts'

/** What a key is to hold, once what others write in it was left as it is live. */
export interface KeptEntry {
  readonly entry: DesiredEntry
  /** What was left; absent: nothing is. */
  readonly kept?: KeptParts
}

/** The entry with what others write as it is live; undefined where all of the key is theirs. */
export function keepLive(
  wanted: DesiredEntry,
  live: KeyValue | undefined,
  input: PlanInput,
  format: DocumentFormat | undefined,
): KeptEntry | undefined {
  const parts = keptParts(wanted.key, input.desired.environment, wanted.initial)
  if (live === undefined || parts.length === 0) return { entry: wanted }
  if (parts.includes('')) return undefined
  const document = readDocument(live.value, format)
  if (document === undefined) return { entry: wanted }
  const merged = keepParts(wanted.value, document, { parts, applied: appliedTo(wanted.key, input, format) })
  const entry = merged.pointers.length === 0 ? wanted : withValue(wanted, merged.value)
  if (entry === undefined || merged.pointers.length === 0) return { entry: wanted }
  return { entry, kept: { pointers: merged.pointers, restSha256: restSha256(document, merged.pointers) } }
}

/** A value with some parts of it as they stand in another; those that stand there, or that somebody took out since they were applied. */
function keepParts(
  value: JsonValue,
  live: JsonValue,
  { parts, applied }: { readonly parts: readonly string[]; readonly applied: JsonValue | undefined },
): { readonly value: JsonValue; readonly pointers: readonly string[] } {
  const pointers: string[] = []
  let merged = value
  for (const pointer of parts) {
    const isGone = valueAt(live, pointer) === undefined
    if (isGone && (applied === undefined || valueAt(applied, pointer) === undefined)) continue
    const next = withLivePart(merged, live, pointer)
    if (next === undefined) continue
    merged = next
    pointers.push(pointer)
  }
  return { value: merged, pointers }
}

/** The value with one part as it stands in another; where it is absent there, absent with what would be empty without it. */
export function withLivePart(value: JsonValue, live: JsonValue, pointer: string): JsonValue | undefined {
  const part = valueAt(live, pointer)
  if (part !== undefined) return withPart(value, pointer, part)
  let merged = withoutPart(value, pointer)
  for (let around = parentPointer(pointer); around; around = parentPointer(around)) {
    const [holder, liveHolder] = [valueAt(merged, around), valueAt(live, around)]
    if (holder === undefined && isEmpty(liveHolder)) return withPart(merged, around, {})
    if (!isEmpty(holder) || liveHolder !== undefined) break
    merged = withoutPart(merged, around)
  }
  return merged
}

function isEmpty(value: JsonValue | undefined): boolean {
  return isJsonObject(value) && Object.keys(value).length === 0
}

/** What the last apply left; of a key that is still so, what is live. */
function appliedTo(
  key: string,
  { live }: Pick<PlanInput, 'live'>,
  format: DocumentFormat | undefined,
): JsonValue | undefined {
  const text = live.lastApplied?.get(key)
  return text === undefined ? undefined : readDocument(decodeBytes(text), format)
}

function withValue(wanted: DesiredEntry, value: JsonValue): DesiredEntry | undefined {
  const { bytes: _, ...rest } = wanted
  const text = canonicalJson(value)
  const written = writeDocument(value, wanted.format)
  if ('problem' in written) return undefined
  const exact = encodeBytes(written.bytes)
  return { ...rest, value, text, sha256: sha256(written.bytes), ...(exact !== text && { bytes: exact }) }
}
