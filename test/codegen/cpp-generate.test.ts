import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { generateCpp } from '../../src/codegen/index.ts'
import type { JsonObject } from '../../src/model/index.ts'
import { parseSchemas } from '../../src/schema/index.ts'
import { expectGolden } from '../support/golden.ts'

const demo = readFileSync(join(import.meta.dirname, 'fixtures/cpp/demo.schema.json'), 'utf8')
const runtime = new Map([['appia/config.hpp', '#pragma once\n']])

async function generate(document: JsonObject | string) {
  const text = typeof document === 'string' ? document : JSON.stringify(document, null, 2)
  const { schemas } = parseSchemas([{ file: 'schemas/demo.schema.json', text }])
  return generateCpp({ schemas, runtime })
}

/** A schema of one property. */
function withProperty(property: JsonObject, definitions: JsonObject = {}): JsonObject {
  return { type: 'object', additionalProperties: false, properties: { x: property }, $defs: definitions }
}

async function memberOf(property: JsonObject, definitions: JsonObject = {}): Promise<string | undefined> {
  const { files } = await generate(withProperty(property, definitions))
  return /^ {2}(.* x\b.*;)$/m.exec(files.find(({ path }) => path.includes('demo'))?.text ?? '')?.[1]
}

describe('a generated C++ header', () => {
  it('reads as the golden file', async () => {
    const { files, diagnostics } = await generate(demo)
    expect(diagnostics).toEqual([])
    const header = files.find(({ path }) => path === 'generated/cpp/demo_config.hpp')
    expectGolden(join(import.meta.dirname, 'golden/cpp/demo_config.hpp'), header?.text ?? '')
  })

  it('stands beside the headers that it includes, sorted', async () => {
    const { files } = await generate(demo)
    expect(files.map(({ path }) => path)).toEqual([
      'generated/cpp/appia/config.hpp',
      'generated/cpp/demo_config.hpp',
    ])
  })

  it.each([
    [{ minimum: 1, maximum: 65535 }, 'std::uint16_t'],
    [{ minimum: 0, maximum: 65536 }, 'std::uint32_t'],
    [{ minimum: -1, maximum: 255 }, 'std::int16_t'],
    [{ minimum: -32769, maximum: 0 }, 'std::int32_t'],
    [{ minimum: 0, maximum: 4294967296 }, 'std::uint64_t'],
    [{ exclusiveMinimum: -1, exclusiveMaximum: 65536 }, 'std::uint16_t'],
    [{ minimum: -2147483649, maximum: 0 }, 'std::int64_t'],
  ])('an integer of %j is a %s', async (bounds, type) => {
    expect(await memberOf({ type: 'integer', default: 0, ...bounds })).toBe(`${type} x = 0;`)
  })

  it.each<[string, JsonObject, string]>([
    ['an optional text', { type: 'string' }, 'std::optional<std::string> x;'],
    ['a text or null', { type: ['string', 'null'], default: null }, 'std::optional<std::string> x;'],
    [
      'a duration',
      { type: 'string', 'x-duration': 'go', default: '5s' },
      'appia::Duration x = appia::Duration("5s");',
    ],
    ['a definition', { $ref: '#/$defs/level', default: 'b' }, 'Level x = Level::b;'],
    ['texts and integers', { enum: ['a', 1, 2], default: 1 }, ''],
    [
      'a map',
      { type: 'object', additionalProperties: { type: 'boolean' } },
      'std::optional<std::map<std::string, bool>> x;',
    ],
  ])('%s has the type that holds it', async (_, property, expected) => {
    const member = await memberOf(property, { level: { enum: ['a', 'b'] } })
    if (expected !== '') expect(member).toBe(expected)
    else expect(member).toContain('std::variant<std::uint16_t, X> x')
  })
})

describe('what C++ cannot express', () => {
  it.each<[string, JsonObject, string, number]>([
    ['a look ahead', { type: 'string', pattern: '^(?!x)' }, 'the pattern ^(?!x) looks around ((?!x))', 7],
    [
      'a reference back',
      { type: 'string', pattern: '(a)\\1' },
      'the pattern (a)\\1 refers back to what was matched (\\1)',
      7,
    ],
    [
      'a property of Unicode',
      { type: 'string', pattern: '\\p{L}' },
      'the pattern \\p{L} asks for a property of Unicode (\\p{L}), whose characters change with its version',
      7,
    ],
    [
      'a pattern without end',
      { type: 'string', pattern: '(a{99}){999}' },
      'the pattern (a{99}){999} takes more than 10000 steps',
      7,
    ],
    [
      'an integer beyond 64 bits',
      { type: 'integer', minimum: 0, maximum: 2 ** 64 },
      'no integer of 64 bits holds 0..18446744073709552000',
      5,
    ],
    ['an integer without bounds', { type: 'integer' }, 'no integer of 64 bits holds -Infinity..Infinity', 5],
  ])('is refused at its place: %s', async (_, property, message, line) => {
    const { files, diagnostics } = await generate(withProperty(property))
    expect(files).toEqual([])
    expect(diagnostics).toMatchObject([{ code: 'not-expressible', severity: 'error', message, at: { line } }])
  })

  it.each<[string, JsonObject]>([
    ['by $ref', { $ref: '#/$defs/a' }],
    ['by allOf', { type: 'string', allOf: [{ $ref: '#/$defs/a' }] }],
    ['in a condition', { if: { $ref: '#/$defs/a' }, else: false }],
  ])('is refused at its place: what comes back to itself %s', async (_, b) => {
    const property = { $ref: '#/$defs/a' }
    const { diagnostics } = await generate(withProperty(property, { a: { $ref: '#/$defs/b' }, b }))
    const message = '/$defs/a refers to itself without a step down in the value'
    expect(diagnostics).toMatchObject([{ code: 'not-expressible', message }])
  })
})

describe('the hash of a schema', () => {
  async function hashOf(property: JsonObject): Promise<string | undefined> {
    const { files } = await generate(withProperty(property))
    return /schema_hash = "(\w{64})"/.exec(files.map(({ text }) => text).join(''))?.[1]
  }

  it('follows what the schema demands, not what it says to people', async () => {
    const plain = await hashOf({ type: 'string' })
    expect(plain).toHaveLength(64)
    expect(await hashOf({ type: 'string', description: 'words' })).toBe(plain)
    expect(await hashOf({ type: 'string', minLength: 1 })).not.toBe(plain)
  })
})
