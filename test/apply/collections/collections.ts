import {
  type ApplyOutcome,
  type ApplyRequest,
  type PublishedContents,
  readLive,
} from '../../../src/apply/index.ts'
import { addCollections, type CompiledCollection, compileCollection } from '../../../src/compile/index.ts'
import { type JsonValue, type Plan, pointerKey, publishedKeys, type Store } from '../../../src/model/index.ts'
import { makePlan } from '../../../src/plan/index.ts'
import { encodeDocuments, encodeGeneration } from '../../../src/records/index.ts'
import { desiredOf } from '../../plan/build-plan-input.ts'
import { schemaOf } from '../../schema/schema-of.ts'
import { home } from '../../support/home.ts'
import { applyIt, type Values } from '../apply-values.ts'

export const collectionPrefix = '/config/fw/list/'
export const pointer = pointerKey(collectionPrefix)
export const keys = publishedKeys('', collectionPrefix)

/** The documents of the collection, by name. */
export type Documents = { readonly [name: string]: JsonValue }

/** The collection `/config/fw/list/` with these documents. */
export async function compileDocuments(documents: Documents): Promise<CompiledCollection> {
  const lines = Object.entries(documents).map(([key, value]) => JSON.stringify({ key, value }))
  return await compileCollection(
    { prefix: collectionPrefix, component: 'fw', schema: 'any', file: 'configs/list.jsonl' },
    { text: lines.join('\n'), schema: schemaOf({}) },
  )
}

/** A plan of the collection and of these other values. */
export async function planDocuments(
  store: Store,
  collections: readonly CompiledCollection[],
  values: Values = {},
): Promise<Plan> {
  const live = await readLive(store, { home, managedPrefixes: ['/config/'] })
  const { desired } = addCollections(
    { desired: desiredOf(values), diagnostics: [], provenance: new Map() },
    collections,
  )
  if (desired === undefined) throw new Error('collections with errors')
  const { plan, diagnostics } = makePlan({
    desired,
    live,
    lookup: () => ({ effect: 'live', isSecret: false }),
    provenance: new Map(),
    permissions: { allowDelete: 1e6 },
  })
  if (plan === undefined || diagnostics.length > 0) throw new Error(diagnostics[0]?.message)
  return plan
}

/** Plans and applies the collection with these documents. */
export async function applyDocuments(
  store: Store,
  documents: Documents,
  rest: Partial<ApplyRequest> = {},
): Promise<ApplyOutcome> {
  const compiled = await compileDocuments(documents)
  const plan = await planDocuments(store, [compiled])
  return await applyIt(store, plan, { contentsOf: async () => contentsOf(compiled), ...rest })
}

/** What an apply publishes. */
export function contentsOf({ shards, shardDocuments, documents }: CompiledCollection): PublishedContents {
  const { generation, text } = encodeGeneration(shards)
  return {
    generation,
    manifest: new TextEncoder().encode(text),
    keys: documents.size,
    shards: [...shardDocuments].map(([digits, group]) => ({
      shard: shards[digits] ?? '',
      keys: group.length,
      encode: () => encodeDocuments(group),
    })),
  }
}

/** So many documents of about 200 bytes, a list of addresses to block. */
export function manyDocuments(count: number): { [name: string]: JsonValue } {
  const reason =
    'seen on the outer interface of the north site by two sensors, reported by the feed of the region'
  return Object.fromEntries(
    Array.from({ length: count }, (_, n) => [
      `10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`,
      { reason, until: '2027-01-31', source: `feed-${n % 7}`, severity: n % 5, score: (n * 7919) % 100_003 },
    ]),
  )
}

/** Names under a prefix. */
export async function namesUnder(store: Store, prefix: string): Promise<string[]> {
  const { kvs } = await store.range({ key: prefix, end: `${prefix.slice(0, -1)}0`, keysOnly: true })
  return kvs.map((kv) => kv.key.slice(prefix.length))
}
