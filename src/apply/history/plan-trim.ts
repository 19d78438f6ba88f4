import {
  type Epoch,
  type Home,
  isApply,
  type LedgerEntry,
  ledgerKey,
  type Owner,
  type Store,
  toolKeys,
} from '../../model/index.ts'
import {
  blobKey,
  decodeEpoch,
  decodeLedgerEntry,
  decodeManifest,
  decodeOwner,
  namedByManifest,
  namedByShard,
  ToolDataError,
} from '../../records/index.ts'
import { readPrefix } from '../read-pages.ts'
import { measureBlobs, type StoredSize, sizeOf, sumSizes, type ToolDataSize } from './measure-tool-data.ts'
import { readBlobs } from './read-blobs.ts'

const shardsAtOnce = 64

/** What to keep of which prefix. */
export interface TrimTarget {
  readonly store: Store
  readonly home: Home
  /** How many of the newest applies stay, with everything that a rollback, a drift or a diff needs of them. At least 1. */
  readonly keep: number
  readonly onProgress?: (progress: TrimProgress) => void
}

/** Blobs looked at or removed. */
export interface TrimProgress {
  readonly stage: 'measuring' | 'removing'
  readonly done: number
  readonly total: number
}

/** What a trim would remove. True as long as the epoch stands: nothing that it removes gets a name without moving it. */
export interface TrimPlan {
  readonly epoch: Epoch
  readonly owner: Owner | undefined
  /** The newest manifest, which the trim's own entry carries on. */
  readonly manifest: string | undefined
  /** The oldest entry that stays. */
  readonly oldestKept: number
  readonly entries: readonly StoredSize[]
  /** Those that no kept entry needs, the leftovers of applies that never happened among them. */
  readonly blobs: readonly StoredSize[]
  readonly removes: ToolDataSize
  readonly keeps: ToolDataSize
}

/** Looks for what can be removed; undefined in a store that was never applied to. */
export async function planTrim(target: TrimTarget): Promise<TrimPlan | undefined> {
  const read = await readLedger(target)
  if (read === undefined) return undefined
  const { ledger, ...rest } = read
  const oldestKept = oldestOf(
    ledger.map(({ entry }) => entry),
    target.keep,
  )
  const [old, kept] = split(ledger, ({ entry }) => entry.seq < oldestKept)
  const needed = await neededBlobs(
    target,
    kept.map(({ entry }) => entry),
  )
  const all = await measureBlobs({
    ...target,
    onProgress: (progress) => target.onProgress?.({ stage: 'measuring', ...progress }),
  })
  const [keptBlobs, blobs] = split(all, ({ key }) => needed.has(key))
  const entries = old.map(({ size }) => size)
  const keptEntries = kept.map(({ size }) => size)
  return {
    ...rest,
    oldestKept,
    entries,
    blobs,
    removes: sumSizes(entries, blobs),
    keeps: sumSizes(keptEntries, keptBlobs),
  }
}

/** Epoch, owner and ledger as of one revision. */
async function readLedger({ store, home }: TrimTarget) {
  const keys = toolKeys(home)
  const { kvs, revision } = await readPrefix({ store, prefix: keys.ledger })
  const [epochKv] = (await store.range({ key: keys.epoch, revision })).kvs
  if (epochKv === undefined) return undefined
  const [ownerKv] = (await store.range({ key: keys.owner, revision })).kvs
  const epoch = decodeEpoch(epochKv)
  const ledger = kvs.map((kv) => ({ entry: decodeLedgerEntry(kv), size: sizeOf(kv) }))
  const newest = ledger.find(({ entry }) => entry.seq === epoch.seq)?.entry
  if (newest === undefined) throw new ToolDataError(`${ledgerKey(keys, epoch.seq)} is missing`)
  const owner = ownerKv === undefined ? undefined : decodeOwner(ownerKv)
  return { epoch, owner, manifest: newest.manifest, ledger }
}

/** The seq of the apply that is the last to stay; fences and trims do not count. */
function oldestOf(ledger: readonly LedgerEntry[], keep: number): number {
  const applies = ledger.filter(isApply)
  return applies.at(-keep)?.seq ?? ledger[0]?.seq ?? 0
}

/** The keys of all blobs that the entries need: manifests, shards, and the bytes that either of them names. */
async function neededBlobs(
  { store, home }: TrimTarget,
  entries: readonly LedgerEntry[],
): Promise<Set<string>> {
  const keys = toolKeys(home)
  const needed = new Set<string>()
  const shards = new Set<string>()
  const manifests = entries.flatMap(({ manifest }) => manifest ?? [])
  for (const [name, value] of await readBlobs(store, keys, manifests)) {
    const named = namedByManifest(decodeManifest(value))
    for (const one of [name, ...named.shards, ...named.parts]) needed.add(one)
    for (const shard of named.shards) shards.add(shard)
  }
  const names = [...shards]
  // many applies have many shards: a few in memory at a time
  for (let start = 0; start < names.length; start += shardsAtOnce) {
    const values = await readBlobs(store, keys, names.slice(start, start + shardsAtOnce))
    for (const value of values.values()) for (const part of namedByShard(value)) needed.add(part)
  }
  return new Set([...needed].map((name) => blobKey(keys, name)))
}

function split<T>(all: readonly T[], isFirst: (one: T) => boolean): [T[], T[]] {
  return [all.filter(isFirst), all.filter((one) => !isFirst(one))]
}
