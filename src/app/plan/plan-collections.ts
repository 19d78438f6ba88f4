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
import { compareCollections, type DesiredDocument } from '../../plan/index.ts'
import { decodeGenerationPointer, digitsOf } from '../../records/index.ts'
import type { Schema } from '../../schema/index.ts'
import { Failure } from '../failure.ts'
import { compiledHere, readCollection } from '../workspace/read-collections.ts'
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

/** The documents of a collection of the desired state, as its file gives them now. */
export function compileAgain(
  workspace: CollectionSources,
  collection: DesiredCollection,
): Promise<CompiledCollection> {
  const known = compiledHere.get(collection)
  if (known !== undefined) return known
  const compiled = compileFile(workspace, collection)
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

/** Only shards that differ are read, a few at a time: what both sides name alike is alike. */
async function differenceOf(
  { directory, store, desired, lookup, schemas }: CollectionContext,
  collection: DesiredCollection,
  standing: string | undefined,
) {
  const { fullPrefix, shards } = collection
  const compiled = await compileAgain({ directory, schemas }, collection)
  const keys = publishedKeys(desired.environment.prefix, fullPrefix)
  const before =
    standing === undefined ? {} : ((await readGeneration(store, keys, standing)) ?? ({} as GenerationShards))
  const comparison = compareCollections({ fullPrefix, lookup })
  for (const group of differingGroups(before, shards)) {
    const old = new Map<string, JsonValue>()
    const names = group.before.map((digits) => before[digits] as string) // digits of these very shards
    for await (const documents of readShards(store, keys, names))
      for (const [name, value] of Object.entries(documents)) old.set(name, value)
    comparison.add(old, documentsOf(compiled, group.after))
  }
  return comparison.difference()
}

/** Digits of shards on both sides that differ, and together hold all documents of the names in them. */
interface ShardGroup {
  readonly before: string[]
  readonly after: string[]
}

/** Shards of one group, on either side. */
const shardsAtOnce = 16

/** A side with more digits has several shards for one of the other's: these are compared together. */
function* differingGroups(before: GenerationShards, after: GenerationShards): Generator<ShardGroup> {
  const sides = [before, after].filter((side) => Object.keys(side).length > 0)
  const common = Math.min(...sides.map(digitsOf))
  const groups = new Map<string, ShardGroup>()
  const groupOf = (digits: string): ShardGroup => {
    const place = digits.slice(0, common)
    const group = groups.get(place) ?? { before: [], after: [] }
    groups.set(place, group)
    return group
  }
  for (const digits of Object.keys(before))
    if (before[digits] !== after[digits]) groupOf(digits).before.push(digits)
  for (const digits of Object.keys(after))
    if (before[digits] !== after[digits]) groupOf(digits).after.push(digits)
  let waiting: ShardGroup = { before: [], after: [] }
  for (const group of groups.values()) {
    waiting = { before: [...waiting.before, ...group.before], after: [...waiting.after, ...group.after] }
    if (waiting.before.length + waiting.after.length < shardsAtOnce) continue
    yield waiting
    waiting = { before: [], after: [] }
  }
  if (waiting.before.length + waiting.after.length > 0) yield waiting
}

function documentsOf(
  { shardDocuments, documents, authored }: CompiledCollection,
  shards: readonly string[],
): Map<string, DesiredDocument> {
  const wanted = new Map<string, DesiredDocument>()
  for (const digits of shards) {
    for (const { name, text } of shardDocuments.get(digits) ?? []) {
      const at = { file: authored.file, line: documents.get(name)?.line ?? 1, column: 1 }
      wanted.set(name, { text, at })
    }
  }
  return wanted
}
