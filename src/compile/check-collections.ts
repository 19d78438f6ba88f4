import { type AuthoredCollection, type Diagnostic, type LoadedWorkspace, nearest } from '../model/index.ts'
import type { Schema } from '../schema/index.ts'

/** What is wrong with the declarations of a workspace's collections, before any file is read. */
export function checkCollections(
  { collections = [], documents, managedPrefixes }: LoadedWorkspace,
  schemas: ReadonlyMap<string, Schema>,
): Diagnostic[] {
  return collections.flatMap((collection, index) => [
    ...problemsOfPrefix(collection, managedPrefixes),
    ...problemsOfFile(collection),
    ...problemsOfSchema(collection, [...schemas.keys()]),
    ...collections.slice(0, index).flatMap((other) => problemsOfOverlap(collection, other)),
    ...documents
      .filter(({ key }) => key.startsWith(collection.prefix))
      .slice(0, 1)
      .map(({ key }) =>
        problem(
          collection,
          'duplicate-key',
          `${key} lies in the collection ${collection.prefix}`,
          'give it a key elsewhere',
        ),
      ),
  ])
}

function problemsOfPrefix(collection: AuthoredCollection, managedPrefixes: readonly string[]): Diagnostic[] {
  const { prefix } = collection
  if (!/^\/.+\/$/.test(prefix)) {
    return [
      problem(
        collection,
        'wrong-key',
        `"${prefix}" is no prefix of a collection`,
        'begin and end it with "/"',
      ),
    ]
  }
  if (managedPrefixes.some((managed) => prefix.startsWith(managed))) return []
  const message = `the collection ${prefix} lies outside the managed prefixes ${managedPrefixes.join(', ')}`
  return [problem(collection, 'wrong-key', message, 'choose a prefix under one of them')]
}

/** Files under configs/ are among the sources: what they hold is hashed, cached and named in the plan. */
function problemsOfFile(collection: AuthoredCollection): Diagnostic[] {
  const { file } = collection
  const isInside =
    file.startsWith('configs/') && !file.split('/').some((part) => part === '..' || part === '')
  if (isInside) return []
  return [
    problem(
      collection,
      'collection-file',
      `the file "${file}" does not lie under configs/`,
      'name it as configs/feeds/NAME.jsonl',
    ),
  ]
}

function problemsOfSchema(collection: AuthoredCollection, names: readonly string[]): Diagnostic[] {
  const { schema, prefix } = collection
  if (names.includes(schema)) return []
  const meant = nearest(schema, names)
  return [
    problem(
      collection,
      'schema-missing',
      `${prefix} has no schema: schemas/${schema}.schema.json is not there`,
      meant === undefined ? `write schemas/${schema}.schema.json` : `did you mean ${meant}?`,
    ),
  ]
}

function problemsOfOverlap(collection: AuthoredCollection, other: AuthoredCollection): Diagnostic[] {
  const isApart = !collection.prefix.startsWith(other.prefix) && !other.prefix.startsWith(collection.prefix)
  if (isApart) return []
  return [
    problem(
      collection,
      'duplicate-key',
      `the collections ${other.prefix} and ${collection.prefix} overlap`,
      'give them prefixes apart',
    ),
  ]
}

function problem(
  { at }: AuthoredCollection,
  ...[code, message, help]: [Diagnostic['code'], string, string]
): Diagnostic {
  return { code, severity: 'error', message, ...(at && { at }), help }
}
