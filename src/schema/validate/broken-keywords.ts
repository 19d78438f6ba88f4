import type { JsonObject, JsonValue } from '../../model/index.ts'
import { positionAt } from '../position.ts'
import type { Schema } from '../schema.ts'
import { secretFormOf } from '../secret-mark.ts'
import { allSubschemas, mapSubschemas } from '../subschemas.ts'
import { checkerOf } from './checker.ts'
import { reduceViolations } from './reduce-violations.ts'

/** A keyword that a value does not suit. Says nothing of the value: it may be a secret. */
export interface BrokenKeyword {
  /** Where in the document. */
  readonly pointer: string
  /** Of the subschema that has the keyword. */
  readonly schemaPointer: string
  readonly keyword: string
  /** What the keyword says, where that is short: a number, a text, types. */
  readonly limit?: JsonValue
}

/**
 * What a document breaks in which an apply has put secrets: they are held against all that the schema says of them. What
 * is still a reference breaks no rule of its field: what is live stays there, and is not looked at.
 */
export async function brokenKeywords(schema: Schema, value: JsonValue): Promise<BrokenKeyword[]> {
  const filled = filledSchema(schema)
  const checker = await checkerOf(filled)
  const violations = checker.violations(value)
  if (violations.length === 0) return []
  const context = { schema: filled, checker, document: value, base: '', reduced: new Map() }
  return reduceViolations(context, violations).map(({ pointer, schemaPointer }) => {
    const violation = violations.find(
      (each) => each.schemaPointer === schemaPointer && each.error.instancePath === pointer,
    )
    const keyword = violation?.error.keyword ?? 'type'
    const [node] = positionAt(filled, schemaPointer)
    const limit = node?.node[keyword]
    const isTold = limit !== undefined && (keyword === 'type' || typeof limit !== 'object')
    return {
      pointer,
      schemaPointer: originalPointer(schema, schemaPointer),
      keyword,
      ...(isTold && { limit }),
    }
  })
}

const filledSchemas = new WeakMap<Schema, Schema>()

function filledSchema(schema: Schema): Schema {
  const known = filledSchemas.get(schema) ?? {
    ...schema,
    document: mapSubschemas(schema.document, unlessReference),
  }
  filledSchemas.set(schema, known)
  return known
}

function unlessReference(node: JsonObject): JsonObject {
  const { 'x-secret': mark, ...rest } = node
  if (secretFormOf(mark) === undefined) return node
  return { if: { type: 'object', required: ['$secret'] }, else: rest }
}

function originalPointer(schema: Schema, pointer: string): string {
  const secrets = allSubschemas(schema.document).filter(({ node }) => secretFormOf(node['x-secret']))
  const outer = secrets.find((each) => `${pointer}/`.startsWith(`${each.pointer}/else/`))
  return outer === undefined ? pointer : outer.pointer + pointer.slice(`${outer.pointer}/else`.length)
}
