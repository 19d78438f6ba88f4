import {
  isJsonObject,
  isPointerKey,
  type JsonValue,
  type KeyValue,
  type Live,
  memberStatusPrefix,
  type Operation,
  type Plan,
  type PublishedKeys,
  prefixOfPointer,
  publishedKeys,
  type Store,
  StoreError,
  toolKeys,
} from '../../model/index.ts'
import { decodeGeneration, decodeGenerationPointer, parsePointer } from '../../records/index.ts'
import { readPrefix } from '../read-pages.ts'

/** Keys that one transaction of a sweep removes; etcd allows 128 operations. */
const batch = 100

/** The apply that has just committed. */
export interface SweepRequest {
  readonly store: Store
  readonly plan: Plan
  /** What the apply saw before. */
  readonly live: Live
  /** The revision that it committed at. */
  readonly revision: number
}

/**
 * Removes generations of the collections that an apply has just changed: all but the one that counts, the one before
 * (for a rollback) and those that a live reader still holds. Stops where another apply has got in between; what is
 * left over goes with the next sweep.
 */
export async function sweepGenerations(request: SweepRequest): Promise<void> {
  const pointers = request.plan.changes.filter(({ key }) => isPointerKey(key))
  if (pointers.length === 0) return
  try {
    const held = await readHeld(request)
    for (const { key, after } of pointers) {
      const before = decodeGenerationPointer(request.live.entries.get(key)?.value)?.generation
      const now = parsePointer(after?.value)?.generation
      await sweepCollection(request, key, new Set([before, now, ...(held.get(key) ?? [])]))
    }
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    // The apply is done; old generations cost space only.
  }
}

/** Generations that live members say they read, by pointer key. */
async function readHeld({ store, plan }: SweepRequest): Promise<Map<string, string[]>> {
  const held = new Map<string, string[]>()
  const { kvs } = await readPrefix({ store, prefix: memberStatusPrefix(plan.prefix) })
  for (const kv of kvs) {
    const status = jsonOf(kv)
    const published = isJsonObject(status) && isJsonObject(status.published) ? status.published : {}
    for (const [key, generation] of Object.entries(published)) {
      held.set(key, [...(held.get(key) ?? []), String(generation)])
    }
  }
  return held
}

async function sweepCollection(
  request: SweepRequest,
  key: string,
  kept: ReadonlySet<string | undefined>,
): Promise<void> {
  const { store, plan, revision } = request
  const keys = publishedKeys(plan.prefix, prefixOfPointer(key))
  const generations = await readOwn(store, keys.generation, false)
  // What is newer than the apply may be another one's, on its way.
  const isKept = (kv: KeyValue) => kept.has(kv.key.slice(keys.generation.length)) || kv.modRevision > revision
  const needed = new Set(generations.filter(isKept).flatMap((kv) => shardsOf(kv, keys)))
  const shards = await readOwn(store, keys.shard, true)
  const gone = [
    ...generations.filter((kv) => !isKept(kv)),
    ...shards.filter((kv) => !needed.has(kv.key) && kv.modRevision <= revision),
  ]
  for (let start = 0; start < gone.length; start += batch) {
    if (!(await remove(request, keys, gone.slice(start, start + batch)))) return
  }
}

/** What lies right under a prefix; below it may lie another collection, whose prefix goes on with `shard/`. */
async function readOwn(store: Store, prefix: string, keysOnly: boolean): Promise<KeyValue[]> {
  const { kvs } = await readPrefix({ store, prefix, keysOnly })
  return kvs.filter(({ key }) => /^[0-9a-f]{64}$/.test(key.slice(prefix.length)))
}

function shardsOf(kv: KeyValue, keys: PublishedKeys): string[] {
  const shards = decodeGeneration(kv.key.slice(keys.generation.length), kv.value)
  return Object.values(shards ?? {}).map((shard) => `${keys.shard}${shard}`)
}

/** False where another apply has committed since: its pointer may name what would go. */
async function remove(
  { store, plan, revision }: SweepRequest,
  keys: PublishedKeys,
  gone: readonly KeyValue[],
): Promise<boolean> {
  const { epoch } = toolKeys(plan)
  const deletes = gone.map(({ key }): Operation => ({ kind: 'delete', key }))
  const { succeeded } = await store.txn({
    compare: [{ key: epoch, target: 'mod', is: '=', number: revision }],
    success: [{ kind: 'put', key: keys.swept, value: new Uint8Array() }, ...deletes],
    failure: [],
  })
  return succeeded
}

function jsonOf(kv: KeyValue | undefined): JsonValue | undefined {
  if (kv === undefined) return undefined
  try {
    return JSON.parse(Buffer.from(kv.value).toString('utf8')) as JsonValue
  } catch {
    return undefined // somebody else's words
  }
}
