import fc from 'fast-check'
import type { JsonObject, JsonValue } from '../../src/model/index.ts'

/** Names that mean something elsewhere: to JSON Schema, JavaScript, JSON pointers or URIs. */
const names = [
  'a',
  'b',
  'c',
  '$id',
  '$ref',
  'type',
  'toString',
  'constructor',
  'a/b',
  'a~1b',
  'a%20b',
  ' ',
  'ü',
  '',
  '"',
  '#',
]
const name = fc.constantFrom(...names)
const patterns = ['^a', '^[a-c]$', '.', 'x', '^\\p{L}+$', '']

/** A document that shares names, texts and numbers with the schemas here, so that many of them fit by half. */
export const documents: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom<JsonValue>(
      null,
      true,
      false,
      0,
      1,
      2,
      3,
      -1,
      0.07,
      1.5,
      100,
      'a',
      'b',
      'x',
      '',
      'abc',
      'ü',
    ),
    fc.array(tie('value'), { maxLength: 4 }),
    fc
      .array(fc.tuple(name, tie('value')), { maxLength: 5 })
      .map((entries) => Object.fromEntries(entries) as JsonObject),
  ),
})).value

const scalars = fc.constantFrom<JsonValue>(null, true, 0, 1, 2, 'a', 'b', '', 'ü')
const small = fc.nat(3)

/** Of some keywords each one time in five, so that what remains can be met. */
function some(keywords: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<JsonObject> {
  const rare = Object.entries(keywords).map(([keyword, value]) => [
    keyword,
    fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value }),
  ])
  const all: fc.Arbitrary<object> = fc.record(Object.fromEntries(rare))
  return all.map(
    (record) =>
      Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as JsonObject,
  )
}

function map<T>(of: fc.Arbitrary<T>, key = name): fc.Arbitrary<Record<string, T>> {
  return fc.array(fc.tuple(key, of), { maxLength: 2 }).map((entries) => Object.fromEntries(entries))
}

interface Parts {
  readonly schema: JsonObject
  readonly typed: JsonObject
  readonly sub: JsonValue
  readonly object: JsonObject
  readonly restriction: JsonObject
  readonly textRestriction: JsonObject
}

const definitions = ['one', 'two/x']
const reference = fc.constantFrom({ $ref: '#/$defs/one' }, { $ref: '#/$defs/two~1x' })

const depth = { maxDepth: 2, depthIdentifier: fc.createDepthIdentifier() }

const parts = fc.letrec<Parts>((tie) => {
  const list = (of: keyof Parts) =>
    fc.array(tie(of) as fc.Arbitrary<JsonValue>, { minLength: 1, maxLength: 2 })
  const number = some({
    minimum: small,
    maximum: small,
    exclusiveMinimum: small,
    multipleOf: fc.constantFrom(0.01, 2, 0.5),
  })
  const text = some({ minLength: small, maxLength: small, pattern: fc.constantFrom(...patterns) })
  const members = some({
    minProperties: small,
    maxProperties: small,
    required: fc.uniqueArray(name, { maxLength: 2 }),
    dependentRequired: map(fc.uniqueArray(name, { maxLength: 2 })),
    dependentSchemas: map(tie('restriction')),
    propertyNames: tie('textRestriction'),
  })
  const logic = (of: keyof Parts) =>
    some({
      anyOf: list(of),
      oneOf: list(of),
      allOf: list(of),
      not: tie(of),
      if: tie(of),
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: tie(of),
    }).map(
      ({ if: condition, then, ...rest }) =>
        (condition !== undefined && then !== undefined
          ? { ...rest, if: condition, then }
          : rest) as JsonObject,
    )
  const merged = (...all: fc.Arbitrary<object>[]) =>
    fc.tuple(...all).map((each) => Object.assign({}, ...each) as JsonObject)
  return {
    schema: fc.oneof(
      depth,
      tie('typed'),
      reference,
      fc.record({ anyOf: list('typed') }),
      fc.record({ oneOf: list('typed') }),
    ) as fc.Arbitrary<JsonObject>,
    sub: fc.oneof(depth, fc.boolean(), tie('schema')) as fc.Arbitrary<JsonValue>,
    typed: fc.oneof(
      depth,
      fc.constant({}),
      fc.record({ const: scalars }),
      fc.record({ enum: fc.array(scalars, { minLength: 1, maxLength: 4 }) }),
      merged(fc.constant({ type: 'number' }), number),
      merged(
        fc.constant({ type: 'integer', minimum: 0, maximum: 9 }),
        some({ multipleOf: fc.constantFrom(2, 3) }),
      ),
      merged(
        fc.constant({ type: 'string' }),
        text,
        some({ anyOf: list('textRestriction'), not: tie('textRestriction') }),
      ),
      merged(
        fc.constant({ type: 'array' }),
        some({
          items: tie('sub'),
          minItems: small,
          maxItems: small,
          uniqueItems: fc.boolean(),
          contains: tie('sub'),
        }),
      ),
      fc
        .array(tie('sub'), { minLength: 1, maxLength: 2 })
        .map((prefixItems) => ({ type: 'array', prefixItems, items: false, minItems: prefixItems.length })),
      fc
        .uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'x', '', 'toString'), map(tie('sub'))), {
          minLength: 1,
          maxLength: 3,
          selector: ([tag]) => tag,
        })
        .map((branches) => taggedUnion(branches)),
      tie('object'),
    ) as fc.Arbitrary<JsonObject>,
    object: merged(
      fc.record({ type: fc.constant('object'), additionalProperties: tie('sub') }),
      fc.record({ properties: map(tie('sub')) }),
      some({ patternProperties: map(tie('sub'), fc.constantFrom(...patterns)) }),
      members,
      logic('restriction'),
    ).map(withoutContradiction),
    restriction: fc.oneof(
      depth,
      some({ required: fc.uniqueArray(name, { maxLength: 2 }), minProperties: small }),
      fc.record({ properties: map(tie('schema')), additionalProperties: fc.constant(true) }),
      members,
      logic('restriction'),
    ) as fc.Arbitrary<JsonObject>,
    textRestriction: fc.oneof(
      depth,
      text,
      fc.record({ not: text }),
      fc.record({ anyOf: fc.array(text, { minLength: 1, maxLength: 2 }) }),
    ) as fc.Arbitrary<JsonObject>,
  }
})

/** Schemas most of which pass the lint; those that do not are to be left out. */
export const schemas: fc.Arbitrary<JsonObject> = fc
  .tuple(parts.object, parts.object, parts.schema)
  .map(([root, one, two]) => ({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    'x-effect': 'restart',
    ...root,
    $defs: Object.fromEntries([one, two].map((each, index) => [definitions[index], each])) as JsonObject,
  }))

/** Alternatives that a tag tells apart. */
function taggedUnion(branches: readonly (readonly [string, object])[]): JsonObject {
  const oneOf = branches.map(
    ([tag, properties]): JsonObject => ({
      type: 'object',
      additionalProperties: false,
      required: ['type'],
      properties: { ...properties, type: { const: tag } },
    }),
  )
  return { type: 'object', discriminator: { propertyName: 'type' }, oneOf }
}

/** A closed object requires what it declares; a name and a pattern do not declare the same. */
function withoutContradiction({ required, patternProperties, ...rest }: JsonObject): JsonObject {
  const declared = Object.keys((rest.properties ?? {}) as JsonObject)
  const free = Object.entries((patternProperties ?? {}) as JsonObject).filter(
    ([pattern]) => !declared.some((each) => new RegExp(pattern, 'u').test(each)),
  )
  const isClosed = rest.additionalProperties === false
  const names = ((required ?? []) as string[]).filter((each) => !isClosed || declared.includes(each))
  return {
    ...rest,
    ...(required !== undefined && { required: names }),
    ...(patternProperties !== undefined && { patternProperties: Object.fromEntries(free) }),
  }
}
