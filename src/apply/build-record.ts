import {
  type AppliedChange,
  type Change,
  canonicalJson,
  type IndexedKey,
  type Live,
  type Plan,
  type SuppressedLeaf,
} from '../model/index.ts'
import type { Blob } from './blob.ts'
import { encodeParts } from './change-parts.ts'
import { encodeIndex, encodeManifest } from './manifest.ts'

/** What an apply leaves behind besides its writes: the manifest and everything it names. */
export interface ApplyRecord {
  /** Name of the manifest. */
  readonly manifest: string
  /** The manifest first, then the shards of the index and the bytes before and after. */
  readonly blobs: readonly Blob[]
}

/** The record of applying `plan` to `live`. */
export function buildRecord(plan: Plan, live: Live): ApplyRecord {
  const parts = encodeParts(plan.changes.map((change) => appliedChange(change, live)))
  const partOf = new Map(parts.flatMap(({ blob, keys }) => keys.map((key) => [key, blob.sha256] as const)))
  const { digits, shards } = encodeIndex(indexAfter(plan, live, partOf))
  const manifest = encodeManifest({
    digits,
    shards: Object.fromEntries([...shards].map(([shard, blob]) => [shard, blob.sha256])),
    parts: parts.map(({ blob }) => blob.sha256),
    suppressed: suppressedAfter(plan, live),
  })
  return {
    manifest: manifest.sha256,
    blobs: [manifest, ...shards.values(), ...parts.map(({ blob }) => blob)],
  }
}

/** The bytes that a change writes; undefined for a delete. */
export function bytesAfter(change: Change): string | undefined {
  return change.after === null ? undefined : canonicalJson(change.after.value)
}

function appliedChange(change: Change, live: Live): AppliedChange {
  const { key, component, action } = change
  const before = live.entries.get(key)
  const after = bytesAfter(change)
  const isWithheld = change.before?.isWithheld === true
  return {
    key,
    component,
    action,
    ...(after === undefined ? {} : { after }),
    ...(isWithheld
      ? { isWithheld }
      : before === undefined
        ? {}
        : { before: new TextDecoder().decode(before.value) }),
  }
}

/** Keys that vanished behind our back and are not written again leave the index. */
function indexAfter(plan: Plan, live: Live, partOf: ReadonlyMap<string, string>): Map<string, IndexedKey> {
  const index = new Map([...live.index].filter(([key]) => live.entries.has(key)))
  for (const { key, component, after } of plan.changes) {
    const part = partOf.get(key)
    if (after === null) index.delete(key)
    else index.set(key, { sha256: after.sha256, component, ...(part === undefined ? {} : { part }) })
  }
  return new Map([...index].sort(([a], [b]) => (a < b ? -1 : 1)))
}

function suppressedAfter(plan: Plan, live: Live): SuppressedLeaf[] {
  const allowed = new Set((plan.unsuppresses ?? []).map(nameOf))
  const leaves = [...(live.suppressed ?? []), ...(plan.suppresses ?? [])].filter(
    (leaf) => !allowed.has(nameOf(leaf)),
  )
  return [...new Map(leaves.map((leaf) => [nameOf(leaf), leaf])).values()]
}

function nameOf({ key, pointer, sha256 }: SuppressedLeaf): string {
  return `${key}#${pointer}=${sha256}`
}
