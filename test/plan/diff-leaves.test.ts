import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson, isJsonObject, type JsonValue } from '../../src/model/index.ts'
import { addedLeaves, applyLeaves, diffDocuments, diffLeaves, removedLeaves } from '../../src/plan/index.ts'
import { document, smallDocument } from './random-documents.ts'

describe('the leaf diff', () => {
  it('applied to the old document gives the new one', () => {
    fc.assert(
      fc.property(document, document, (from, to) => {
        expect(applyLeaves(from, diffLeaves(from, to))).toEqual(to)
        expect(applyLeaves(undefined, addedLeaves(to))).toEqual(to)
        expect(applyLeaves(from, removedLeaves(from))).toBeUndefined()
      }),
      { numRuns: 2000 },
    )
  })

  it('does so for documents that are almost the same', () => {
    fc.assert(
      fc.property(smallDocument, smallDocument, (from, to) => {
        expect(applyLeaves(from, diffLeaves(from, to))).toEqual(to)
      }),
      { numRuns: 5000 },
    )
  })

  it.each<[JsonValue, JsonValue]>([
    [[{ $secret: 'p' }], [{ $secret: 'q' }]],
    [[{ a: { b: 1 } }], [{ a: {} }]],
    [
      [{ id: 1, l: [1] }, { id: 2 }],
      [{ id: 2 }, { id: 1, l: [] }],
    ],
    [[[[1]]], [[[]]]],
    [[{ a: 1 }], [{}]],
    [
      [null, 1],
      [1, null],
    ],
  ])('of %j to %j leads there', (from, to) => {
    expect(applyLeaves(from, diffLeaves(from, to))).toEqual(to)
  })

  it('is empty exactly when the documents are equal', () => {
    fc.assert(
      fc.property(document, document, (from, to) => {
        expect(diffLeaves(from, to).length === 0).toBe(canonicalJson(from) === canonicalJson(to))
        expect(diffLeaves(from, structuredClone(from))).toEqual([])
      }),
    )
  })

  it('does not depend on the order of members', () => {
    fc.assert(
      fc.property(document, document, (from, to) => {
        expect(diffLeaves(reversed(from), reversed(to))).toEqual(diffLeaves(from, to))
      }),
    )
  })

  it('shows an element that a list of scalars gained, and no shifted index', () => {
    expect(diffLeaves({ ports: [22, 443] }, { ports: [22, 3389, 443] })).toMatchObject([
      { pointer: '/ports/1', to: 3389, isElement: true },
    ])
  })

  it('tells objects in a list apart by name', () => {
    const from = [
      { name: 'a', x: 1 },
      { name: 'b', x: 2 },
    ]
    expect(diffLeaves(from, [{ name: 'b', x: 3 }])).toEqual([
      { pointer: '/0', path: [{ id: 'a' }], from: { name: 'a', x: 1 }, isElement: true, around: '' },
      { pointer: '/0/x', path: [{ id: 'b' }, 'x'], from: 2, to: 3, fromPointer: '/1/x' },
    ])
  })

  it('takes a secret reference as one leaf', () => {
    expect(diffLeaves({ password: null }, { password: { $secret: 'db' } })).toEqual([
      { pointer: '/password', from: null, to: { $secret: 'db' } },
    ])
  })

  it('meets each change of JSON type, also inside a list of scalars', () => {
    const from = { a: 1, b: { c: 1 }, d: [1], e: 'x' }
    expect(diffDocuments(from, { a: '1', b: [1], d: [1, '2'], e: 'y' }).typeChanges).toMatchObject([
      { pointer: '/a', from: 'number', to: 'string' },
      { pointer: '/b', from: 'object', to: 'array' },
      { pointer: '/d', from: 'array of number', to: 'array of string' },
    ])
  })

  it('walks lists of 50,000 elements that differ everywhere', () => {
    const from = Array.from({ length: 50_000 }, (_, index) => ({ name: `n${index}`, value: index }))
    const to = from.map(({ name, value }) => ({ name, value: value + 1 }))
    expect(diffLeaves(from, to)).toHaveLength(50_000)
    const numbers = from.map(({ value }) => value)
    const others = numbers.map((value) => -value - 1)
    expect(diffLeaves(numbers, others)).toHaveLength(100_000)
  }, 120_000)

  it('walks a document nested 10,000 deep', () => {
    const nest = (leaf: JsonValue) => {
      let value = leaf
      for (let depth = 0; depth < 10_000; depth++) value = { a: value }
      return value
    }
    expect(diffLeaves(nest(1), nest(2))).toMatchObject([{ from: 1, to: 2 }])
  })
})

function reversed(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(reversed)
  if (!isJsonObject(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, member]) => [name, reversed(member)]),
  )
}
