import { readGeneration, readShards } from '../../apply/index.ts'
import type { CompiledCollection } from '../../compile/index.ts'
import {
  type Desired,
  type DesiredCollection,
  exitCodes,
  type GenerationShards,
  type JsonValue,
  type LeafLookup,
  type Live,
  type PlannedCollection,
  pointerKey,
  publishedKeys,
  type Store,
} from '../../model/index.ts'
import { type DesiredDocument, diffCollection } from '../../plan/index.ts'
import { decodeGenerationPointer } from '../../records/index.ts'
import type { Schema } from '../../schema/index.ts'
import { Failure } from '../failure.ts'
import { readCollection } from '../workspace/read-collections.ts'
import { readSchemas } from '../workspace/read-schemas.ts'

/** Where collections are compared. */
interface CollectionContext {
  readonly directory: string
  readonly store: Store
  readonly desired: Desired
  readonly lookup: LeafLookup
  readonly schemas: ReadonlyMap<string, Schema>
}

/** What becomes of the collections that the store does not hold as they should be. */
export async function planCollections(context: CollectionContext, live: Live): Promise<PlannedCollection[]> {
  const planned: PlannedCollection[] = []
  for (const collection of context.desired.collections ?? []) {
    const key = pointerKey(collection.fullPrefix)
    const standing = decodeGenerationPointer(live.entries.get(key)?.value)?.generation
    if (standing === collection.generation) continue
    planned.push({
      key,
      keys: collection.keys,
      bytes: collection.bytes,
      ...(await differenceOf(context, collection, standing)),
    })
  }
  return planned
}

interface CollectionSources {
  readonly directory: string
  /** Read again where the workspace was not compiled for this. */
  readonly schemas?: ReadonlyMap<string, Schema>
}

/** What was compiled in this process: a plan that is applied at once reads the file once. */
const compiledHere = new WeakMap<DesiredCollection, Promise<CompiledCollection>>()

/** The documents of a collection of the desired state, as its file gives them now. */
export function compileAgain(
  workspace: CollectionSources,
  collection: DesiredCollection,
): Promise<CompiledCollection> {
  const compiled = compiledHere.get(collection) ?? compileFile(workspace, collection)
  compiledHere.set(collection, compiled)
  return compiled
}

async function compileFile(
  { directory, schemas }: CollectionSources,
  collection: DesiredCollection,
): Promise<CompiledCollection> {
  const compiled = await readCollection(
    directory,
    collection,
    schemas ?? (await readSchemas(directory)).schemas,
  )
  if ('documents' in compiled && compiled.generation === collection.generation) return compiled
  throw new Failure(exitCodes.conflict, `${collection.file} changed while it was read`, {
    help: 'plan again',
  })
}

/** Only shards that differ are read: what both sides name alike is alike. */
async function differenceOf(
  { directory, store, desired, lookup, schemas }: CollectionContext,
  collection: DesiredCollection,
  standing: string | undefined,
) {
  const { fullPrefix, shards } = collection
  const compiled = await compileAgain({ directory, schemas }, collection)
  const keys = publishedKeys(desired.environment.prefix, fullPrefix)
  const before = standing === undefined ? undefined : await readGeneration(store, keys, standing)
  const isShared = (digits: string) => before?.[digits] === shards[digits]
  const old = new Map<string, JsonValue>()
  const differing = Object.entries(before ?? {}).filter(([digits]) => !isShared(digits))
  for await (const documents of readShards(
    store,
    keys,
    differing.map(([, shard]) => shard),
  )) {
    for (const [name, value] of Object.entries(documents)) old.set(name, value)
  }
  return diffCollection(old, documentsOf(compiled, { shards, isShared }), { fullPrefix, lookup })
}

function documentsOf(
  { shardDocuments, documents, authored }: CompiledCollection,
  { shards, isShared }: { readonly shards: GenerationShards; readonly isShared: (digits: string) => boolean },
): Map<string, DesiredDocument> {
  const wanted = new Map<string, DesiredDocument>()
  for (const digits of Object.keys(shards).filter((each) => !isShared(each))) {
    for (const { name, text } of shardDocuments.get(digits) ?? []) {
      const at = { file: authored.file, line: documents.get(name)?.line ?? 1, column: 1 }
      wanted.set(name, { text, at })
    }
  }
  return wanted
}
