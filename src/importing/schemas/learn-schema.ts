import { isSecretReference, type JsonObject, type JsonValue } from '../../model/index.ts'
import type { SecretType } from '../secrets/find-secrets.ts'
import { wordsOfName } from '../secrets/secret-names.ts'
import { areFreeNames } from './free-names.ts'

/** What only somebody who knows the component can answer; `appia check` counts what is left open. */
const questions = {
  bounds: 'least and greatest value?',
  elements: 'what are the elements?',
  notNull: 'what may it be besides null?',
  choices: 'other values?',
  names: 'are the names free to choose?',
  effects: 'which values take effect while it runs (x-effect: live), which have none (none)?',
} as const

/** What secrets are in the samples, by their names. */
export type SecretTypes = ReadonlyMap<string, ReadonlySet<SecretType>>

/** A draft of the schema that all samples fit: closed, and with a question wherever samples cannot tell. */
export function learnSchema(
  name: string,
  samples: readonly JsonValue[],
  secrets: SecretTypes = new Map(),
): JsonObject {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: name,
    $comment: 'A draft, learned from what was imported: answer each x-question, then remove it',
    'x-effect': 'restart',
    ...learnRoot(samples, secrets),
  }
}

function learnRoot(samples: readonly JsonValue[], secrets: SecretTypes): JsonObject {
  const { 'x-question': own, ...learned } = learn(samples, '', secrets)
  return { 'x-question': own === undefined ? questions.effects : `${own} ${questions.effects}`, ...learned }
}

type Kind = 'boolean' | 'integer' | 'number' | 'string' | 'array' | 'object' | 'null' | 'secret'

/** `member` is the name that the values have. */
function learn(values: readonly JsonValue[], member: string, secrets: SecretTypes): JsonObject {
  const byKind = groupByKind(values)
  const of = (kind: Kind) => byKind.get(kind) ?? []
  if (byKind.has('secret')) return learnSecret(of('secret'), secrets)
  const numbers = [...of('integer'), ...of('number')] as number[]
  const parts = [
    of('object').length > 0 ? learnObject(of('object') as JsonObject[], secrets) : undefined,
    of('array').length > 0 ? learnList(of('array') as JsonValue[][], member, secrets) : undefined,
    of('string').length > 0 ? learnText(of('string') as string[]) : undefined,
    numbers.length > 0 ? learnNumber(numbers, member) : undefined,
    of('boolean').length > 0 ? { type: 'boolean' } : undefined,
    of('null').length > 0 ? learnNull(values) : undefined,
  ].filter((part) => part !== undefined)
  return parts.length === 1 ? (parts[0] as JsonObject) : mergeKinds(parts)
}

/** A secret is what it was; nothing else is said of its value. */
function learnSecret(values: readonly JsonValue[], secrets: SecretTypes): JsonObject {
  const names = values.flatMap((value) => (isSecretReference(value) ? [value.$secret] : []))
  const types = new Set(names.flatMap((name) => [...(secrets.get(name) ?? ['string' as const])]))
  // Of integers and other numbers, the schema asks for the latter.
  if (types.has('number')) types.delete('integer')
  const bounds = { minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER }
  return { type: [...[...types].sort(), 'null'], ...(types.has('integer') && bounds), 'x-secret': 'plain' }
}

function groupByKind(values: readonly JsonValue[]): Map<Kind, JsonValue[]> {
  const groups = new Map<Kind, JsonValue[]>()
  for (const value of values) {
    const group = groups.get(kindOf(value))
    if (group === undefined) groups.set(kindOf(value), [value])
    else group.push(value)
  }
  return groups
}

function kindOf(value: JsonValue): Kind {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  if (isSecretReference(value)) return 'secret'
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number'
  return typeof value as 'boolean' | 'string' | 'object'
}

/** Each keyword speaks of one type only, so that those of all stand side by side; choices would speak of all. */
function mergeKinds(parts: readonly JsonObject[]): JsonObject {
  const types = parts.flatMap(({ type }) => (type === undefined ? [] : [type].flat()))
  const asked = parts.flatMap((part) => part['x-question'] ?? [])
  const merged: Record<string, JsonValue> = { type: types }
  for (const { type: _type, enum: _choices, 'x-question': _question, ...rest } of parts)
    Object.assign(merged, rest)
  if (asked.length > 0) merged['x-question'] = [...new Set(asked)].join(' ')
  return merged
}

function learnObject(objects: readonly JsonObject[], secrets: SecretTypes): JsonObject {
  const names = [...new Set(objects.flatMap((each) => Object.keys(each)))]
  if (areFreeNames(objects)) {
    const values = objects.flatMap((each) => Object.values(each))
    return { type: 'object', additionalProperties: learn(values, '', secrets), 'x-question': questions.names }
  }
  const required = names.filter((name) => objects.every((each) => Object.hasOwn(each, name)))
  const properties = names.map((name) => {
    const values = objects.flatMap((each) => (Object.hasOwn(each, name) ? [each[name] as JsonValue] : []))
    return [name, learn(values, name, secrets)]
  })
  return {
    type: 'object',
    additionalProperties: false,
    ...(required.length > 0 && { required }),
    properties: Object.fromEntries(properties) as JsonObject,
  }
}

function learnList(
  lists: readonly (readonly JsonValue[])[],
  member: string,
  secrets: SecretTypes,
): JsonObject {
  const elements = lists.flat()
  if (elements.length === 0) return { type: 'array', items: {}, 'x-question': questions.elements }
  return { type: 'array', items: learn(elements, member, secrets) }
}

const mostChoices = 8

/** Texts become choices only where each of a few words was seen again. */
function learnText(texts: readonly string[]): JsonObject {
  const counts = new Map<string, number>()
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1)
  const isRepeated =
    counts.size > 1 && counts.size <= mostChoices && [...counts.values()].every((count) => count > 1)
  if (!isRepeated || ![...counts.keys()].every((text) => /^[A-Za-z][\w-]{0,31}$/.test(text)))
    return { type: 'string' }
  return { type: 'string', enum: [...counts.keys()].sort(), 'x-question': questions.choices }
}

function learnNumber(numbers: readonly number[], member: string): JsonObject {
  if (!numbers.every(Number.isInteger)) return { type: 'number' }
  const [least, greatest] = extremes(numbers)
  const isPort =
    ['port', 'ports'].includes(wordsOfName(member).at(-1) ?? '') && least >= 0 && greatest <= 65_535
  if (isPort) return { type: 'integer', minimum: Math.min(least, 1), maximum: 65_535 }
  return {
    type: 'integer',
    minimum: least < 0 ? Number.MIN_SAFE_INTEGER : 0,
    maximum: Number.MAX_SAFE_INTEGER,
    'x-question': questions.bounds,
  }
}

/** Least and greatest; a call takes only so many arguments. */
function extremes(numbers: readonly number[]): [number, number] {
  return numbers.reduce<[number, number]>(
    ([least, greatest], each) => [Math.min(least, each), Math.max(greatest, each)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  )
}

function learnNull(values: readonly JsonValue[]): JsonObject {
  const isAlone = values.every((each) => each === null)
  return isAlone ? { type: 'null', 'x-question': questions.notNull } : { type: 'null' }
}
