import type { Diagnostic, JsonValue } from '../model/index.ts'
import { matches } from './patterns/known-patterns.ts'
import { placeInSchema } from './place-in-schema.ts'
import { findKeyword, type Position, positionAt, unionsOf } from './position.ts'
import { scanJson } from './scan-json.ts'
import type { Schema } from './schema.ts'
import { allSubschemas } from './subschemas.ts'

/**
 * Where a schema relies on a difference that the JSON libraries of C++ do not make: for components that read documents
 * by themselves, without the generated header. What they make of each value: docs/json-readers.md, by test.
 */
export function readerDifferences(schema: Schema): readonly Diagnostic[] {
  const found = known.get(schema) ?? findDifferences(schema)
  known.set(schema, found)
  return found
}

const known = new WeakMap<Schema, readonly Diagnostic[]>()

function findDifferences(schema: Schema): readonly Diagnostic[] {
  const differences = allSubschemas(schema.document).flatMap(({ pointer, node }): Difference[] => {
    // What is referred to is told where it stands.
    const declares = [node.type, node.anyOf, node.oneOf].some((each) => each !== undefined)
    if (!declares || isRestriction(pointer)) return []
    const position = positionAt(schema, pointer)
    const difference = beyondIntegers(position) ?? nullAsZero(schema, position)
    return difference === undefined ? [] : [{ at: pointer, ...difference }]
  })
  const isWithin = ({ at }: Difference): boolean =>
    differences.some((other) => ['/anyOf/', '/oneOf/'].some((union) => at.startsWith(other.at + union)))
  const outermost = differences.filter((each) => !isWithin(each))
  return [...outermost, ...spelledFractions(schema)].map(({ at, message, help }) => ({
    code: 'read-otherwise',
    severity: 'warning',
    message: `${at === '' ? 'the document' : at} ${message}`,
    at: placeInSchema(schema, at),
    help: `${help} (docs/json-readers.md)`,
  }))
}

interface Difference {
  readonly at: string
  readonly message: string
  readonly help: string
}

type Told = Pick<Difference, 'message' | 'help'>

/** What only restricts a value that is declared elsewhere. */
function isRestriction(pointer: string): boolean {
  return /\/(allOf|if|then|else|not|contains|propertyNames|dependentSchemas)(\/|$)/.test(pointer)
}

function beyondIntegers(position: Position): Told | undefined {
  if (!typesOf(position).includes('integer')) return undefined
  const { low, high } = boundsOf(position)
  if (low >= -(2 ** 53) && high <= 2 ** 53) return undefined
  return {
    message:
      'allows integers beyond 2^53, of which JSON libraries of C++ read other digits, or floating point',
    help: 'give it a minimum and a maximum within 2^53, or make it a text',
  }
}

function boundsOf(position: Position): { low: number; high: number } {
  const values = (keyword: string): number[] =>
    position.flatMap(({ node }) => (typeof node[keyword] === 'number' ? [node[keyword] as number] : []))
  const listed = position.flatMap(({ node }) => choicesOf(node.const, node.enum))
  const numbers = listed.filter((value) => typeof value === 'number')
  if (listed.length > 0) return { low: Math.min(0, ...numbers), high: Math.max(0, ...numbers) }
  return {
    low: Math.max(Number.NEGATIVE_INFINITY, ...values('minimum'), ...values('exclusiveMinimum')),
    high: Math.min(Number.POSITIVE_INFINITY, ...values('maximum'), ...values('exclusiveMaximum')),
  }
}

function choicesOf(constant: JsonValue | undefined, list: JsonValue | undefined): readonly JsonValue[] {
  if (constant !== undefined) return [constant]
  return Array.isArray(list) ? list : []
}

/** jsoncpp's asInt(), asString() and asBool() of null are 0, "" and false: where the schema allows those too. */
function nullAsZero(schema: Schema, position: Position): Told | undefined {
  if (!allows(schema, position, null)) return undefined
  const same = [0, '', false].find((value) => allows(schema, position, value))
  if (same === undefined) return undefined
  const text = JSON.stringify(same)
  return {
    message: `allows null beside ${text}, which jsoncpp reads as the same`,
    help: 'allow one of the two, or have the component ask isNull() before it reads',
  }
}

const kinds = { boolean: ['boolean'], string: ['string'], number: ['integer', 'number'], object: ['null'] }

/** True where the position declares the type of a value and does not exclude it: 0, "", false or null. */
function allows(schema: Schema, position: Position, value: number | string | boolean | null): boolean {
  const branches = unionsOf(schema, position).flat()
  const types = typesOf(position)
  const isDeclared = kinds[typeof value as keyof typeof kinds].some((type) => types.includes(type))
  const isInBranch = branches.some((branch) => branch.length > 0 && allows(schema, branch, value))
  if (branches.length > 0 ? !isInBranch : !isDeclared) return false
  const lists = position
    .map(({ node }) => choicesOf(node.const, node.enum))
    .filter(({ length }) => length > 0)
  if (!lists.every((list) => list.includes(value))) return false
  if (typeof value === 'number') {
    const { low, high } = boundsOf(position)
    const isExcluded = position.some(
      ({ node }) => node.exclusiveMinimum === value || node.exclusiveMaximum === value,
    )
    return low <= value && value <= high && !isExcluded
  }
  if (typeof value !== 'string') return true
  return position.every(
    ({ node }) =>
      !(typeof node.minLength === 'number' && node.minLength > 0) &&
      !(typeof node.pattern === 'string' && !matches(node.pattern, '')),
  )
}

function typesOf(position: Position): string[] {
  return [findKeyword(position, 'type')?.value ?? []].flat().map(String)
}

/** `1.0` in a default or a choice: what is written is 1, which nlohmann-json calls an integer. */
function spelledFractions(schema: Schema): Difference[] {
  if (!/\d\.0/.test(schema.text)) return []
  const scan = scanJson(schema.text)
  if (scan.kind === 'broken') return []
  return [...scan.spans].flatMap(([at, { start, end }]) => {
    const text = schema.text.slice(start, end)
    if (!/^-?\d+\.0+$/.test(text) || !/\/(default|const|enum\/\d+)(\/|$)/.test(at)) return []
    const written = String(Number(text))
    const message = `says ${text}; ${written} is what is written, and nlohmann-json calls it an integer`
    return [{ at, message, help: `write ${written}, and have the component ask is_number()` }]
  })
}
