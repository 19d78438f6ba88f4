import { isJsonObject, type JsonObject, type JsonValue } from '../../../src/model/index.ts'
import { type Position, positionAt, type Schema } from '../../../src/schema/index.ts'

/** Numbers between 0 and 1 that a seed determines (mulberry32). */
export type Chance = () => number

export function chanceOf(seed: number): Chance {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** A document that fits the schema as far as one can tell without a validator; most do. */
export function exampleDocument(schema: Schema, chance: Chance): JsonValue {
  return exampleAt({ schema, chance }, positionAt(schema, ''), 0)
}

interface Work {
  readonly schema: Schema
  readonly chance: Chance
}

const deepest = 5

function exampleAt(work: Work, position: Position, depth: number): JsonValue {
  const whole = withBranches(work, position)
  const first = (keyword: string): JsonValue | undefined =>
    whole.map(({ node }) => node[keyword]).find((value) => value !== undefined)
  const constant = first('const')
  if (constant !== undefined) return constant
  const choices = first('enum')
  if (Array.isArray(choices)) return pick(work, choices)
  const types = [first('type') ?? (first('properties') === undefined ? 'string' : 'object')].flat()
  switch (pick(work, types)) {
    case 'object':
      return exampleObject(work, whole, depth)
    case 'array':
      return exampleList(work, whole, depth)
    case 'integer':
      return Math.round(numberIn(first))
    case 'number':
      return numberIn(first)
    case 'boolean':
      return work.chance() < 0.5
    case 'null':
      return null
    default:
      return exampleText(work, first)
  }
}

/** The position with one branch of each union, the same one all the way down. */
function withBranches(work: Work, position: Position): Position {
  const chosen = position.flatMap(({ pointer, node }) =>
    ['anyOf', 'oneOf'].flatMap((keyword) => {
      const branches = node[keyword]
      if (!Array.isArray(branches)) return []
      const index = Math.floor(work.chance() * branches.length)
      return withBranches(work, positionAt(work.schema, `${pointer}/${keyword}/${index}`))
    }),
  )
  return [...chosen, ...position]
}

function exampleObject(work: Work, whole: Position, depth: number): JsonObject {
  const required = new Set(
    whole.flatMap(({ node }) => (Array.isArray(node.required) ? node.required.map(String) : [])),
  )
  const members: Record<string, JsonValue> = {}
  for (const { pointer, node } of whole) {
    const names = Object.keys(isJsonObject(node.properties) ? node.properties : {})
    for (const name of names) {
      const isWanted =
        required.has(name) || (depth < deepest && work.chance() < Math.min(0.6, 8 / names.length))
      if (isWanted)
        members[name] = exampleAt(
          work,
          positionAt(work.schema, `${pointer}/properties/${escapeName(name)}`),
          depth + 1,
        )
    }
    if (depth >= deepest || work.chance() < 0.5) continue
    const patterns = Object.keys(isJsonObject(node.patternProperties) ? node.patternProperties : {})
    for (const pattern of patterns) {
      const name = sampleTexts.find((text) => new RegExp(pattern, 'u').test(text))
      if (name !== undefined)
        members[name] = exampleAt(
          work,
          positionAt(work.schema, `${pointer}/patternProperties/${escapeName(pattern)}`),
          depth + 1,
        )
    }
    if (isJsonObject(node.additionalProperties))
      members[pick(work, ['k1', '/k2', '200'])] = exampleAt(
        work,
        positionAt(work.schema, `${pointer}/additionalProperties`),
        depth + 1,
      )
  }
  for (const name of required) members[name] ??= 'x'
  return members
}

function exampleList(work: Work, whole: Position, depth: number): JsonValue {
  const prefix = whole.flatMap(({ pointer, node }) =>
    Array.isArray(node.prefixItems)
      ? node.prefixItems.map((_, index) => `${pointer}/prefixItems/${index}`)
      : [],
  )
  const holder = whole.find(({ node }) => isJsonObject(node.items))
  const least = whole.map(({ node }) => node.minItems).find((value) => typeof value === 'number') ?? 0
  const length = depth >= deepest ? least : Math.max(least, Math.floor(work.chance() * 3))
  const places = [
    ...prefix,
    ...(holder === undefined ? [] : Array.from({ length }, () => `${holder.pointer}/items`)),
  ]
  return places.map((pointer) => exampleAt(work, positionAt(work.schema, pointer), depth + 1))
}

function numberIn(first: (keyword: string) => JsonValue | undefined): number {
  const least = Number(first('minimum') ?? first('exclusiveMinimum') ?? 1)
  const most = Number(first('maximum') ?? first('exclusiveMaximum') ?? least + 2)
  return least < 1 && most > 1 ? 1 : (least + most) / 2
}

const sampleTexts = [
  ...[
    'a',
    'x-a',
    '/a',
    '200',
    '2XX',
    'default',
    'http://a.b/c',
    '3.0.1',
    '2.0',
    '3.1.0',
    '#/a',
    'A1',
    'en',
    'file',
    '{a}',
  ],
  ...[
    'application/json',
    'https://a.b',
    '^a',
    'a:b',
    '1.0',
    '1d',
    '10',
    'a.b',
    '//',
    'text/plain',
    'v1',
    '$TURBO_X',
    '',
  ],
]

function exampleText(work: Work, first: (keyword: string) => JsonValue | undefined): string {
  const pattern = first('pattern')
  const fitting =
    typeof pattern === 'string'
      ? sampleTexts.filter((text) => new RegExp(pattern, 'u').test(text))
      : ['a', 'b c', 'ü']
  return fitting.length === 0 ? 'a' : pick(work, fitting)
}

function pick<T>({ chance }: Work, list: readonly T[]): T {
  return list[Math.floor(chance() * list.length)] as T
}

function escapeName(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1')
}

/** The document with one to three places changed: removed, replaced, renamed, added or repeated. */
export function mutate(document: JsonValue, chance: Chance): JsonValue {
  let changed = document
  for (let times = 1 + Math.floor(chance() * 3); times > 0; times--) changed = mutateOnce(changed, chance)
  return changed
}

const strangers: readonly JsonValue[] = [
  null,
  true,
  0,
  -1,
  1.5,
  99999,
  '',
  'x',
  'default',
  [],
  {},
  [1, 1],
  { a: 1 },
  ['a', null],
]

function mutateOnce(value: JsonValue, chance: Chance): JsonValue {
  const stranger = pick({ chance } as Work, strangers)
  if (typeof value !== 'object' || value === null || chance() < 0.1) return stranger
  if (Array.isArray(value)) {
    const at = Math.floor(chance() * value.length)
    if (value.length === 0 || chance() < 0.15) return [...value, value[0] ?? stranger]
    if (chance() < 0.15) return value.toSpliced(at, 1)
    return value.with(at, mutateOnce(value[at] as JsonValue, chance))
  }
  const entries = Object.entries(value)
  const [name, member] = entries[Math.floor(chance() * entries.length)] ?? []
  if (name === undefined || chance() < 0.1)
    return { ...value, [pick({ chance } as Work, ['strange', 'x-a', '$ref', 'type'])]: stranger }
  if (chance() < 0.15) return Object.fromEntries(entries.filter(([each]) => each !== name))
  if (chance() < 0.1)
    return Object.fromEntries(entries.map(([each, of]) => [each === name ? `${each}s` : each, of]))
  return { ...value, [name]: mutateOnce(member as JsonValue, chance) }
}
