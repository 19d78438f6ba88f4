import {
  type Desired,
  type DocumentKind,
  isPointerKey,
  type LeafFacts,
  type LeafLookup,
} from '../model/index.ts'
import { describeLeaf, type Schema } from '../schema/index.ts'

/** The client library follows the pointer of a collection by itself. */
const pointerLeaf: LeafFacts = { effect: 'live', isSecret: false }

/** Nothing is known of the document: assume that the component must restart. */
const unknownLeaf: LeafFacts = { effect: 'restart', isSecret: false }

/** The keys that something is known of: those of the sources, and those that were managed when the store was read. */
interface KnownKeys extends Pick<Desired, 'entries' | 'collections'> {
  readonly index?: ReadonlyMap<string, DocumentKind & { readonly component: string }>
}

/** What the schemas say of a leaf of a key: of a desired one, of a member of a collection, or of one that was managed and is no longer desired. Without a schema, `unknown`. */
export function leafLookup(
  schemas: ReadonlyMap<string, Schema>,
  { entries, collections = [], index }: KnownKeys,
  unknown: LeafFacts = unknownLeaf,
): LeafLookup {
  const desired = new Map(entries.map((entry) => [entry.key, entry]))
  const schemaOf = (key: string): Schema | undefined => {
    const collection = collections.find(({ fullPrefix }) => key.startsWith(fullPrefix))
    const indexed = index?.get(key)
    const name = desired.get(key)?.schema ?? indexed?.schema ?? indexed?.component ?? componentOf(key)
    return schemas.get(collection?.schema ?? name ?? '')
  }
  const factsBySchema = new Map<Schema, Map<string, LeafFacts>>()
  let last: { readonly key: string; readonly schema: Schema | undefined } | undefined
  return (key, pointer) => {
    if (isPointerKey(key)) return pointerLeaf
    if (last?.key !== key) last = { key, schema: schemaOf(key) }
    const facts = last.schema === undefined ? unknown : factsOf(last.schema, pointer, factsBySchema)
    const { format } = pointer === '' ? (desired.get(key) ?? index?.get(key) ?? {}) : {}
    return format === undefined ? facts : { ...facts, format }
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
