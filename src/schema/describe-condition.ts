import { isJsonObject, type JsonObject, type JsonValue, readablePointer, valueAt } from '../model/index.ts'
import { describeValue } from './describe-type.ts'
import type { Schema } from './schema.ts'

/** Why a conditional rule applies: `deployment.mode is "dual"`. Undefined where no condition leads to the subschema. */
export function describeCondition(schema: Schema, schemaPointer: string): string | undefined {
  const match = /^(.*)\/(then|else)(?:\/|$)/.exec(schemaPointer)
  if (match === null) return undefined
  const [, holder = '', branch] = match
  const stated = valueAt(schema.document, `${holder}/${branch}/$comment`)
  if (typeof stated === 'string') return stated
  const condition = valueAt(schema.document, `${holder}/if`)
  if (!isJsonObject(condition)) return undefined
  const clauses = clausesOf(condition, '')
  if (clauses.length === 0) return undefined
  return branch === 'then' ? clauses.join(' and ') : `not: ${clauses.join(' and ')}`
}

function clausesOf(condition: JsonObject, pointer: string): string[] {
  const name = readablePointer(pointer)
  const choices = condition.enum
  const own = [
    condition.const !== undefined && `${name} is ${describeValue(condition.const)}`,
    Array.isArray(choices) &&
      `${name} is one of ${choices.map((each: JsonValue) => describeValue(each)).join(', ')}`,
  ].filter((clause) => clause !== false)
  const properties = condition.properties
  if (!isJsonObject(properties)) return own
  const members = Object.entries(properties).flatMap(([member, node]) =>
    isJsonObject(node) ? clausesOf(node, `${pointer}/${member}`) : [],
  )
  return [...own, ...members]
}
