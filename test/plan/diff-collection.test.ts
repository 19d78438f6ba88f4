import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson, type JsonValue } from '../../src/model/index.ts'
import { type CollectionDifference, compareCollections, diffCollection } from '../../src/plan/index.ts'

describe('the difference between two generations', () => {
  it('counts what is added, changed and removed, sorted by name, with the place of each that stays', () => {
    expect(differenceOf({ b: { n: 1 }, c: 1, a: 1 }, { c: 1, b: { n: 2 }, d: 1 })).toEqual({
      added: 1,
      changed: 1,
      removed: 1,
      documents: [
        { name: 'a', action: 'delete', leaves: [] },
        {
          name: 'b',
          action: 'update',
          at: placeOf('b'),
          leaves: [{ pointer: '/n', effect: 'live', from: 1, to: 2 }],
        },
        { name: 'd', action: 'create', at: placeOf('d'), leaves: [] },
      ],
    })
  })

  it('is none between the same documents in another spelling', () => {
    const { added, changed, removed, documents } = differenceOf({ a: { x: 1, y: 2 } }, { a: { y: 2, x: 1 } })
    expect([added, changed, removed, documents]).toEqual([0, 0, 0, []])
  })

  it('tells the first five of each kind and counts the rest', () => {
    const names = Array.from({ length: 9 }, (_, n) => String(n))
    const all = (kind: string, value: JsonValue) => Object.fromEntries(names.map((n) => [kind + n, value]))
    const { documents, ...counts } = differenceOf(
      { ...all('old', 1), ...all('kept', 1) },
      { ...all('kept', 2), ...all('new', 1) },
    )
    expect(counts).toEqual({ added: 9, changed: 9, removed: 9 })
    const told = (kind: string) => names.slice(0, 5).map((n) => kind + n)
    expect(documents.map(({ name }) => name)).toEqual([...told('kept'), ...told('new'), ...told('old')])
  })

  it('is the same in whatever order the documents come', () => {
    const side = fc.dictionary(
      fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'),
      fc.integer({ max: 2, min: 1 }),
    )
    const reversed = (documents: Documents) => Object.fromEntries(Object.entries(documents).reverse())
    fc.assert(
      fc.property(side, side, (before, after) => {
        const difference = differenceOf(before, after)
        expect(differenceOf(reversed(before), reversed(after))).toEqual(difference)
        for (const [action, all] of [
          ['create', Object.keys(after).filter((name) => !Object.hasOwn(before, name))],
          ['delete', Object.keys(before).filter((name) => !Object.hasOwn(after, name))],
        ] as const) {
          const told = difference.documents.filter((each) => each.action === action).map(({ name }) => name)
          expect(told).toEqual(all.sort().slice(0, 5))
        }
      }),
    )
  })

  it('is the same when the documents come a few at a time', () => {
    const side = fc.dictionary(fc.constantFrom(...'abcdefghijklmno'), fc.integer({ max: 2, min: 1 }))
    const options = { fullPrefix: '/x/', lookup: () => ({ effect: 'live' as const, isSecret: false }) }
    fc.assert(
      fc.property(side, side, fc.integer({ min: 1, max: 4 }), (before, after, groups) => {
        const comparison = compareCollections(options)
        const wanted = (name: string, value: JsonValue) => ({ text: canonicalJson(value), at: placeOf(name) })
        for (let group = 0; group < groups; group++) {
          const inGroup = ([name]: readonly [string, unknown]) => name.charCodeAt(0) % groups === group
          comparison.add(
            new Map(Object.entries(before).filter(inGroup)),
            new Map(
              Object.entries(after)
                .filter(inGroup)
                .map(([name, value]) => [name, wanted(name, value)] as const),
            ),
          )
        }
        const { documents: _, ...whole } = differenceOf(before, after)
        expect(comparison.difference()).toMatchObject(whole)
        expect(comparison.difference().documents).toEqual(differenceOf(before, after).documents)
      }),
    )
  })

  it('looks into no document that is only there or only here', () => {
    const unread = { text: 'not JSON', at: placeOf('new') }
    const options = { fullPrefix: '/x/', lookup: () => ({ effect: 'live' as const, isSecret: false }) }
    expect(diffCollection(new Map(), new Map([['new', unread]]), options)).toMatchObject({ added: 1 })
  })
})

type Documents = { readonly [name: string]: JsonValue }

function differenceOf(before: Documents, after: Documents): CollectionDifference {
  const wanted = Object.entries(after).map(
    ([name, value]) => [name, { text: canonicalJson(value), at: placeOf(name) }] as const,
  )
  return diffCollection(new Map(Object.entries(before)), new Map(wanted), {
    fullPrefix: '/config/fw/list/',
    lookup: () => ({ effect: 'live', isSecret: false }),
  })
}

function placeOf(name: string) {
  return { file: `${name}.jsonl`, line: 1, column: 1 }
}
