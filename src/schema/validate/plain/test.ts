import { canonicalJson, isJsonObject, type JsonObject, type JsonValue } from '../../../model/index.ts'

/** Whether a value suits. */
export type Test = (value: JsonValue) => boolean

/** What tests are made with. */
export interface Making {
  readonly document: JsonObject
  /** The test of a subschema; throws `NotPlain` where it says what is not known here. */
  readonly test: (subschema: JsonValue | undefined) => Test
}

/** Makes the test of a keyword of a subschema; none where it asks for nothing. */
export type MakeTest = (node: JsonObject, making: Making) => Test | undefined

/** A schema says what is left to Ajv: to judge, or to refuse. */
export class NotPlain extends Error {}

/** What a keyword says, where that is a number. */
export function numberOf(node: JsonObject, keyword: string): number {
  const value = node[keyword]
  if (typeof value !== 'number') throw new NotPlain()
  return value
}

/** What a keyword says, where that is a text. */
export function textOf(node: JsonObject, keyword: string): string {
  const value = node[keyword]
  if (typeof value !== 'string') throw new NotPlain()
  return value
}

/** A list with something in it. */
export function listOf(node: JsonObject, keyword: string): readonly JsonValue[] {
  const value = node[keyword]
  if (!Array.isArray(value) || value.length === 0) throw new NotPlain()
  return value
}

/** A list of texts. */
export function namesOf(value: JsonValue | undefined): readonly string[] {
  if (!Array.isArray(value) || !value.every((name) => typeof name === 'string')) throw new NotPlain()
  return value as readonly string[] // each was looked at
}

/** The members of an object, none of which has the name that Ajv passes over. */
export function membersOf(node: JsonObject, keyword: string): readonly (readonly [string, JsonValue])[] {
  const value = node[keyword]
  if (!isJsonObject(value) || Object.hasOwn(value, '__proto__')) throw new NotPlain()
  return Object.entries(value) as [string, JsonValue][]
}

/** The same for equal values, and for no others. */
export function comparable(value: JsonValue): JsonValue {
  if (typeof value === 'string') return `"${value}`
  return typeof value === 'object' && value !== null ? canonicalJson(value) : value
}
