import type { JsonValue, LeafLookup, Place, PlannedDocument } from '../model/index.ts'
import { describeLeaf, diffLeaves, keysIn, type RawLeafChange } from './leaves/index.ts'
import { type RecordedKeys, recordKeys } from './lists/index.ts'

/** A document of a collection as it should be, and where it stands. */
export interface DesiredDocument {
  /** Its JSON; read only where both sides have the document. */
  readonly text: string
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

/** A document that differs, as it is compared; what is told of it is made of that. */
interface Difference {
  readonly name: string
  readonly action: PlannedDocument['action']
  readonly at?: Place
  readonly raw: readonly RawLeafChange[]
  readonly keys?: RecordedKeys
}

/** The differences of two generations, some of their documents at a time: there may be millions. */
export interface CollectionComparison {
  /** Documents of both sides; those of one name come together. */
  readonly add: (before: ReadonlyMap<string, JsonValue>, after: ReadonlyMap<string, DesiredDocument>) => void
  readonly difference: () => CollectionDifference
}

/** How a collection is told of. */
interface ComparisonOptions {
  readonly fullPrefix: string
  readonly lookup: LeafLookup
}

/** Compares two generations. Looks into documents that both have, and sorts those that are told. */
export function compareCollections({ fullPrefix, lookup }: ComparisonOptions): CollectionComparison {
  const counts = { create: 0, update: 0, delete: 0 }
  const told: { readonly [action in PlannedDocument['action']]: Difference[] } = {
    create: [],
    update: [],
    delete: [],
  }
  const count = (difference: Difference) => {
    counts[difference.action]++
    keepFirst(told[difference.action], difference)
  }
  const add: CollectionComparison['add'] = (before, after) => {
    for (const [name, from] of before) {
      const to = after.get(name)
      if (to === undefined) {
        count({ name, action: 'delete', raw: [] })
        continue
      }
      const keys = recordKeys(keysIn(fullPrefix + name, lookup))
      const raw = diffLeaves(from, JSON.parse(to.text) as JsonValue, keys.keysAt)
      if (raw.length > 0) count({ name, action: 'update', at: to.at, raw, keys })
    }
    for (const [name, { at }] of after) if (!before.has(name)) count({ name, action: 'create', at, raw: [] })
  }
  const difference = () => {
    const documents = Object.values(told)
      .flat()
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map(({ name, action, at, raw, keys }) => {
        const context = { key: fullPrefix + name, lookup, provenance: undefined }
        const leaves = raw.map((leaf) => describeLeaf(leaf, context))
        const elementKeys = keys?.recorded()
        return { name, action, ...(at && { at }), leaves, ...(elementKeys && { elementKeys }) }
      })
    return { added: counts.create, changed: counts.update, removed: counts.delete, documents }
  }
  return { add, difference }
}

/** What differs between the documents of two generations, or of some of their shards. */
export function diffCollection(
  before: ReadonlyMap<string, JsonValue>,
  after: ReadonlyMap<string, DesiredDocument>,
  options: ComparisonOptions,
): CollectionDifference {
  const comparison = compareCollections(options)
  comparison.add(before, after)
  return comparison.difference()
}

/** Puts one among the first few by name. */
function keepFirst(first: Difference[], one: Difference): void {
  const place = first.findIndex(({ name }) => one.name < name)
  first.splice(place === -1 ? first.length : place, 0, one)
  if (first.length > toldOfEach) first.pop()
}
