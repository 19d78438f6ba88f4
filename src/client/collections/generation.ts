import {
  type GenerationShards,
  type JsonObject,
  type JsonValue,
  type PublishedKeys,
  publishedKeys,
  type Store,
  StoreError,
} from '../../model/index.ts'
import { decodeGeneration, decodeShard } from '../../records/index.ts'
import { type Schema, validateValue, writtenSchema } from '../../schema/index.ts'

/** Where a collection is published. */
export interface GenerationSource {
  readonly store: Store
  /** The environment's prefix. */
  readonly prefix: string
  /** The collection's, with the environment's: `/config/firewall/blocklist/`. */
  readonly fullPrefix: string
  /** Of each document. */
  readonly schema?: Schema
}

/** A generation, read whole and checked against its name. */
export interface Generation {
  readonly name: string
  /** mod_revision of the pointer that named it. */
  readonly revision: number
  readonly documents: ReadonlyMap<string, JsonValue>
  /** By shard name, so that the next generation reads only what it does not share. */
  readonly shards: ReadonlyMap<string, JsonObject>
}

/** Why a generation is not used. */
export interface LoadProblem {
  readonly kind: 'incomplete' | 'invalid'
  readonly messages: readonly string[]
}

/** Shards that one read asks for. */
const batch = 16

/** Reads a generation: only shards that the one held does not have. */
export async function loadGeneration(
  source: GenerationSource,
  request: { readonly name: string; readonly revision: number; readonly held: Generation | undefined },
): Promise<Generation | LoadProblem> {
  const { name, revision, held } = request
  const keys = publishedKeys(source.prefix, source.fullPrefix)
  try {
    const named = await readShardNames(source.store, keys, name)
    if (named === undefined)
      return { kind: 'incomplete', messages: [`generation ${name} is not there, or damaged`] }
    const names = Object.values(named)
    const fresh = await readShards(
      source.store,
      keys,
      names.filter((shard) => !held?.shards.has(shard)),
    )
    const shards = new Map<string, JsonObject>()
    for (const shard of names) {
      const documents = held?.shards.get(shard) ?? fresh.get(shard)
      if (documents === undefined)
        return { kind: 'incomplete', messages: [`shard ${shard} is not there, or damaged`] }
      shards.set(shard, documents)
    }
    const messages = await problemsOf([...fresh.values()], source.schema)
    if (messages.length > 0) return { kind: 'invalid', messages }
    return { name, revision, shards, documents: documentsOf(shards) }
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    return { kind: 'incomplete', messages: [`reading ${keys.root}: ${error.message}`] }
  }
}

/** The documents of all shards, by name. */
export function documentsOf(shards: ReadonlyMap<string, JsonObject>): Map<string, JsonValue> {
  return new Map([...shards.values()].flatMap((documents) => Object.entries(documents)))
}

async function readShardNames(
  store: Store,
  keys: PublishedKeys,
  name: string,
): Promise<GenerationShards | undefined> {
  const [kv] = (await store.range({ key: `${keys.generation}${name}` })).kvs
  return kv && decodeGeneration(name, kv.value)
}

async function readShards(
  store: Store,
  keys: PublishedKeys,
  names: readonly string[],
): Promise<Map<string, JsonObject>> {
  const documentsByShard = new Map<string, JsonObject>()
  for (let start = 0; start < names.length; start += batch) {
    const success = names
      .slice(start, start + batch)
      .map((shard) => ({ kind: 'range' as const, key: `${keys.shard}${shard}` }))
    const { results } = await store.txn({ compare: [], success, failure: [] })
    for (const kv of results.flatMap((result) => (result.kind === 'range' ? result.kvs : []))) {
      const shard = kv.key.slice(keys.shard.length)
      const documents = decodeShard(shard, kv.value)
      if (documents !== undefined) documentsByShard.set(shard, documents)
    }
  }
  return documentsByShard
}

/** What does not suit the schema, at most ten of it; never a value. */
export async function problemsOf(
  shards: readonly JsonObject[],
  schema: Schema | undefined,
): Promise<string[]> {
  const problems: string[] = []
  if (schema === undefined) return problems
  for (const [name, value] of shards.flatMap((documents) => Object.entries(documents))) {
    for (const { code, pointer } of await validateValue(writtenSchema(schema), value)) {
      problems.push(`${code} at ${name}${pointer}`)
      if (problems.length === 10) return problems
    }
  }
  return problems
}
