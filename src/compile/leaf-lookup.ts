import { type Desired, isPointerKey, type LeafFacts, type LeafLookup } from '../model/index.ts'
import { describeLeaf, type Schema } from '../schema/index.ts'

/** The client library follows the pointer of a collection by itself. */
const pointerLeaf: LeafFacts = { effect: 'live', isSecret: false }

/** Nothing is known of the document: assume that the component must restart. */
const unknownLeaf: LeafFacts = { effect: 'restart', isSecret: false }

/** What the schemas say of a leaf of a key: of a desired one, of a member of a collection, or of a component's own key that is no longer there. Without a schema, `unknown`. */
export function leafLookup(
  schemas: ReadonlyMap<string, Schema>,
  { entries, collections = [] }: Pick<Desired, 'entries' | 'collections'>,
  unknown: LeafFacts = unknownLeaf,
): LeafLookup {
  const schemaOfKey = new Map(entries.map(({ key, schema }) => [key, schema]))
  const schemaOf = (key: string): Schema | undefined => {
    const collection = collections.find(({ fullPrefix }) => key.startsWith(fullPrefix))
    return schemas.get(collection?.schema ?? schemaOfKey.get(key) ?? componentOf(key) ?? '')
  }
  const factsBySchema = new Map<Schema, Map<string, LeafFacts>>()
  let last: { readonly key: string; readonly schema: Schema | undefined } | undefined
  return (key, pointer) => {
    if (isPointerKey(key)) return pointerLeaf
    if (last?.key !== key) last = { key, schema: schemaOf(key) }
    return last.schema === undefined ? unknown : factsOf(last.schema, pointer, factsBySchema)
  }
}

function factsOf(
  schema: Schema,
  pointer: string,
  factsBySchema: Map<Schema, Map<string, LeafFacts>>,
): LeafFacts {
  const ofSchema = factsBySchema.get(schema) ?? new Map<string, LeafFacts>()
  factsBySchema.set(schema, ofSchema)
  const facts = ofSchema.get(pointer) ?? describeLeaf(schema, pointer)
  ofSchema.set(pointer, facts)
  return facts
}

function componentOf(key: string): string | undefined {
  return /\/config\/([^/]+)\/(?:nodes\/[^/]+\/)?json$/.exec(key)?.[1]
}
