import {
  canonicalJson,
  type JsonValue,
  type KeyValue,
  type Live,
  type Plan,
  parentPointer,
  type Store,
  type SuppressedLeaf,
  sha256,
  toolKeys,
  valueAt,
} from '../model/index.ts'
import { decodeManifest } from '../records/index.ts'
import { readBlobs } from './history/read-blobs.ts'
import type { MovedKey } from './outcome.ts'
import { readLedgerEntry } from './tool-ledger.ts'

/** Keys in which a plan would set a value that was rolled back after the plan was made: who approved it did not know. */
export async function withdrawnAgain(store: Store, plan: Plan, live: Live): Promise<MovedKey[]> {
  const changes = new Map(plan.changes.map((change) => [change.key, change]))
  const suppressed = (live.suppressed ?? []).filter(({ key }) => changes.has(key))
  if (suppressed.length === 0 || live.epoch?.seq === plan.baseSeq) return []
  const withdrawnThen = new Set((await knownThen(store, plan)).map(nameOf))
  const keys = suppressed.flatMap((leaf): string[] => {
    const change = changes.get(leaf.key)
    if (change?.after == null || withdrawnThen.has(nameOf(leaf))) return []
    if (leaf.pointer === '' && change.action !== 'create') return []
    const isSet = holds(change.after.value, leaf) && !holds(documentOf(live.entries.get(leaf.key)), leaf)
    return isSet ? [leaf.key] : []
  })
  return [...new Set(keys)].map((key) => ({ key, kind: 'withdrawn' }))
}

/** What had been withdrawn when the plan was made: whether it may be set was decided then. */
async function knownThen(store: Store, plan: Plan): Promise<readonly SuppressedLeaf[]> {
  const { baseSeq, unsuppresses = [] } = plan
  const keys = toolKeys(plan)
  const name = (await readLedgerEntry(store, keys, { seq: baseSeq }))?.manifest
  const manifest = name === undefined ? undefined : (await readBlobs(store, keys, [name])).get(name)
  return [...unsuppresses, ...(manifest === undefined ? [] : decodeManifest(manifest).suppressed)]
}

function holds(document: JsonValue | undefined, { pointer, sha256: hash }: SuppressedLeaf): boolean {
  if (document === undefined) return false
  if (!pointer.endsWith('/-')) return isValue(valueAt(document, pointer), hash)
  const list = valueAt(document, parentPointer(pointer) ?? '')
  return Array.isArray(list) && list.some((element: JsonValue) => isValue(element, hash))
}

function isValue(value: JsonValue | undefined, hash: string): boolean {
  return value !== undefined && sha256(canonicalJson(value)) === hash
}

function documentOf(kv: KeyValue | undefined): JsonValue | undefined {
  try {
    return kv && (JSON.parse(new TextDecoder().decode(kv.value)) as JsonValue)
  } catch {
    return undefined
  }
}

function nameOf({ key, pointer, sha256: hash }: SuppressedLeaf): string {
  return `${key}#${pointer}=${hash}`
}
