import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/model/index.ts'
import { lintSchema, readerDifferences } from '../../src/schema/index.ts'
import { expectGolden } from '../support/golden.ts'
import { profileSchema, schemaOf } from './schema-of.ts'

const folder = join(import.meta.dirname, 'reader-differences')

function messagesOf(property: JsonObject, definitions: JsonObject = {}): string[] {
  const schema = schemaOf(profileSchema({ properties: { a: property }, $defs: definitions }))
  return readerDifferences(schema).map(({ message }) => message)
}

describe('what JSON libraries of C++ read otherwise', () => {
  it('is told in these words, at its place', async () => {
    const schema = schemaOf(readFileSync(join(folder, 'schema.json'), 'utf8'))
    expect(await lintSchema(schema)).toEqual([])
    const lines = readerDifferences(schema).map(
      ({ code, severity, message, at, help }) =>
        `${severity} ${code} ${at?.file}:${at?.line}:${at?.column}\n  ${message}\n  help: ${help}\n`,
    )
    expectGolden(join(folder, 'warnings.txt'), lines.join('\n'))
  })

  it.each<[string, JsonObject]>([
    ['an integer that doubles hold', { type: 'integer', minimum: -(2 ** 53), maximum: 2 ** 53 }],
    ['a text or null that is never empty', { type: ['string', 'null'], minLength: 1 }],
    ['a form that nothing has', { type: ['string', 'null'], pattern: '^.+$' }],
    ['a number or null that is never 0', { type: ['number', 'null'], minimum: 0.5, maximum: 9 }],
    ['the same as alternatives', { anyOf: [{ type: 'integer', minimum: 1, maximum: 9 }, { type: 'null' }] }],
    ['choices', { enum: [null, 'on', 1], type: ['string', 'null', 'integer'] }],
    ['an object or null', { type: ['object', 'null'], additionalProperties: false }],
    ['a fraction', { type: 'number', minimum: 0, maximum: 9, default: 1.5 }],
  ])('has nothing of %s', (_, property) => {
    expect(messagesOf(property)).toEqual([])
  })

  it.each<[JsonObject, string]>([
    [{ type: 'integer', minimum: 0, maximum: 2 ** 53 + 2 }, 'integers beyond 2^53'],
    [{ type: 'integer', minimum: -1e21, maximum: 0 }, 'integers beyond 2^53'],
    [{ type: 'integer', enum: [1, 1e20] }, 'integers beyond 2^53'],
    [{ type: ['integer', 'null'], minimum: -1, maximum: 1 }, 'null beside 0'],
    [{ type: ['string', 'null'] }, 'null beside ""'],
    [{ type: ['boolean', 'null'] }, 'null beside false'],
    [{ anyOf: [{ type: 'string' }, { type: 'null' }] }, 'null beside ""'],
    [{ enum: [null, 0, 1], type: ['integer', 'null'] }, 'null beside 0'],
  ])('is %j', (property, message) => {
    expect(messagesOf(property)).toEqual([expect.stringContaining(`/properties/a allows ${message}`)])
  })

  it('is told once of a definition that several refer to', () => {
    const messages = messagesOf({ $ref: '#/$defs/b' }, { b: { type: ['string', 'null'] } })
    expect(messages).toEqual([expect.stringContaining('/$defs/b allows null')])
  })
})
