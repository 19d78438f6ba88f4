import { readGeneration, readShards } from '../../apply/index.ts'
import {
  type GenerationShards,
  type JsonValue,
  type Live,
  type Plan,
  type PlannedCollection,
  prefixOfPointer,
  publishedKeys,
} from '../../model/index.ts'
import {
  collectionProblem,
  type Derivation,
  type DesiredDocument,
  invalidPlanFile,
} from '../../plan/index.ts'
import { decodeGenerationPointer, parsePointer } from '../../records/index.ts'
import type { OpenStore } from '../environment/open-store.ts'
import { desiredHere } from './desired-here.ts'
import { compileAgain } from './plan-collections.ts'

/** Holds what a plan file says of collections to their documents; names the pointers of those that are not at hand. */
export async function collectionProblems(plan: Plan, open: OpenStore, live: Live): Promise<Derivation> {
  const underived: string[] = []
  const problems = []
  for (const told of plan.collections ?? []) {
    const sides = await sidesOf(told, plan, { open, live })
    if (sides === undefined) underived.push(told.key)
    const problem = sides && collectionProblem(told, sides)
    if (problem !== undefined) problems.push(invalidPlanFile(`of ${told.key}, ${problem}`, told.key))
  }
  return { diagnostics: problems, underived }
}

/** A generation, and how to get at the documents of some of its shards. */
interface Generation {
  readonly shards: GenerationShards
  readonly documents: (digits: readonly string[]) => Promise<Map<string, JsonValue>>
}

const none: Generation = { shards: {}, documents: async () => new Map() }

/** Only shards that differ are read. */
async function sidesOf(
  { key }: PlannedCollection,
  plan: Plan,
  { open, live }: { readonly open: OpenStore; readonly live: Live },
) {
  const change = plan.changes.find((each) => each.key === key)
  const wanted = change?.after == null ? undefined : parsePointer(change.after.value)?.generation
  const standing = decodeGenerationPointer(live.entries.get(key)?.value)?.generation
  if (wanted === undefined) return undefined
  const after =
    (await storedGeneration(wanted, key, { open, plan })) ?? (await sourceGeneration(wanted, open))
  const before =
    standing === undefined ? none : ((await storedGeneration(standing, key, { open, plan })) ?? none)
  if (after === undefined) return undefined
  const differing = (one: Generation, other: Generation) =>
    Object.keys(one.shards).filter((digits) => one.shards[digits] !== other.shards[digits])
  return {
    before: await before.documents(differing(before, after)),
    after: placed(await after.documents(differing(after, before))),
  }
}

async function storedGeneration(
  name: string,
  key: string,
  { open: { store }, plan: { prefix } }: { readonly open: OpenStore; readonly plan: Plan },
): Promise<Generation | undefined> {
  const keys = publishedKeys(prefix, prefixOfPointer(key))
  const shards = await readGeneration(store, keys, name)
  if (shards === undefined) return undefined
  const documents = async (digits: readonly string[]) => {
    const found = new Map<string, JsonValue>()
    const names = digits.map((each) => shards[each] as string) // digits of these very shards
    for await (const shard of readShards(store, keys, names))
      for (const [document, value] of Object.entries(shard)) found.set(document, value)
    return found
  }
  return { shards, documents }
}

/** As the sources at hand give it, where they give this very one. */
async function sourceGeneration(name: string, open: OpenStore): Promise<Generation | undefined> {
  const desired = await desiredHere(open)
  const collection = desired?.collections?.find(({ generation }) => generation === name)
  if (collection === undefined) return undefined
  const { shardDocuments, shards } = await compileAgain(open, collection)
  const documents = async (digits: readonly string[]) =>
    new Map(
      digits
        .flatMap((each) => shardDocuments.get(each) ?? [])
        .map(({ name: document, text }) => [document, JSON.parse(text) as JsonValue]), // canonical JSON
    )
  return { shards, documents }
}

function placed(documents: ReadonlyMap<string, JsonValue>): Map<string, DesiredDocument> {
  const at = { file: '', line: 1, column: 1 }
  return new Map([...documents].map(([name, value]) => [name, { text: JSON.stringify(value), at }]))
}
