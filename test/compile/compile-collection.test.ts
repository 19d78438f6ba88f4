import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addCollections, type CompiledCollection, compileCollection } from '../../src/compile/index.ts'
import { desiredOf } from '../plan/build-plan-input.ts'
import { profileSchema, schemaOf } from '../schema/schema-of.ts'

const schema = schemaOf(
  profileSchema({
    required: ['reason'],
    properties: {
      reason: { type: 'string' },
      severity: { type: 'integer', minimum: 0, maximum: 9, default: 1 },
      token: { 'x-secret': true },
    },
  }),
)
const authored = {
  prefix: '/config/fw/list/',
  component: 'fw',
  schema: 'demo',
  file: 'configs/feeds/list.jsonl',
}

function compile(text: string): Promise<CompiledCollection> {
  return compileCollection(authored, { text, schema })
}

function lineOf(key: string, value: unknown): string {
  return JSON.stringify({ key, value })
}

describe('the file of a collection', () => {
  it('gives documents with defaults, each with its line; empty lines are passed over', async () => {
    const { documents, diagnostics, bytes } = await compile(
      `${lineOf('b', { reason: 'x' })}\r\n\n  \n${lineOf('a', { severity: 3, reason: 'ü' })}`,
    )
    expect(diagnostics).toEqual([])
    expect([...documents.values()]).toEqual([
      { name: 'b', text: '{"reason":"x","severity":1}', line: 1 },
      { name: 'a', text: '{"reason":"ü","severity":3}', line: 4 },
    ])
    expect(bytes).toBe(1 + 27 + 1 + 28)
  })

  it.each([
    ['{"key":"a","value":{"reason":"x"}', 'collection-line', 34, 'not JSON'],
    ['{"key":"a","value":{"reason":"x","reason":"y"}}', 'collection-line', 34, 'the member "reason" twice'],
    ['{"key":"a","key":"b","value":{"reason":"x"}}', 'collection-line', 12, 'the member "key" twice'],
    ['{"key":"a","value":{"reason":"x","severity":9007199254740993}}', 'collection-line', 1, '2^53'],
    ['[1]', 'collection-line', 1, 'not an object'],
    ['{"key":"a","value":{"reason":"x"},"ttl":1}', 'collection-line', 1, 'the member "ttl"'],
    ['{"key":7,"value":{}}', 'collection-line', 1, 'no key'],
    ['{"key":"a"}', 'collection-line', 1, 'no value'],
    ['{"key":"","value":{"reason":"x"}}', 'wrong-key', 8, 'the key is empty'],
    ['{"key":"a\\u0007","value":{"reason":"x"}}', 'wrong-key', 8, 'a control character'],
    ['{"key":".generation","value":{"reason":"x"}}', 'wrong-key', 8, 'the name of the pointer'],
    ['{"key":"a/.generation","value":{"reason":"x"}}', 'wrong-key', 8, 'the name of the pointer'],
    ['{"key":"a","value":{"reason":"x","severity":12}}', 'out-of-range', 45, '/severity'],
    ['{"key":"a","value":{"reasn":"x"}}', 'unknown-key', 21, 'reasn'],
    ['{"key":"a","value":{"reason":"x","token":"s3cret"}}', 'literal-secret', 42, 'token'],
  ])('is refused at the place of what is wrong: %s', async (line, code, column, message) => {
    const { diagnostics, documents } = await compile(`${lineOf('ok', { reason: 'x' })}\n${line}`)
    expect(diagnostics[0]).toMatchObject({
      code,
      severity: 'error',
      at: { file: authored.file, line: 2, column },
    })
    expect(diagnostics[0]?.message).toContain(message)
    expect(JSON.stringify(diagnostics)).not.toContain('s3cret')
    expect(documents.size).toBe(0)
  })

  it('is refused where it is nested without end, however short the line', async () => {
    const { diagnostics } = await compile(`{"key":"a","value":${'['.repeat(100_000)}${']'.repeat(100_000)}}`)
    expect(diagnostics).toMatchObject([{ code: 'collection-line', at: { line: 1 } }])
    expect(diagnostics[0]?.message).toContain('lists and objects more than')
  })

  it('holds each key once, and says where the other one stands', async () => {
    const { diagnostics } = await compile(`${lineOf('a', { reason: 'x' })}\n${lineOf('a', { reason: 'y' })}`)
    expect(diagnostics).toMatchObject([
      { code: 'duplicate-key', at: { line: 2 }, notes: [{ at: { line: 1 } }] },
    ])
  })

  it('with a thousand wrong lines shows twenty and counts the rest', async () => {
    const { diagnostics } = await compile(Array.from({ length: 1000 }, () => '{}').join('\n'))
    expect(diagnostics).toHaveLength(21)
    expect(diagnostics.at(-1)?.message).toBe('980 more errors in configs/feeds/list.jsonl')
  })

  it('refuses a document that fits no shard', async () => {
    const { diagnostics } = await compile(lineOf('a', { reason: 'x'.repeat(200_000) }))
    expect(diagnostics).toMatchObject([{ code: 'too-large', at: { line: 1, column: 20 } }])
  })
})

describe('a generation', () => {
  it('is the same for the same documents, in whatever order and spelling they stand', async () => {
    const documents = fc.dictionary(fc.string({ minLength: 1, maxLength: 8 }), fc.integer({ min: 0, max: 9 }))
    await fc.assert(
      fc.asyncProperty(documents, fc.array(fc.nat()), async (values, order) => {
        const names = Object.keys(values).filter((name) => name.isWellFormed() && !/\p{Cc}/u.test(name))
        const shuffled = names
          .map((name, index) => [order[index] ?? 0, name] as const)
          .sort(([a], [b]) => a - b)
        const one = await compile(
          names.map((name) => lineOf(name, { reason: '', severity: values[name] })).join('\n'),
        )
        const other = await compile(
          shuffled
            .map(([, name]) => lineOf(name, { severity: values[name], reason: '' }))
            .map((line, index) => (index % 2 === 0 ? line : line.replace(',"value":', ' , "value" : ')))
            .join('\n\n'),
        )
        expect(other.generation).toBe(one.generation)
        expect(one.documents.size).toBe(names.length)
      }),
      { numRuns: 50 },
    )
  })

  it('of many documents has more shards, and a changed one changes one shard', async () => {
    const values = Array.from({ length: 5000 }, (_, n) => lineOf(`k${n}`, { reason: 'r'.repeat(150) }))
    const before = await compile(values.join('\n'))
    const after = await compile(values.with(77, lineOf('k77', { reason: 'other' })).join('\n'))
    expect(Object.keys(before.shards)).toHaveLength(16)
    const differing = Object.keys(before.shards).filter(
      (digits) => before.shards[digits] !== after.shards[digits],
    )
    expect(differing).toHaveLength(1)
    expect(after.generation).not.toBe(before.generation)
    const [small, none] = [await compile(values[0] ?? ''), await compile('')]
    expect(Object.keys(small.shards)).toEqual([''])
    expect(none.shards).toEqual({})
  })

  it('is named by a pointer among the entries, whose values come from the file', async () => {
    const compiled = { desired: desiredOf({ '/config/z': 1 }), diagnostics: [], provenance: new Map() }
    const collection = await compile(lineOf('a', { reason: 'x' }))
    const { desired, provenance } = addCollections(compiled, [collection])
    const [entry] = desired?.entries ?? []
    expect(entry).toMatchObject({
      key: '/config/fw/list/.generation',
      component: 'fw',
      value: { generation: collection.generation, keys: 1, bytes: 28 },
    })
    expect(provenance.get('/config/fw/list/.generation')?.get('/generation')?.at.file).toBe(authored.file)
    expect(desired?.entries.map(({ key }) => key)).toEqual(['/config/fw/list/.generation', '/config/z'])
  })
})
