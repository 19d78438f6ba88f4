import {
  type AuthoredCollection,
  type CollectionDocument,
  type Diagnostic,
  type GenerationShards,
  sha256,
} from '../model/index.ts'
import { encodeDocuments, encodeGeneration, shardDigits } from '../records/index.ts'
import type { Schema } from '../schema/index.ts'
import { readDocuments } from './read-documents.ts'

/** A collection after defaults and validation; the same file and schema give the same generation. */
export interface CompiledCollection {
  readonly authored: AuthoredCollection
  /** By name, with the line of the file that holds each. Empty where there are errors. */
  readonly documents: ReadonlyMap<string, LocatedDocument>
  readonly generation: string
  readonly shards: GenerationShards
  /** The documents of each shard, sorted by name. */
  readonly shardDocuments: ReadonlyMap<string, readonly CollectionDocument[]>
  readonly bytes: number
  readonly diagnostics: readonly Diagnostic[]
}

/** A document of a collection and where it stands. */
export interface LocatedDocument extends CollectionDocument {
  readonly line: number
}

/** Bytes that a shard may hold before compression; then one more digit chooses it. */
const shardBytes = 256 * 1024
const mostDigits = 4

/** Compiles the documents in a collection's file: each line is completed, validated and put into its shard. */
export async function compileCollection(
  authored: AuthoredCollection,
  { text, schema }: { readonly text: string; readonly schema: Schema },
): Promise<CompiledCollection> {
  const { documents, diagnostics } = await readDocuments({ file: authored.file, text, schema })
  const soundDocuments = diagnostics.length === 0 ? documents : new Map<string, LocatedDocument>()
  const { shardDocuments, bytes } = groupDocuments([...soundDocuments.values()])
  const shards: { [digits: string]: string } = {}
  for (const [digits, group] of shardDocuments) shards[digits] = sha256(encodeDocuments(group))
  const { generation } = encodeGeneration(shards)
  return { authored, documents: soundDocuments, generation, shards, shardDocuments, bytes, diagnostics }
}

/** So many shards that none is too large to be one value in etcd; one change rewrites one of them. */
function groupDocuments(documents: readonly LocatedDocument[]): {
  readonly shardDocuments: Map<string, CollectionDocument[]>
  readonly bytes: number
} {
  const places = documents.map(({ name }) => shardDigits(name, mostDigits))
  const sizes = new Map<string, number>()
  for (const [index, document] of documents.entries())
    addTo(sizes, places[index] as string, bytesOf(document))
  const digits = fewestDigits(sizes)
  const groups = new Map<string, CollectionDocument[]>()
  for (const [index, document] of documents.entries()) {
    const shard = (places[index] as string).slice(0, digits)
    const group = groups.get(shard)
    if (group === undefined) groups.set(shard, [document])
    else group.push(document)
  }
  const bytes = [...sizes.values()].reduce((sum, size) => sum + size, 0)
  return { shardDocuments: new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1))), bytes }
}

/** How many digits choose a shard, of documents that have these bytes by all digits that may. */
function fewestDigits(sizes: ReadonlyMap<string, number>): number {
  for (let digits = 0; digits < mostDigits; digits++) {
    const shards = new Map<string, number>()
    for (const [place, bytes] of sizes) addTo(shards, place.slice(0, digits), bytes)
    if ([...shards.values()].every((bytes) => bytes <= shardBytes)) return digits
  }
  return mostDigits
}

function addTo(sums: Map<string, number>, name: string, bytes: number): void {
  sums.set(name, (sums.get(name) ?? 0) + bytes)
}

function bytesOf({ name, text }: CollectionDocument): number {
  return Buffer.byteLength(name) + Buffer.byteLength(text)
}
