import { describe, expect, it } from 'vitest'
import { checkValue, lintSchema, parseSchemas, placeInSchema, schemaHash } from '../../src/schema/index.ts'
import { profileSchema, schemaOf } from './schema-of.ts'

type Files = Readonly<Record<string, object>>

function parse(files: Files) {
  const texts = Object.entries(files).map(([name, document]) => ({
    file: `schemas/${name}.schema.json`,
    text: JSON.stringify(document, null, 2),
  }))
  return parseSchemas(texts)
}

function rootOf(files: Files, name = 'api') {
  const schema = parse(files).schemas.get(name)
  if (schema === undefined) throw new Error(`no ${name}`)
  return schema
}

const part = (parts: object): object => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  ...parts,
})
const api = (reference: string, more: object = {}) =>
  profileSchema({ properties: { x: { $ref: reference } }, ...more })
const tls = part({
  type: 'object',
  additionalProperties: false,
  required: ['port'],
  properties: { port: { $ref: '#/$defs/port' } },
  $defs: { port: { type: 'integer', minimum: 1, maximum: 9 } },
})

/** What the lint says, as `file:line message, help`. */
async function complaints(files: Files): Promise<string[]> {
  const { schemas, parts } = parse(files)
  const all = await Promise.all([...schemas.values(), ...parts.values()].map(lintSchema))
  return all.flat().map(({ at, message, help }) => `${at?.file}:${at?.line} ${message}; ${help}`)
}

describe('a reference to another file', () => {
  it('says what the file says, and what that refers to', async () => {
    const files = { api: api('parts/tls.schema.json'), 'parts/tls': tls }
    expect(await complaints(files)).toEqual([])
    const { findings } = await checkValue(rootOf(files), { x: { port: 10 } })
    expect(findings.map(({ message }) => message)).toEqual(['/x/port must be 1..9, got 10'])
  })

  it('has its places in the file that it leads to', () => {
    const schema = rootOf({ api: api('parts/tls.schema.json'), 'parts/tls': tls })
    const inPart = placeInSchema(schema, '/$defs/tls/properties/port')
    expect(inPart).toMatchObject({ file: 'schemas/parts/tls.schema.json', line: 9 })
    const ofDefinition = placeInSchema(schema, '/$defs/tls_port/maximum')
    expect(ofDefinition).toMatchObject({ file: 'schemas/parts/tls.schema.json', line: 17 })
    expect(placeInSchema(schema, '/properties/x').file).toBe('schemas/api.schema.json')
  })

  it('leads to one entry of $defs, from a part, upwards, and to the file itself by its name', () => {
    const schema = rootOf({
      api: api('api.schema.json#/$defs/own', {
        $defs: { own: { $ref: 'parts/deep/a.schema.json#/$defs/a%20b' } },
      }),
      'parts/deep/a': part({ $defs: { 'a b': { $ref: '../tls.schema.json#/$defs/port' } } }),
      'parts/tls': tls,
    })
    expect(schema.document).toMatchObject({
      properties: { x: { $ref: '#/$defs/own' } },
      $defs: {
        own: { $ref: '#/$defs/a_a%20b' },
        'a_a b': { $ref: '#/$defs/tls_port' },
        tls_port: { maximum: 9 },
      },
    })
  })

  it('gives way to definitions of the same name', async () => {
    const files = {
      api: api('parts/tls.schema.json', {
        $defs: { tls: { type: 'boolean' } },
      }),
      'parts/tls': tls,
    }
    expect(Object.keys(rootOf(files).document.$defs ?? {})).toEqual(['tls', 'parts_tls', 'tls_port'])
    expect(await complaints(files)).toEqual([])
  })

  it('changes what a component was built with whenever the other file demands something else', () => {
    const changed = JSON.parse(JSON.stringify(tls).replace('"maximum":9', '"maximum":8'))
    const hashes = [tls, changed].map((each) =>
      schemaHash(rootOf({ api: api('parts/tls.schema.json'), 'parts/tls': each })),
    )
    expect(new Set(hashes).size).toBe(2)
  })

  it('of none leaves a schema the object that it was', () => {
    expect(Object.keys(schemaOf(profileSchema({ properties: {} })))).toEqual([
      'name',
      'file',
      'document',
      'text',
    ])
  })
})

describe('a reference that leads nowhere', () => {
  it.each([
    [
      'parts/tsl.schema.json',
      'but schemas/parts/tsl.schema.json is not there; did you mean parts/tls.schema.json?',
    ],
    [
      '../package.json',
      'which leads out of schemas/; refer to files of schemas/ alone, by their path from this one',
    ],
    [
      'parts/../../x.schema.json',
      'which leads out of schemas/; refer to files of schemas/ alone, by their path from this one',
    ],
    [
      '/etc/passwd',
      'which leads out of schemas/; refer to files of schemas/ alone, by their path from this one',
    ],
    [
      'parts/%2e%2e/%2e%2e/x',
      'which leads out of schemas/; refer to files of schemas/ alone, by their path from this one',
    ],
    [
      'https://example.org/tls.json',
      'which is an address: nothing is fetched; put it into a file of schemas/parts/ and refer to that by its path',
    ],
    [
      'file:///etc/passwd',
      'which is an address: nothing is fetched; put it into a file of schemas/parts/ and refer to that by its path',
    ],
    [
      '//host/x.json',
      'which is an address: nothing is fetched; put it into a file of schemas/parts/ and refer to that by its path',
    ],
    [
      'parts/tls.schema.json#/properties/port',
      'which is not an entry of $defs; use "parts/tls.schema.json#/$defs/<name>", or "parts/tls.schema.json" for all of it',
    ],
    [
      'parts/tls.schema.json#/$defs/prot',
      'but schemas/parts/tls.schema.json has no /$defs/prot; add it to $defs of schemas/parts/tls.schema.json',
    ],
  ])('%s', async (reference, said) => {
    const found = await complaints({ api: api(reference), 'parts/tls': tls })
    expect(found).toEqual([
      `schemas/api.schema.json:8 /properties/x refers to ${JSON.stringify(reference)}, ${said}`,
    ])
  })

  it('is a circle, told with the way', async () => {
    const found = await complaints({
      api: api('parts/a.schema.json'),
      'parts/a': part({
        type: 'object',
        additionalProperties: false,
        properties: { b: { $ref: 'b.schema.json' } },
      }),
      'parts/b': part({ type: 'array', items: { $ref: 'a.schema.json' } }),
    })
    expect(found).toEqual([
      'schemas/parts/a.schema.json:7 /properties/b refers to "b.schema.json", which refers back to this file: schemas/parts/a.schema.json:7 → schemas/parts/b.schema.json:5 → schemas/parts/a.schema.json; move what both need into a file of its own',
      'schemas/parts/b.schema.json:5 /items refers to "a.schema.json", which refers back to this file: schemas/parts/b.schema.json:5 → schemas/parts/a.schema.json:7 → schemas/parts/b.schema.json; move what both need into a file of its own',
    ])
  })
})

describe('a part', () => {
  it('is judged once, whoever refers to it', async () => {
    const broken = part({ type: 'object', properties: { n: { type: 'integer', default: 'x' } } })
    const found = await complaints({
      api: api('parts/tls.schema.json'),
      web: api('parts/tls.schema.json'),
      'parts/tls': broken,
    })
    expect(found).toEqual([
      expect.stringMatching(
        /^schemas\/parts\/tls.schema.json:1 the schema is an object that is neither open/,
      ),
      expect.stringMatching(
        /^schemas\/parts\/tls.schema.json:5 \/properties\/n is an integer without minimum/,
      ),
      expect.stringMatching(
        /^schemas\/parts\/tls.schema.json:7 \/properties\/n\/default must be a whole number/,
      ),
    ])
  })

  it('may leave effects to who uses it; where nobody says one, its own place is told', async () => {
    const { 'x-effect': _, ...open } = api('parts/tls.schema.json') as Record<string, unknown>
    expect(await complaints({ api: open, 'parts/tls': tls })).toEqual([
      expect.stringMatching(/^schemas\/parts\/tls.schema.json:9 \/properties\/port has no x-effect/),
    ])
  })
})
