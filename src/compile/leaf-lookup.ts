import type { DesiredEntry, LeafFacts, LeafLookup } from '../model/index.ts'
import { describeLeaf, type Schema } from '../schema/index.ts'

/** Nothing is known of the document: assume that the component must restart. */
const unknownLeaf: LeafFacts = { effect: 'restart', isSecret: false }

/** What the schemas say of a leaf of a key: of `entries`, or of a component's own key that is no longer there. */
export function leafLookup(
  schemas: ReadonlyMap<string, Schema>,
  entries: readonly DesiredEntry[],
): LeafLookup {
  const schemaOfKey = new Map(entries.map(({ key, schema }) => [key, schema]))
  const known = new Map<string, LeafFacts>()
  return (key, pointer) => {
    const leaf = `${key}#${pointer}`
    let facts = known.get(leaf)
    if (facts === undefined) {
      const schema = schemas.get(schemaOfKey.get(key) ?? componentOf(key) ?? '')
      facts = schema === undefined ? unknownLeaf : describeLeaf(schema, pointer)
      known.set(leaf, facts)
    }
    return facts
  }
}

function componentOf(key: string): string | undefined {
  return /\/config\/([^/]+)\/(?:nodes\/[^/]+\/)?json$/.exec(key)?.[1]
}
