import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isJsonObject, type JsonObject, type JsonValue, valueAt } from '../../src/model/index.ts'
import { completeValue } from '../../src/schema/index.ts'
import { profileSchema, schemaOf } from './schema-of.ts'

describe('completing a value', () => {
  it('an absent property gets its default, and completion continues inside', () => {
    const inner = { type: 'object', default: { a: 1 }, properties: { a: {}, b: { default: 2 } } }
    const completion = completeValue(schemaOf(profileSchema({ properties: { inner } })), {})
    expect(completion.value).toEqual({ inner: { a: 1, b: 2 } })
    expect(completion.defaulted).toEqual([
      { pointer: '/inner', schemaPointer: '/properties/inner/default' },
      { pointer: '/inner/a', schemaPointer: '/properties/inner/default/a' },
      { pointer: '/inner/b', schemaPointer: '/properties/inner/properties/b/default' },
    ])
  })

  it('an absent object without a default stays absent', () => {
    const inner = { type: 'object', properties: { b: { default: 2 } } }
    expect(completeValue(schemaOf(profileSchema({ properties: { inner } })), {}).value).toEqual({})
  })

  it('defaults come through references, lists, free names and alternatives', () => {
    const schema = schemaOf(
      profileSchema({
        $defs: { socket: { type: 'object', properties: { mode: { default: 'bind' } } } },
        properties: {
          one: { $ref: '#/$defs/socket' },
          list: { type: 'array', items: { $ref: '#/$defs/socket' } },
          named: { type: 'object', additionalProperties: { $ref: '#/$defs/socket' } },
          either: { anyOf: [{ type: 'null' }, { $ref: '#/$defs/socket' }] },
        },
      }),
    )
    const { value } = completeValue(schema, { one: {}, list: [{}, {}], named: { x: {} }, either: {} })
    const socket = { mode: 'bind' }
    expect(value).toEqual({ one: socket, list: [socket, socket], named: { x: socket }, either: socket })
  })

  it('a member that is declared as anything gets nothing of what other names get', () => {
    const other = { type: 'object', properties: { x: { default: 1 } }, additionalProperties: false }
    const schema = schemaOf(
      profileSchema({
        properties: { a: true },
        patternProperties: { '^b': true },
        additionalProperties: other,
      }),
    )
    expect(completeValue(schema, { a: {}, b: {}, c: {} }).value).toEqual({ a: {}, b: {}, c: { x: 1 } })
  })

  it('of alternatives, the one whose tag fits gives the defaults', () => {
    const branch = (kind: string, size: number): JsonObject => ({
      type: 'object',
      properties: { kind: { const: kind }, size: { default: size } },
    })
    const schema = schemaOf(profileSchema({ properties: { x: { oneOf: [branch('a', 1), branch('b', 2)] } } }))
    expect(completeValue(schema, { x: { kind: 'b' } }).value).toEqual({ x: { kind: 'b', size: 2 } })
  })

  it('the default beside a reference wins over the one behind it', () => {
    const schema = schemaOf(
      profileSchema({
        $defs: { port: { default: 1 } },
        properties: { p: { $ref: '#/$defs/port', default: 2 } },
      }),
    )
    expect(completeValue(schema, {}).value).toEqual({ p: 2 })
  })

  it('a quantity becomes the number in the unit of its field', () => {
    const properties = {
      linger: { type: 'integer', 'x-unit': 'ms' },
      size: { type: 'integer', 'x-unit': 'KiB' },
    }
    const given = {
      linger: { $quantity: 'time', amount: 30_000, text: '30 s' },
      size: { $quantity: 'size', amount: 1_048_576, text: '1 MiB' },
    }
    const { value, findings } = completeValue(schemaOf(profileSchema({ properties })), given)
    expect({ value, findings }).toEqual({ value: { linger: 30_000, size: 1024 }, findings: [] })
  })

  it('a reference to a secret stays one', () => {
    const schema = schemaOf(profileSchema({ properties: { password: { type: 'string', 'x-secret': true } } }))
    const given = { password: { $secret: 'db' } }
    expect(completeValue(schema, given).value).toEqual(given)
  })

  it('a key named __proto__ stays a key', () => {
    const given = JSON.parse('{"__proto__": {"a": 1}}') as JsonValue
    expect(JSON.stringify(completeValue(schemaOf(profileSchema({})), given).value)).toBe(
      '{"__proto__":{"a":1}}',
    )
  })
})

interface Case {
  readonly schema: JsonObject
  readonly value: JsonValue
}

const { node } = fc.letrec<{ node: Case; leaf: Case; object: Case; list: Case }>((tie) => ({
  node: fc.oneof({ maxDepth: 4 }, tie('leaf'), tie('object'), tie('list')),
  leaf: fc.integer().map((value) => ({ schema: { type: 'integer' }, value })),
  list: fc.tuple(tie('node'), fc.nat(3)).map(([{ schema, value }, count]) => ({
    schema: { type: 'array', items: schema },
    value: Array.from({ length: count }, () => value),
  })),
  object: fc
    .dictionary(fc.string({ maxLength: 4 }), fc.tuple(tie('node'), fc.boolean(), fc.boolean()), {
      maxKeys: 4,
    })
    .map((members) => {
      const entries = Object.entries(members)
      const properties = entries.map(([name, [{ schema, value }, hasDefault]]) => [
        name,
        hasDefault ? { ...schema, default: value } : schema,
      ])
      const given = entries.filter(([, [, , isGiven]]) => isGiven).map(([name, [{ value }]]) => [name, value])
      return {
        schema: { type: 'object', properties: Object.fromEntries(properties) as JsonObject },
        value: Object.fromEntries(given) as JsonObject,
      }
    }),
}))

describe('completing any value', () => {
  it('keeps what is given and changes nothing in place', () => {
    fc.assert(
      fc.property(node, ({ schema, value }) => {
        const before = JSON.stringify(value)
        const completed = completeValue(schemaOf(schema), value).value
        expect(JSON.stringify(value)).toBe(before)
        for (const [pointer, leaf] of leavesOf(value)) expect(valueAt(completed, pointer)).toBe(leaf)
      }),
    )
  })

  it('twice is the same as once', () => {
    fc.assert(
      fc.property(node, ({ schema, value }) => {
        const once = completeValue(schemaOf(schema), value)
        expect(completeValue(schemaOf(schema), once.value)).toEqual({ ...once, defaulted: [] })
      }),
    )
  })

  it('accounts for every value that was not given, with the default it came from', () => {
    fc.assert(
      fc.property(node, ({ schema, value }) => {
        const { value: completed, defaulted } = completeValue(schemaOf(schema), value)
        const added = leavesOf(completed).filter(([pointer]) => valueAt(value, pointer) === undefined)
        const origins = new Map(defaulted.map(({ pointer, schemaPointer }) => [pointer, schemaPointer]))
        for (const [pointer, leaf] of added) expect(valueAt(schema, origins.get(pointer) ?? '?')).toBe(leaf)
        for (const { pointer } of defaulted) expect(valueAt(value, pointer)).toBeUndefined()
      }),
    )
  })
})

function leavesOf(value: JsonValue, pointer = ''): [string, JsonValue][] {
  if (typeof value !== 'object' || value === null) return [[pointer, value]]
  const members = isJsonObject(value) ? Object.entries(value) : [...value.entries()]
  return members.flatMap(([name, member]) =>
    leavesOf(member, `${pointer}/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`),
  )
}
