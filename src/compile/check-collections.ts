import { type AuthoredCollection, type Diagnostic, type LoadedWorkspace, nearest } from '../model/index.ts'
import type { Schema } from '../schema/index.ts'

/** What is wrong with the declarations of a workspace's collections, before any file is read. */
export function checkCollections(
  { collections = [], documents, managedPrefixes }: LoadedWorkspace,
  schemas: ReadonlyMap<string, Schema>,
): Diagnostic[] {
  return collections.flatMap((collection, index) => {
    const inside = documents.find(({ key }) => key.startsWith(collection.prefix))
    const complaints = [
      ...complaintsOfPrefix(collection, managedPrefixes),
      ...complaintsOfFile(collection),
      ...complaintsOfSchema(collection, [...schemas.keys()]),
      ...complaintsOfOverlap(collection, collections.slice(0, index)),
      ...(inside === undefined ? [] : [within(inside.key, collection)]),
    ]
    return complaints.map((complaint) => ({ severity: 'error', ...at(collection), ...complaint }))
  })
}

/** A finding about one declaration; its place is that of the declaration. */
type Complaint = Required<Pick<Diagnostic, 'code' | 'message' | 'help'>>

function at({ at: place }: AuthoredCollection): Pick<Diagnostic, 'at'> {
  return place === undefined ? {} : { at: place }
}

function complaintsOfPrefix({ prefix }: AuthoredCollection, managedPrefixes: readonly string[]): Complaint[] {
  if (!/^\/.+\/$/.test(prefix)) {
    const message = `"${prefix}" is not a prefix of a collection`
    return [{ code: 'wrong-key', message, help: 'begin and end it with "/"' }]
  }
  if (managedPrefixes.some((managed) => prefix.startsWith(managed))) return []
  const message = `the collection ${prefix} lies outside the managed prefixes ${managedPrefixes.join(', ')}`
  return [{ code: 'wrong-key', message, help: 'choose a prefix under one of them' }]
}

/** Files under configs/ are among the sources: what they hold is hashed, cached and named in the plan. */
function complaintsOfFile({ file }: AuthoredCollection): Complaint[] {
  const isInside =
    file.startsWith('configs/') && !file.split('/').some((part) => part === '..' || part === '')
  if (isInside) return []
  const message = `the file "${file}" does not lie under configs/`
  return [{ code: 'collection-file', message, help: 'name it as configs/feeds/NAME.jsonl' }]
}

function complaintsOfSchema({ schema, prefix }: AuthoredCollection, names: readonly string[]): Complaint[] {
  if (names.includes(schema)) return []
  const nearestName = nearest(schema, names)
  const message = `${prefix} has no schema: schemas/${schema}.schema.json is not there`
  const help =
    nearestName === undefined ? `write schemas/${schema}.schema.json` : `did you mean ${nearestName}?`
  return [{ code: 'schema-missing', message, help }]
}

function complaintsOfOverlap(
  { prefix }: AuthoredCollection,
  others: readonly AuthoredCollection[],
): Complaint[] {
  const overlapping = others.filter(
    (other) => prefix.startsWith(other.prefix) || other.prefix.startsWith(prefix),
  )
  return overlapping.map((other) => ({
    code: 'duplicate-key',
    message: `the collections ${other.prefix} and ${prefix} overlap`,
    help: 'give them prefixes apart',
  }))
}

function within(key: string, { prefix }: AuthoredCollection): Complaint {
  const message = `${key} lies in the collection ${prefix}`
  return { code: 'duplicate-key', message, help: 'give it a key elsewhere' }
}
