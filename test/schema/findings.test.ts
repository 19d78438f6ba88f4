import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { JsonValue } from '../../src/model/index.ts'
import { checkValue, lintSchema, type SchemaFinding } from '../../src/schema/index.ts'
import { expectGolden } from '../support/golden.ts'
import { schemaOf } from './schema-of.ts'

const golden = join(import.meta.dirname, 'golden')

describe('a value is refused in these words', () => {
  it.each(readdirSync(golden).sort())('%s', async (name) => {
    const schema = schemaOf(readFileSync(join(golden, name, 'schema.json'), 'utf8'), 'sniffer')
    const value = JSON.parse(readFileSync(join(golden, name, 'value.json'), 'utf8')) as JsonValue
    expect(await lintSchema(schema)).toEqual([])
    const { findings } = await checkValue(schema, value)
    expectGolden(join(golden, name, 'findings.txt'), findings.map(textOf).join('\n'))
  })
})

function textOf({ code, pointer, schemaPointer, message, because, help, isKey }: SchemaFinding): string {
  const lines = [
    `${code}: ${message}`,
    `  at      ${pointer || 'the document'}${isKey ? ' (the key)' : ''}`,
    `  schema  ${schemaPointer || 'the root'}`,
    because && `  because ${because}`,
    help && `  help    ${help.replaceAll('\n', '\n          ')}`,
  ]
  return `${lines.filter(Boolean).join('\n')}\n`
}
