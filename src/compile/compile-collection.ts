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
  const shardDocuments = groupDocuments([...soundDocuments.values()])
  const shards: { [digits: string]: string } = {}
  for (const [digits, group] of shardDocuments) shards[digits] = sha256(encodeDocuments(group))
  const bytes = [...soundDocuments.values()].reduce((sum, document) => sum + bytesOf(document), 0)
  const { generation } = encodeGeneration(shards)
  return { authored, documents: soundDocuments, generation, shards, shardDocuments, bytes, diagnostics }
}

/** So many shards that none is too large to be one value in etcd; one change rewrites one of them. */
function groupDocuments(documents: readonly LocatedDocument[]): Map<string, CollectionDocument[]> {
  for (let digits = 0; ; digits++) {
    const groups = groupBy(documents, digits)
    const largest = Math.max(0, ...[...groups.values()].map(({ bytes }) => bytes))
    if (largest <= shardBytes || digits === mostDigits) {
      return new Map(
        [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, group]) => [name, group.documents]),
      )
    }
  }
}

function groupBy(documents: readonly LocatedDocument[], digits: number): Map<string, Group> {
  const groups = new Map<string, Group>()
  for (const document of documents) {
    const name = digits === 0 ? '' : shardDigits(document.name, digits)
    const group = groups.get(name) ?? { documents: [], bytes: 0 }
    group.documents.push(document)
    group.bytes += bytesOf(document)
    groups.set(name, group)
  }
  return groups
}

interface Group {
  readonly documents: CollectionDocument[]
  bytes: number
}

function bytesOf({ name, text }: CollectionDocument): number {
  return Buffer.byteLength(name) + Buffer.byteLength(text)
}
