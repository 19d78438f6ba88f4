import fc from 'fast-check'
import { encodePointer, isJsonObject, type JsonObject, type JsonValue } from '../../../src/model/index.ts'

/** What is done to one place of a document; the numbers choose the place, and of several values one. */
export interface Change {
  readonly place: number
  readonly kind: (typeof kinds)[number]
  readonly pick: number
}

const kinds = [
  ...['other-type', 'bound', 'number', 'text', 'case', 'remove', 'misspell', 'extra', 'repeat', 'many'],
  ...['deep', 'element', 'move', 'nothing'],
] as const

/** One to three changes, mostly one. */
export const changes: fc.Arbitrary<readonly Change[]> = fc.array(
  fc.record({ place: fc.nat(), kind: fc.constantFrom(...kinds), pick: fc.nat(1000) }),
  { minLength: 1, maxLength: 3, size: 'small' },
)

/** A document with changes made to it. */
export function changed(document: JsonValue, list: readonly Change[]): JsonValue {
  return list.reduce(changeOne, document)
}

function changeOne(document: JsonValue, change: Change): JsonValue {
  const places = allPlaces(document)
  const path = places[change.place % places.length] ?? []
  return rewrite(document, path, (value) => changeValue(value, change, document))
}

const placesByDocument = new WeakMap<object, (string | number)[][]>()

/** Of a document that many are made from, looked for once. */
function allPlaces(document: JsonValue): (string | number)[][] {
  if (typeof document !== 'object' || document === null) return [[]]
  const known = placesByDocument.get(document) ?? placesOf(document, [])
  placesByDocument.set(document, known)
  return known
}

function placesOf(value: JsonValue, path: readonly (string | number)[]): (string | number)[][] {
  const inside =
    typeof value !== 'object' || value === null
      ? []
      : Array.isArray(value)
        ? value.flatMap((each, index) => placesOf(each, [...path, index]))
        : Object.entries(value).flatMap(([name, each]) => placesOf(each as JsonValue, [...path, name]))
  return [[...path], ...inside]
}

function rewrite(
  value: JsonValue,
  path: readonly (string | number)[],
  change: (value: JsonValue) => JsonValue,
): JsonValue {
  const [step, ...rest] = path
  if (step === undefined) return change(value)
  if (Array.isArray(value)) {
    return value.map((each, index) => (index === step ? rewrite(each, rest, change) : each))
  }
  const entries = Object.entries(value as JsonObject)
  return Object.fromEntries(
    entries.map(([name, each]) => [name, name === step ? rewrite(each, rest, change) : each]),
  )
}

/** A document with another value at a pointer. */
export function rewriteAt(document: JsonValue, pointer: string, value: JsonValue): JsonValue {
  const path = allPlaces(document).find((each) => encodePointer(each) === pointer)
  if (path === undefined) throw new Error(`nothing at ${pointer}`)
  return rewrite(document, path, () => value)
}

const others: readonly JsonValue[] = [
  null,
  true,
  false,
  0,
  1,
  1.5,
  -1,
  '',
  'x',
  '1',
  'true',
  [],
  {},
  [[]],
  [null],
  { '': 0 },
]
const numbers: readonly number[] = [
  ...[
    0, -0, 1, -1, 0.5, 1e-7, 1e21, 1e-320, 5e-324, 1.7976931348623157e308, 0.1, 0.07, 0.075, 0.29, 100, 70000,
  ],
  ...[65535, 65536, -32768, -32769, 32768, 2147483647, 2147483648, 4294967295, 4294967296],
  ...[2 ** 53 - 1, 2 ** 53, 2 ** 53 + 2, -(2 ** 53), 2 ** 63, 2 ** 64, 2 ** 64 - 2048, -(2 ** 63)],
]
const texts: readonly string[] = [
  ...[
    '',
    'a',
    '😀',
    '😀'.repeat(40),
    'é'.repeat(16),
    '\u0000',
    'line\nend',
    'end\n',
    '\u2028',
    '\ud7ff',
    '\uffff',
  ],
  ...['__proto__', 'constructor', '"quoted\\"', '/a~b', ' lead', 'x'.repeat(300), 'ſK', 'tcp://a:0', '1e5'],
]

function changeValue(value: JsonValue, { kind, pick }: Change, document: JsonValue): JsonValue {
  const of = <T>(list: readonly T[]): T => list[pick % list.length] as T
  switch (kind) {
    case 'other-type':
      return of(others)
    case 'bound':
      return typeof value === 'number' ? value + of([1, -1, 0.5, 1e-9, -0.5, 1000, -1000]) : value
    case 'number':
      return typeof value === 'number' ? of(numbers) : value
    case 'text':
      return typeof value === 'string' ? of([...texts, `${value}${of(texts)}`, withoutFirst(value)]) : value
    case 'case':
      return typeof value === 'string' ? of([value.toUpperCase(), value.toLowerCase(), ` ${value}`]) : value
    case 'deep':
      return deepValue(1 + (pick % 100), pick % 2 === 0)
    case 'move':
      return valueIn(document, pick)
    case 'nothing':
      return value
    default:
      if (Array.isArray(value)) return changeList(value, kind, pick)
      return isJsonObject(value) ? changeObject(value, kind, pick) : value
  }
}

function changeList(list: readonly JsonValue[], kind: Change['kind'], pick: number): JsonValue {
  const at = list.length === 0 ? 0 : pick % list.length
  const element = list[at] ?? 0
  switch (kind) {
    case 'remove':
      return list.filter((_, index) => index !== at)
    case 'repeat':
      return [...list, element]
    case 'many':
      return Array.from({ length: pick % 3 === 0 ? 1030 : 20 }, (_, index) =>
        typeof element === 'number' ? index + 1 : element,
      )
    case 'extra':
      return [...list, others[pick % others.length] as JsonValue]
    default:
      return list.toReversed()
  }
}

function changeObject(object: JsonObject, kind: Change['kind'], pick: number): JsonValue {
  const entries = Object.entries(object) as [string, JsonValue][]
  const at = entries.length === 0 ? 0 : pick % entries.length
  const [name, value] = entries[at] ?? ['', 0]
  switch (kind) {
    case 'remove':
      return Object.fromEntries(entries.filter((_, index) => index !== at))
    case 'misspell': {
      const wrong =
        [`${name}s`, withoutFirst(name), name.toUpperCase(), `${name} `, name.replace('_', '-')][pick % 5] ??
        ''
      return Object.fromEntries(entries.map((each, index) => (index === at ? [wrong, value] : each)))
    }
    case 'extra':
      return objectWith(
        entries,
        texts[pick % texts.length] as string,
        others[pick % others.length] as JsonValue,
      )
    case 'many':
      return {
        ...object,
        ...Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`n${index}`, value])),
      }
    case 'repeat':
      return objectWith(entries, `${name}2`, value)
    default:
      return Object.fromEntries(entries.toReversed())
  }
}

/** Whole code points: half a surrogate pair is no JSON to a strict parser. */
function withoutFirst(text: string): string {
  return [...text].slice(1).join('')
}

/** A member may be called `__proto__`: JSON.parse makes one of it. */
function objectWith(entries: readonly [string, JsonValue][], name: string, value: JsonValue): JsonObject {
  return Object.fromEntries([...entries, [name, value]])
}

function deepValue(levels: number, isList: boolean): JsonValue {
  let value: JsonValue = 0
  for (let level = 0; level < levels; level++) value = isList ? [value] : { a: value }
  return value
}

function valueIn(document: JsonValue, pick: number): JsonValue {
  const places = allPlaces(document)
  const path = places[(pick * 7919) % places.length] ?? []
  return path.reduce<JsonValue>(
    (value, step) => (value as Record<string, JsonValue>)[step] as JsonValue,
    document,
  )
}

/** The same document in other words: numbers as 1.0, 10e-1 or 1E0, escapes, white space. JSON.parse reads the same. */
export function spelt(value: JsonValue, pick: number): string {
  let count = pick
  const next = (choices: number): number => {
    count = (count * 1103515245 + 12345) % 2147483648
    return Math.floor(count / 65536) % choices
  }
  const visit = (each: JsonValue): string => {
    if (typeof each === 'number') return spellNumber(each, next(6))
    if (typeof each === 'string') return spellText(each, next(24))
    if (typeof each !== 'object' || each === null) return String(each)
    const gap = next(12) === 0 ? ' ' : ''
    if (Array.isArray(each)) return `[${gap}${each.map(visit).join(`${gap},`)}${gap}]`
    const members = Object.entries(each).map(
      ([name, member]) => `${spellText(name, next(48))}${gap}:${visit(member as JsonValue)}`,
    )
    return `{${gap}${members.join(`,${gap}`)}}`
  }
  return visit(value)
}

function spellNumber(value: number, how: number): string {
  if (Object.is(value, -0)) return '-0'
  const text = String(value)
  if (how === 0 && Number.isInteger(value) && !text.includes('e')) return `${text}.0`
  if (how === 1) return value.toExponential()
  if (how === 2 && value !== 0 && Number.isInteger(value) && !text.includes('e')) return `${text}0e-1`
  if (how === 3 && Number.isInteger(value)) return BigInt(value).toString()
  return text
}

function spellText(text: string, how: number): string {
  if (how !== 0) return JSON.stringify(text)
  const units = [...Array(text.length).keys()].map((index) => text.charCodeAt(index))
  return `"${units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('')}"`
}
