import {
  decodePointer,
  encodePointer,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  readablePointer,
  valueAt,
} from '../../model/index.ts'
import type { Schema } from '../schema.ts'
import { describeValue } from './describe-type.ts'

/** Why a conditional rule applies: `deployment.mode is "dual"`. Undefined where no condition leads to the subschema. */
export function describeCondition(schema: Schema, schemaPointer: string): string | undefined {
  const rule = conditionOf(schemaPointer)
  if (rule === undefined) return undefined
  const { holder, branch } = rule
  const stated = valueAt(schema.document, `${holder}/${branch}/$comment`)
  if (typeof stated === 'string') return stated
  const condition = valueAt(schema.document, `${holder}/if`)
  if (!isJsonObject(condition)) return undefined
  const clauses = clausesOf(condition, '')
  if (clauses.length === 0) return undefined
  return branch === 'then' ? clauses.join(' and ') : `not: ${clauses.join(' and ')}`
}

/** True when the condition that leads to the subschema holds only because the object lacks what it looks at. */
export function isVacuous(
  { schema, document }: { readonly schema: Schema; readonly document: JsonValue },
  { schemaPointer, pointer }: { readonly schemaPointer: string; readonly pointer: string },
): boolean {
  const condition = conditionOf(schemaPointer)
  if (condition === undefined) return false
  // Each `properties/<name>` below the branch is one step down in the value.
  const steps = condition.below.match(/\/properties\/[^/]+/g)?.length ?? 0
  const path = decodePointer(pointer)
  const object = valueAt(document, encodePointer(path.slice(0, path.length - steps)))
  const names = valueAt(schema.document, `${condition.holder}/if/properties`)
  return (
    isJsonObject(object) &&
    isJsonObject(names) &&
    Object.keys(names).some((name) => !Object.hasOwn(object, name))
  )
}

function conditionOf(
  schemaPointer: string,
): { readonly holder: string; readonly branch: string; readonly below: string } | undefined {
  const match = /^(.*)\/(then|else)(\/.*|)$/.exec(schemaPointer)
  if (match === null) return undefined
  const [, holder = '', branch = '', below = ''] = match
  return { holder, branch, below }
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
