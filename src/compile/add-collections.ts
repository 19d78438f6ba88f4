import {
  type CompiledEnvironment,
  canonicalJson,
  type DesiredCollection,
  type DesiredEntry,
  type GenerationPointer,
  type Origin,
  type Provenance,
  pointerKey,
  sha256,
} from '../model/index.ts'
import type { CompiledCollection } from './compile-collection.ts'

/** The environment with its collections: each is a pointer among the entries, and a generation that it names. */
export function addCollections(
  compiled: CompiledEnvironment,
  collections: readonly CompiledCollection[],
): CompiledEnvironment {
  const { desired, provenance } = compiled
  if (desired === undefined || collections.length === 0) return compiled
  const desiredCollections = collections.map((collection) =>
    desiredCollection(collection, desired.environment.prefix),
  )
  const entries = [...desired.entries, ...desiredCollections.map(entryOf)]
  return {
    ...compiled,
    desired: {
      ...desired,
      entries: entries.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)),
      collections: desiredCollections,
    },
    provenance: new Map([
      ...provenance,
      ...desiredCollections.map((each) => [keyOf(each), provenanceOf(each)] as const),
    ]),
  }
}

function desiredCollection(collection: CompiledCollection, environmentPrefix: string): DesiredCollection {
  const { authored, generation, shards, documents, bytes } = collection
  const fullPrefix = environmentPrefix + authored.prefix
  return { ...authored, fullPrefix, generation, shards, keys: documents.size, bytes }
}

function entryOf(collection: DesiredCollection): DesiredEntry {
  const { component, generation, keys, bytes } = collection
  const value = { generation, keys, bytes } satisfies GenerationPointer
  const text = canonicalJson(value)
  return { key: keyOf(collection), component, schema: '', value, text, sha256: sha256(text) }
}

function keyOf({ fullPrefix }: DesiredCollection): string {
  return pointerKey(fullPrefix)
}

/** The whole file decides what the pointer says. */
function provenanceOf({ file }: DesiredCollection): Provenance {
  const at = { file, line: 1, column: 1 }
  const origin: Origin = { kind: 'computed', at, from: [at] }
  return new Map(['', '/generation', '/keys', '/bytes'].map((pointer) => [pointer, origin]))
}
