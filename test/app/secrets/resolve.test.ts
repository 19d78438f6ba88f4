import { describe, expect, it } from 'vitest'
import { InvalidInput } from '../../../src/app/index.ts'
import { resolveSecrets } from '../../../src/app/secrets/index.ts'
import {
  type Diagnostic,
  type DocumentSecret,
  isAgeText,
  type JsonObject,
  type JsonValue,
  secretReferences,
} from '../../../src/model/index.ts'
import { createIdentityFile } from '../../../src/rotation/index.ts'
import { parseSchemas, type Schema } from '../../../src/schema/index.ts'

const key = '/config/shop/json'
const { recipient } = createIdentityFile()
const object = (properties: JsonObject, rest: JsonObject = {}): JsonObject => ({
  type: 'object',
  additionalProperties: false,
  properties,
  ...rest,
})

function schemaOf(document: JsonObject): Schema {
  const text = JSON.stringify(document, null, 2)
  return parseSchemas([{ file: 'schemas/shop.schema.json', text }]).schemas.get('shop') as Schema
}

/** Each secret comes from the variable of its own name. */
async function resolved(
  document: JsonObject,
  value: JsonValue,
  variables: Readonly<Record<string, string>>,
): Promise<
  | { readonly values: Readonly<Record<string, JsonValue | undefined>> }
  | { readonly problems: readonly Diagnostic[] }
> {
  const schema = schemaOf(document)
  const secrets = secretReferences(value)
    .filter(({ name }) => variables[name] !== undefined)
    .map(({ pointer, name }): DocumentSecret => {
      const isSealed = name.startsWith('sealed')
      const source = { from: 'env', variable: name } as const
      return isSealed
        ? { pointer, name, source, as: 'sealed', recipients: { 'shop@1': recipient } }
        : { pointer, name, source, as: 'plain' }
    })
  const world = { directory: '/', variables, signal: new AbortController().signal }
  try {
    const wanted = secrets.map((secret) => ({ key, secret }))
    const documents = new Map([[key, { value, schema }]])
    const of = await resolveSecrets(wanted, world, { documents })
    return { values: Object.fromEntries(secrets.map((each) => [each.name, of(key, each)])) }
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error
    return { problems: error.diagnostics }
  }
}

const secret = (name: string) => ({ $secret: name })
const mark = { 'x-secret': 'plain' }

describe('a secret that was read', () => {
  it.each([
    ['minLength', { type: 'string', minLength: 12 }, 'CANARY'],
    ['maxLength', { type: 'string', maxLength: 3 }, 'CANARY'],
    ['pattern', { type: 'string', pattern: '^[a-z]+$' }, 'CANARY'],
    ['format', { type: 'string', format: 'uuid' }, 'CANARY'],
    ['enum', { type: 'string', enum: ['one', 'two'] }, 'CANARY'],
    ['const', { type: 'string', const: 'one' }, 'CANARY'],
    ['type', { type: 'integer', minimum: 0, maximum: 9 }, 'CANARY'],
    ['type', { type: 'integer', minimum: 0, maximum: 9 }, '7.5'],
    ['type', { type: 'integer', minimum: 0 }, '12345678901234567890123'],
    ['maximum', { type: 'integer', minimum: 0, maximum: 9999 }, '77177'],
    ['x-duration', { type: 'string', 'x-duration': 'go' }, 'CANARY'],
  ])('does not suit %s: told with its place, and never shown', async (keyword, rules, text) => {
    for (const form of ['plain', 'sealed']) {
      const document = object({ db: object({ pw: { ...rules, 'x-secret': form } }) })
      const name = form === 'sealed' ? 'sealed-pw' : 'pw'
      const outcome = await resolved(document, { db: { pw: secret(name) } }, { [name]: text })
      const problems = 'problems' in outcome ? outcome.problems : []
      expect(problems).toMatchObject([{ code: 'secret-unfit', key, pointer: '/db/pw' }])
      const [{ message = '', help = '' } = {}] = problems
      expect(message).toMatch(
        new RegExp(
          `^secret\\("${name}"\\) \\(not shown\\) does not suit ${keyword}\\b.* of schemas/shop.schema.json:\\d+:\\d+$`,
        ),
      )
      expect(help).not.toBe('')
      expect(JSON.stringify(problems)).not.toContain(text)
    }
  })

  it('stands as a number where the schema asks for one, as a text elsewhere', async () => {
    const schema = object({
      pin: { type: ['integer', 'null'], minimum: 0, maximum: 99999, ...mark },
      text: { type: ['string', 'null'], ...mark },
      either: { type: ['string', 'integer'], ...mark },
    })
    const value = { pin: secret('pin'), text: secret('text'), either: secret('either') }
    expect(await resolved(schema, value, { pin: '12345', text: '12345', either: '1' })).toEqual({
      values: { pin: 12345, text: '12345', either: '1' },
    })
  })

  it.each([
    ['7', 7],
    ['-0.50', -0.5],
    ['1.5e3', 1500],
    ['9007199254740991', 9007199254740991],
  ])('stands as the number that %s is', async (text, number) => {
    const schema = object({ n: { type: 'number', minimum: -1, maximum: 1e16, ...mark } })
    expect(await resolved(schema, { n: secret('n') }, { n: text })).toEqual({ values: { n: number } })
  })

  it.each([
    ...['1e400', '1e-400', '0.12345678901234567890123', '9007199254740992', '9007199254740993.0'],
    ...['0x10', ' 5', '5 ', '5\n', '+5', '05', '5.', '.5', 'NaN', 'Infinity', '1_000'],
  ])('is no number where it would stand as another one: %j', async (text) => {
    const schema = object({ n: { type: ['number', 'null'], minimum: -1, maximum: 1e300, ...mark } })
    const outcome = await resolved(schema, { n: secret('n') }, { n: text })
    expect('problems' in outcome && outcome.problems).toMatchObject([
      {
        message: expect.stringContaining('type ["number","null"] of schemas/'),
        help: expect.stringContaining('as JSON writes it'),
      },
    ])
  })

  it('is not blamed alone where another field of its document does not suit', async () => {
    const schema = object({ pw: { type: 'string', ...mark }, host: { type: 'string', pattern: '^db' } })
    const outcome = await resolved(schema, { pw: secret('pw'), host: 'OTHER' }, { pw: 'CANARY' })
    expect('problems' in outcome && outcome.problems).toMatchObject([
      {
        pointer: '/host',
        message: expect.stringMatching(
          /^\/config\/shop\/json#\/host, with secret\("pw"\) \(not shown\) put in, does not suit pattern /,
        ),
      },
    ])
    expect(JSON.stringify(outcome)).not.toMatch(/CANARY|OTHER/)
  })

  it('is sealed once it suits', async () => {
    const schema = object({ pw: { type: 'string', minLength: 3, 'x-secret': 'sealed' } })
    const outcome = await resolved(schema, { pw: secret('sealed-pw') }, { 'sealed-pw': 'CANARY' })
    const { 'sealed-pw': text } = 'values' in outcome ? outcome.values : {}
    expect(isAgeText(text)).toBe(true)
    expect(JSON.stringify(text)).not.toContain('CANARY')
  })

  it('is held against the branch of a union that its document is of', async () => {
    const branch = (kind: string, pattern: string) =>
      object(
        { kind: { type: 'string', const: kind }, pw: { type: 'string', pattern, ...mark } },
        { required: ['kind', 'pw'] },
      )
    const schema = object({ db: { oneOf: [branch('a', '^a'), branch('b', '^b')] } })
    const value = { db: { kind: 'b', pw: secret('pw') } }
    expect(await resolved(schema, value, { pw: 'b1' })).toEqual({ values: { pw: 'b1' } })
    const outcome = await resolved(schema, value, { pw: 'CANARY' })
    expect('problems' in outcome && outcome.problems).toMatchObject([{ code: 'secret-unfit' }])
    expect(JSON.stringify(outcome)).not.toContain('CANARY')
  })

  it('leaves references that stay alone: what is live is not held against anything', async () => {
    const schema = object({
      pw: { type: 'string', pattern: '^x', ...mark },
      old: { type: 'string', pattern: '^y', ...mark },
    })
    expect(await resolved(schema, { pw: secret('pw'), old: secret('old') }, { pw: 'x1' })).toEqual({
      values: { pw: 'x1' },
    })
  })

  it('is told together with all others, those that cannot be read among them', async () => {
    const schema = object({ pw: { type: 'string', minLength: 9, ...mark }, no: { type: 'string', ...mark } })
    const outcome = await resolved(schema, { pw: secret('pw'), no: secret('no') }, { pw: 'short', no: '' })
    const problems = 'problems' in outcome ? outcome.problems : []
    expect(problems.map(({ code }) => code).sort()).toEqual(['secret-unfit', 'secret-unresolved'])
  })
})
