import { canonicalJson, type JsonObject, sha256 } from '../model/index.ts'
import type { Schema } from './schema.ts'
import { mapSubschemas } from './subschemas.ts'

/** The sha256 of what a schema demands: its words for people do not count. Components tell which one they were built with. */
export function schemaHash({ document }: Pick<Schema, 'document'>): string {
  const demands = mapSubschemas(document, (node) => {
    const kept = Object.entries(node).filter(([keyword]) => !prose.includes(keyword))
    return Object.fromEntries(kept) as JsonObject
  })
  return sha256(canonicalJson(demands))
}

const prose = ['$id', '$comment', 'title', 'description', 'examples', 'x-effect', 'x-key']
