import { readGeneration, readShards } from '../../apply/index.ts'
import { memberProvenance } from '../../compile/index.ts'
import {
  type CollectionDocument,
  type DesiredCollection,
  type DesiredEntry,
  isPointerKey,
  type JsonValue,
  type Provenance,
  pointerKey,
  publishedKeys,
  sha256,
  valueAt,
} from '../../model/index.ts'
import { decodeGenerationPointer, digitsOf, shardDigits } from '../../records/index.ts'
import type { CompiledOpenEnvironment } from '../environment/with-environment.ts'

import { usageFailure } from '../failure.ts'
import { compileAgain } from '../plan/plan-collections.ts'
import type { SpellCommand } from '../spell-command.ts'
import { readCollectionFile } from '../workspace/read-collections.ts'
import type { Explained, StoredValue } from './explained.ts'
import { lastChange } from './last-change.ts'

/** The document of a published collection that `target` (KEY#/pointer) names; undefined where it names none. */
export async function findMember(
  target: string,
  open: CompiledOpenEnvironment,
  spell: SpellCommand,
): Promise<Explained | undefined> {
  const { key, pointer } = splitTarget(target)
  const collection = open.desired.collections?.find(({ fullPrefix }) => key.startsWith(fullPrefix))
  if (collection === undefined || isPointerKey(key)) return undefined
  const name = key.slice(collection.fullPrefix.length)
  const { documents } = await compileAgain(
    { directory: open.directory, schemas: open.workspace.schemas },
    collection,
  )
  const member = documents.get(name)
  if (member === undefined) throw notThere(name, collection)
  const document = JSON.parse(member.text) as JsonValue // canonical JSON
  const value = valueAt(document, pointer)
  if (value === undefined)
    throw usageFailure(`${key} has no ${pointer}`, `what is there: ${spell(`explain ${key}`)}`)
  return {
    entry: entryOf(key, member, collection),
    pointer,
    value,
    provenance: await provenanceOf(open.directory, collection, member.line),
    readStore: () => readMember(open, { collection, name, pointer }),
  }
}

/** A name may hold '#': only before a JSON pointer, or at the end, it parts the two. */
function splitTarget(target: string): { readonly key: string; readonly pointer: string } {
  const [, key = target, pointer = ''] = /^(.*?)#(\/.*)?$/.exec(target) ?? []
  return { key, pointer }
}

function notThere(name: string, { file, keys }: DesiredCollection) {
  const count = keys.toLocaleString('en')
  return usageFailure(`no document ${name} among the ${count} of ${file}`, 'they are the "key" of each line')
}

function entryOf(
  key: string,
  { text }: CollectionDocument,
  { component, schema }: DesiredCollection,
): DesiredEntry {
  return { key, component, schema, value: JSON.parse(text) as JsonValue, text, sha256: sha256(text) }
}

async function provenanceOf(
  directory: string,
  collection: DesiredCollection,
  line: number,
): Promise<Provenance> {
  const read = await readCollectionFile(directory, collection.file)
  const lines = 'text' in read ? read.text.split('\n') : [] // compiled a moment ago
  return memberProvenance(collection, { text: lines[line - 1] ?? '', number: line })
}

/** What the generation that counts holds, and the apply that made it count: nothing is kept of a single document. */
async function readMember(
  { store, environment }: CompiledOpenEnvironment,
  place: { readonly collection: DesiredCollection; readonly name: string; readonly pointer: string },
): Promise<StoredValue> {
  const { fullPrefix } = place.collection
  const { kvs, revision } = await store.range({ key: pointerKey(fullPrefix) })
  const pointer = decodeGenerationPointer(kvs[0]?.value)
  const keys = publishedKeys(environment.prefix, fullPrefix)
  const last = await lastChange(store, environment, {
    key: pointerKey(fullPrefix),
    pointer: '',
    keysAt: () => ({ keys: [] }),
  })
  const shards = pointer && (await readGeneration(store, keys, pointer.generation))
  const shard = shards?.[shardDigits(place.name, digitsOf(shards))]
  const stored = { revision, ...last }
  for await (const members of readShards(store, keys, shard === undefined ? [] : [shard])) {
    const value = Object.hasOwn(members, place.name) ? members[place.name] : undefined
    const now = value === undefined ? undefined : valueAt(value, place.pointer)
    if (now !== undefined) return { ...stored, now }
  }
  return stored
}
