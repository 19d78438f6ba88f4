import { describe, expect, it } from 'vitest'
import { parseSchemas, placeInSchema } from '../../src/schema/index.ts'
import { schemaOf } from './schema-of.ts'

describe('parsing schemas', () => {
  it('a schema is named after its file', () => {
    const { schemas } = parseSchemas([{ file: 'schemas/sniffer.schema.json', text: '{}' }])
    expect([...schemas.keys()]).toEqual(['sniffer'])
  })

  it('a schema that is not JSON is an error at the place', () => {
    const { schemas, diagnostics } = parseSchemas([
      { file: 'schemas/b.schema.json', text: '{\n  "type": object\n}' },
      { file: 'schemas/a.schema.json', text: '[]' },
    ])
    expect(schemas.size).toBe(0)
    expect(diagnostics).toMatchObject([
      { code: 'schema-syntax', at: { file: 'schemas/a.schema.json', line: 1 } },
      { code: 'schema-syntax', at: { file: 'schemas/b.schema.json', line: 2, column: 11 } },
    ])
  })
})

describe('a place in a schema', () => {
  const schema = schemaOf(
    '{\r\n  "properties": {\r\n    "größe": { "default": 12 },\r\n    "b": {}\r\n  }\r\n}',
  )

  it('is the value, for a scalar', () => {
    expect(placeInSchema(schema, '/properties/größe/default')).toEqual({
      file: 'schemas/demo.schema.json',
      line: 3,
      column: 27,
      length: 2,
    })
  })

  it('is the key, for an object', () => {
    expect(placeInSchema(schema, '/properties/b')).toMatchObject({ line: 4, column: 5, length: 3 })
  })

  it('is the nearest thing there, for what is not', () => {
    expect(placeInSchema(schema, '/properties/b/default/x')).toMatchObject({ line: 4, column: 5 })
    expect(placeInSchema(schema, '')).toMatchObject({ line: 1, column: 1 })
  })
})
