import {
  type Compare,
  isPointerKey,
  type Operation,
  type Plan,
  type PublishedKeys,
  prefixOfPointer,
  publishedKeys,
} from '../../model/index.ts'
import { compressShard, decodeGeneration, parsePointer } from '../../records/index.ts'
import type { ApplyRequest, PublishedContents } from '../apply-request.ts'
import { presenceGuard, revisionGuard } from '../guards.ts'
import type { ApplyOutcome } from '../outcome.ts'
import { readPrefix } from '../read-pages.ts'

/** Guards under which every generation that the plan's pointers name stays whole, or why one cannot be. */
export type Published =
  | { readonly kind: 'whole'; readonly guards: readonly Compare[] }
  | { readonly kind: 'ended'; readonly outcome: ApplyOutcome }

/** A generation that a pointer of the plan is to name. */
interface Target {
  readonly key: string
  readonly generation: string
  readonly keys: PublishedKeys
}

/** Bytes and puts of one transaction of shards. */
const batchBytes = 1024 * 1024
const batchShards = 8

/**
 * Writes what is missing of the generations that the plan's pointers are to name. Shards are immutable and nothing
 * names them so far: killed half-way, the next run goes on where this one stopped.
 */
export async function publishGenerations(request: ApplyRequest): Promise<Published> {
  const guards: Compare[] = []
  for (const target of targetsOf(request.plan)) {
    // Read before looking at what is there: a sweep in between makes the transaction fail.
    const [swept] = (await request.store.range({ key: target.keys.swept })).kvs
    guards.push(revisionGuard(target.keys.swept, swept), presenceGuard(manifestKey(target)))
    if ((await publishGeneration(request, target)) === 'missing') {
      return { kind: 'ended', outcome: { kind: 'not-published', problem: describeMissing(target) } }
    }
  }
  return { kind: 'whole', guards }
}

/** What it takes to write a generation. */
type PublishRequest = Pick<ApplyRequest, 'store' | 'contentsOf' | 'onProgress'>

/** Writes what somebody removed of a generation that a pointer names already; true when there was something to write. */
export async function restoreGeneration(
  request: PublishRequest,
  { prefix, key, generation }: { readonly prefix: string; readonly key: string; readonly generation: string },
): Promise<boolean> {
  const keys = publishedKeys(prefix, prefixOfPointer(key))
  return (await publishGeneration(request, { key, generation, keys })) === 'written'
}

function targetsOf({ prefix, changes }: Plan): Target[] {
  return changes.flatMap(({ key, after }) => {
    const pointer = isPointerKey(key) && after !== null ? parsePointer(after.value) : undefined
    if (pointer === undefined) return []
    const { generation } = pointer
    return [{ key, generation, keys: publishedKeys(prefix, prefixOfPointer(key)) }]
  })
}

/** Makes one generation whole, unless it is or its contents are nowhere. */
async function publishGeneration(
  request: PublishRequest,
  target: Target,
): Promise<'whole' | 'written' | 'missing'> {
  const { store, contentsOf } = request
  const present = await namesUnder(request, target.keys.shard)
  const [manifest] = (await store.range({ key: manifestKey(target) })).kvs
  const shards = manifest && decodeGeneration(target.generation, manifest.value)
  if (shards !== undefined && Object.values(shards).every((shard) => present.has(shard))) return 'whole'
  const contents = await contentsOf?.(target.key)
  if (contents?.generation !== target.generation) return 'missing'
  await stageShards(request, target, { contents, present })
  const put = { kind: 'put', key: manifestKey(target), value: contents.manifest } as const
  await store.txn({ compare: [], success: [put], failure: [] })
  return 'written'
}

/** Written after all shards, so that a store that was restored to a moment before them does not have it. */
function manifestKey({ keys, generation }: Target): string {
  return `${keys.generation}${generation}`
}

function describeMissing({ key, generation }: Target): string {
  const short = generation.slice(0, 8)
  return `generation ${short} of ${key} is not in the store, and the sources at hand do not give it`
}

async function namesUnder({ store }: PublishRequest, prefix: string): Promise<Set<string>> {
  const { kvs } = await readPrefix({ store, prefix, keysOnly: true })
  return new Set(kvs.map((kv) => kv.key.slice(prefix.length)))
}

async function stageShards(
  { store, onProgress }: PublishRequest,
  { keys }: Target,
  { contents, present }: { readonly contents: PublishedContents; readonly present: ReadonlySet<string> },
): Promise<void> {
  let puts: Operation[] = []
  let bytes = 0
  let done = 0
  const send = async () => {
    if (puts.length > 0) await store.txn({ compare: [], success: puts, failure: [] })
    puts = []
    bytes = 0
    onProgress?.({ stage: 'publishing', done, total: contents.keys })
  }
  for (const { shard, keys: count, encode } of contents.shards) {
    done += count
    if (present.has(shard)) continue
    const value = compressShard(encode())
    if (puts.length === batchShards || bytes + value.length > batchBytes) await send()
    puts.push({ kind: 'put', key: `${keys.shard}${shard}`, value })
    bytes += value.length
  }
  await send()
}
