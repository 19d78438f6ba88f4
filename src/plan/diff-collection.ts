import type { JsonValue, LeafLookup, Place, PlannedDocument } from '../model/index.ts'
import { describeLeaf, diffLeaves, keysIn } from './leaves/index.ts'
import { recordKeys } from './lists/index.ts'

/** A document of a collection as it should be, and where it stands. */
export interface DesiredDocument {
  readonly value: JsonValue
  readonly at: Place
}

/** How the documents of a collection differ: all of them counted, the first few of each kind told. */
export interface CollectionDifference {
  readonly added: number
  readonly changed: number
  readonly removed: number
  /** Sorted by name. */
  readonly documents: readonly PlannedDocument[]
}

/** Documents of each kind that are told one by one. */
const toldOfEach = 5

/** What differs between the documents of two generations, or of some of their shards. */
export function diffCollection(
  before: ReadonlyMap<string, JsonValue>,
  after: ReadonlyMap<string, DesiredDocument>,
  { fullPrefix, lookup }: { readonly fullPrefix: string; readonly lookup: LeafLookup },
): CollectionDifference {
  const counts = { create: 0, update: 0, delete: 0 }
  const documents: PlannedDocument[] = []
  for (const name of [...new Set([...before.keys(), ...after.keys()])].sort()) {
    const [from, to] = [before.get(name), after.get(name)]
    const keys = recordKeys(keysIn(fullPrefix + name, lookup))
    const raw = from === undefined || to === undefined ? [] : diffLeaves(from, to.value, keys.keysAt)
    const action = from === undefined ? 'create' : to === undefined ? 'delete' : 'update'
    if (action === 'update' && raw.length === 0) continue
    counts[action]++
    if (counts[action] > toldOfEach) continue
    const context = { key: fullPrefix + name, lookup, provenance: undefined }
    const leaves = raw.map((leaf) => describeLeaf(leaf, context))
    const elementKeys = keys.recorded()
    documents.push({
      name,
      action,
      ...(to === undefined ? {} : { at: to.at }),
      leaves,
      ...(elementKeys && { elementKeys }),
    })
  }
  return { added: counts.create, changed: counts.update, removed: counts.delete, documents }
}
