import { isJsonObject, type JsonObject, type JsonValue } from '../../model/index.ts'
import { findKeyword, memberPosition, type Position, positionAt } from '../position.ts'
import type { Schema } from '../schema.ts'
import { describeType, describeValue } from './describe-type.ts'
import { describeBounds, describeCount, describePattern, formatChoice } from './range.ts'

/** What a subschema asks of a value, after "must": `be a whole number`, `have at most 3 characters`. */
interface Demand {
  readonly verb: 'be' | 'have' | 'hold' | 'not'
  readonly rest: string
}

/** What a position asks for, in words; empty where there are none for it. */
function demandsOf(schema: Schema, position: Position): Demand[] {
  const choices = findKeyword(position, 'enum')?.value
  const constant = findKeyword(position, 'const')
  if (constant !== undefined) return [{ verb: 'be', rest: describeValue(constant.value) }]
  if (Array.isArray(choices)) return [{ verb: 'be', rest: choicesOf(choices) }]
  const type = findKeyword(position, 'type')?.value
  const step = findKeyword(position, 'multipleOf')?.value
  const members = membersOf(schema, position)
  const refused = findKeyword(position, 'not')
  const demands: [Demand['verb'], string | undefined][] = [
    ['be', type === undefined ? undefined : describeType(type)],
    ['be', describeBounds(position)],
    ['be', step === undefined ? undefined : `a multiple of ${step}`],
    ['be', describePattern(position)],
    ['have', describeCount(position, 'Length', 'character')],
    ['have', describeCount(position, 'Items', 'element')],
    ['have', describeCount(position, 'Properties', 'member')],
    ['hold', members === '' ? undefined : members],
    ['not', refused && describeDemand(schema, positionAt(schema, `${refused.pointer}/not`))],
  ]
  return demands.flatMap(([verb, rest]) => (rest === undefined ? [] : [{ verb, rest }]))
}

/** `be a string and have at most 3 characters`; undefined where there are no words. */
export function describeDemand(schema: Schema, position: Position): string | undefined {
  const demands = demandsOf(schema, position)
  const parts = demands.map(({ verb, rest }, index) =>
    demands[index - 1]?.verb === verb ? rest : `${verb} ${rest}`,
  )
  return parts.length === 0 ? undefined : parts.join(' and ')
}

const thirdPerson: Readonly<Record<Demand['verb'], string>> = {
  be: 'is',
  have: 'has',
  hold: 'holds',
  not: 'does not',
}

/** `is a string and has at most 3 characters`; undefined where there are no words. */
export function describeKind(schema: Schema, position: Position): string | undefined {
  const demands = demandsOf(schema, position)
  const parts = demands.map(({ verb, rest }) => `${thirdPerson[verb]} ${rest}`)
  return parts.length === 0 ? undefined : parts.join(' and ')
}

function choicesOf(choices: readonly JsonValue[]): string {
  return choices.length > 16 ? `one of ${choices.length} values` : choices.map(formatChoice).join(' or ')
}

/** `port and mode as "a"`: the names that are required, and the values that are asked for. */
function membersOf(schema: Schema, position: Position): string {
  const names = new Set(position.flatMap(({ node }) => [...requiredNames(node), ...fixedNames(node)]))
  return [...names]
    .map((name) => `${name}${fixedValue(memberPosition(schema, position, name))}`)
    .join(' and ')
}

function requiredNames({ required }: JsonObject): string[] {
  return Array.isArray(required) ? required.map(String) : []
}

function fixedNames({ properties }: JsonObject): string[] {
  if (!isJsonObject(properties)) return []
  return Object.entries(properties).flatMap(([name, node]) =>
    isJsonObject(node) && (node.const !== undefined || node.enum !== undefined) ? [name] : [],
  )
}

function fixedValue(member: Position): string {
  const constant = findKeyword(member, 'const')
  if (constant !== undefined) return ` as ${describeValue(constant.value)}`
  const choices = findKeyword(member, 'enum')?.value
  return Array.isArray(choices) ? ` as ${choicesOf(choices)}` : ''
}
