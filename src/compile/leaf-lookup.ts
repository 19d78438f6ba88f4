import { type Desired, isPointerKey, type LeafFacts, type LeafLookup } from '../model/index.ts'
import { describeLeaf, type Schema } from '../schema/index.ts'

/** The client library follows the pointer of a collection by itself. */
const pointerLeaf: LeafFacts = { effect: 'live', isSecret: false }

/** Nothing is known of the document: assume that the component must restart. */
const unknownLeaf: LeafFacts = { effect: 'restart', isSecret: false }

/** What the schemas say of a leaf of a key: of a desired one, of a member of a collection, or of a component's own key that is no longer there. */
export function leafLookup(
  schemas: ReadonlyMap<string, Schema>,
  { entries, collections = [] }: Pick<Desired, 'entries' | 'collections'>,
): LeafLookup {
  const schemaOfKey = new Map(entries.map(({ key, schema }) => [key, schema]))
  const known = new Map<string, LeafFacts>()
  return (key, pointer) => {
    if (isPointerKey(key)) return pointerLeaf
    const leaf = `${key}#${pointer}`
    let facts = known.get(leaf)
    if (facts === undefined) {
      const collection = collections.find(({ fullPrefix }) => key.startsWith(fullPrefix))
      const schema = schemas.get(collection?.schema ?? schemaOfKey.get(key) ?? componentOf(key) ?? '')
      facts = schema === undefined ? unknownLeaf : describeLeaf(schema, pointer)
      known.set(leaf, facts)
    }
    return facts
  }
}

function componentOf(key: string): string | undefined {
  return /\/config\/([^/]+)\/(?:nodes\/[^/]+\/)?json$/.exec(key)?.[1]
}
