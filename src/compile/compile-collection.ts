import {
  type AuthoredCollection,
  type CollectionDocument,
  type Diagnostic,
  type GenerationShards,
  sha256,
} from '../model/index.ts'
import { encodeDocuments, encodeGeneration, shardDigits } from '../records/index.ts'
import type { Schema } from '../schema/index.ts'
import { readMembers } from './read-members.ts'

/** A collection after defaults and validation; the same file and schema give the same generation. */
export interface CompiledCollection {
  readonly authored: AuthoredCollection
  /** By name, with the line of the file that holds each. Empty where there are errors. */
  readonly members: ReadonlyMap<string, LocatedMember>
  readonly generation: string
  readonly shards: GenerationShards
  /** The members of each shard, sorted by name. */
  readonly shardMembers: ReadonlyMap<string, readonly CollectionDocument[]>
  readonly bytes: number
  readonly diagnostics: readonly Diagnostic[]
}

/** A document of a collection and where it stands. */
export interface LocatedMember extends CollectionDocument {
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
  const { members, diagnostics } = await readMembers({ file: authored.file, text, schema })
  const soundMembers = diagnostics.length === 0 ? members : new Map<string, LocatedMember>()
  const shardMembers = groupMembers([...soundMembers.values()])
  const shards: { [digits: string]: string } = {}
  for (const [digits, group] of shardMembers) shards[digits] = sha256(encodeDocuments(group))
  const bytes = [...soundMembers.values()].reduce((sum, member) => sum + bytesOf(member), 0)
  const { generation } = encodeGeneration(shards)
  return { authored, members: soundMembers, generation, shards, shardMembers, bytes, diagnostics }
}

/** So many shards that none is too large to be one value in etcd; one change rewrites one of them. */
function groupMembers(members: readonly LocatedMember[]): Map<string, CollectionDocument[]> {
  for (let digits = 0; ; digits++) {
    const groups = groupBy(members, digits)
    const largest = Math.max(0, ...[...groups.values()].map(({ bytes }) => bytes))
    if (largest <= shardBytes || digits === mostDigits) {
      return new Map(
        [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, group]) => [name, group.members]),
      )
    }
  }
}

function groupBy(members: readonly LocatedMember[], digits: number): Map<string, Group> {
  const groups = new Map<string, Group>()
  for (const member of members) {
    const name = digits === 0 ? '' : shardDigits(member.name, digits)
    const group = groups.get(name) ?? { members: [], bytes: 0 }
    group.members.push(member)
    group.bytes += bytesOf(member)
    groups.set(name, group)
  }
  return groups
}

interface Group {
  readonly members: CollectionDocument[]
  bytes: number
}

function bytesOf({ name, text }: CollectionDocument): number {
  return Buffer.byteLength(name) + Buffer.byteLength(text)
}
