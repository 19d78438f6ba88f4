import { isJsonObject, type JsonObject, type JsonValue, jsonType } from '../../model/index.ts'
import { findKeyword, memberNames, memberPosition, type Position, unionsOf } from '../position.ts'
import type { Schema } from '../schema.ts'

/** The position with, of each of its unions, the branch that fits the value best; the first of equals. */
export function chooseBranches(schema: Schema, position: Position, value: JsonValue): Position {
  const unions = unionsOf(schema, position)
  if (unions.length === 0) return position
  const chosen = unions.map((branches) => bestBranch(schema, branches, value))
  return [...position, ...chosen.flatMap((branch) => chooseBranches(schema, branch, value))]
}

function bestBranch(schema: Schema, branches: readonly Position[], value: JsonValue): Position {
  let best: { branch: Position; misfit: number } | undefined
  for (const branch of branches) {
    const misfit = misfitOf(schema, branch, value)
    if (best === undefined || misfit < best.misfit) best = { branch, misfit }
  }
  return best?.branch ?? []
}

/** How badly a value fits: another type, then a tag with another value, then unknown and missing members. */
function misfitOf(schema: Schema, branch: Position, value: JsonValue): number {
  if (!allowsType(branch, value)) return 1_000_000
  if (!isJsonObject(value)) return 0
  const branchNames = memberNames(branch)
  const wrongTags = branchNames.filter(
    (name) => !allowsTag(memberPosition(schema, branch, name), value, name),
  )
  const isClosed = findKeyword(branch, 'additionalProperties')?.value === false
  const unknown = isClosed ? Object.keys(value).filter((name) => !branchNames.includes(name)) : []
  const required = findKeyword(branch, 'required')?.value
  const missing = (Array.isArray(required) ? required : []).filter(
    (name) => !Object.hasOwn(value, String(name)),
  )
  return wrongTags.length * 1000 + unknown.length * 10 + missing.length
}

function allowsType(branch: Position, value: JsonValue): boolean {
  const type = findKeyword(branch, 'type')?.value
  if (type === undefined) return true
  const actual = jsonType(value)
  return [type].flat().some((allowed) => allowed === actual || (allowed === 'integer' && actual === 'number'))
}

function allowsTag(member: Position, value: JsonObject, name: string): boolean {
  const actual = value[name]
  if (actual === undefined) return true
  const constant = findKeyword(member, 'const')
  if (constant !== undefined) return constant.value === actual
  const choices = findKeyword(member, 'enum')?.value
  return !Array.isArray(choices) || choices.includes(actual)
}
