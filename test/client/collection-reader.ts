import type { PublishedProblem, PublishedReading, UnifiedEtcdClient } from '../../src/client/index.ts'
import type { JsonObject, JsonValue } from '../../src/model/index.ts'
import { collectionPrefix } from '../apply/collections/collections.ts'
import { profileSchema } from '../schema/schema-of.ts'

/** The collection as a component names it, and its schema. */
export const collection = { prefix: collectionPrefix, schema: 'blocked' }
export const schemas = {
  blocked: profileSchema({ properties: { n: { type: 'integer', minimum: 0, maximum: 99 } } }) as JsonObject,
}

/** Watches a collection and keeps everything that is told. */
export async function watch(
  client: UnifiedEtcdClient,
  name: Parameters<UnifiedEtcdClient['watchPublished']>[0] = collection,
): Promise<{ readings: PublishedReading<JsonValue>[]; problems: PublishedProblem[] }> {
  const seen = { readings: [] as PublishedReading<JsonValue>[], problems: [] as PublishedProblem[] }
  await client.watchPublished(
    name,
    (reading) => seen.readings.push(reading),
    (problem) => seen.problems.push(problem),
  )
  return seen
}
