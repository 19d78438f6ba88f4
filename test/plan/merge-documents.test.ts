import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { JsonValue } from '../../src/model/index.ts'
import { mergeDocuments } from '../../src/plan/merge/merge-documents.ts'
import { document } from './random-documents.ts'

describe('the three-way merge', () => {
  it('is the target when nobody else changed anything, and live when nothing is undone', () => {
    fc.assert(
      fc.property(document, document, (base, other) => {
        expect(mergeDocuments({ base, target: other, live: base })).toEqual({ value: other, conflicts: [] })
        expect(mergeDocuments({ base, target: base, live: other })).toEqual({ value: other, conflicts: [] })
        expect(mergeDocuments({ base, target: other, live: other })).toEqual({ value: other, conflicts: [] })
      }),
    )
  })

  it.each<[string, JsonValue, JsonValue, JsonValue, JsonValue]>([
    [
      'what comes back stands where it stood',
      ['route'],
      ['auth', 'route'],
      ['route', 'log'],
      ['auth', 'route', 'log'],
    ],
    ['what goes again goes alone', ['a', 'b', 'c'], ['a', 'c'], ['x', 'a', 'b', 'c'], ['x', 'a', 'c']],
    ['of what is there twice the right one goes', [1, 2, 1], [1, 2], [1, 2, 1, 3], [1, 2, 3]],
    ['a move is taken back', ['b', 'c', 'a'], ['a', 'b', 'c'], ['b', 'c', 'a', 'd'], ['a', 'b', 'c', 'd']],
    ['what both added is there once', ['a'], ['a', 'n'], ['n', 'a'], ['n', 'a']],
    [
      'elements merge inside',
      [{ name: 'one', x: 2, y: 1 }],
      [{ name: 'two' }, { name: 'one', x: 1, y: 1 }],
      [{ name: 'one', x: 2, y: 9 }],
      [{ name: 'two' }, { name: 'one', x: 1, y: 9 }],
    ],
    [
      'lists in lists',
      [[1], [2]],
      [[1, 5], [2]],
      [[1], [2, 3]],
      [
        [1, 5],
        [2, 3],
      ],
    ],
  ])('of lists: %s', (_, base, target, live, merged) => {
    expect(mergeDocuments({ base, target, live })).toEqual({ value: merged, conflicts: [] })
  })

  it.each<[string, JsonValue, JsonValue, JsonValue, string]>([
    ['taken away and edited', [{ name: 'a', x: 1 }], [], [{ name: 'a', x: 2 }], '/0'],
    [
      'changed and taken away',
      [{ name: 'a', x: 1 }, { name: 'b' }],
      [{ name: 'a', x: 2 }, { name: 'b' }],
      [{ name: 'b' }],
      '',
    ],
    ['moved to two places', ['a', 'b', 'c', 'd'], ['b', 'c', 'd', 'a'], ['b', 'c', 'a', 'd'], ''],
  ])('names what was %s, and keeps what is live', (_, base, target, live, pointer) => {
    expect(mergeDocuments({ base, target, live })).toEqual({ value: live, conflicts: [pointer] })
  })

  it('of lists has what both kept or one added, in the order of each', () => {
    const names = fc.uniqueArray(fc.constantFrom(...'abcdefgh'), { maxLength: 6 })
    const removals = fc.array(fc.boolean(), { minLength: 8, maxLength: 8 })
    const additions = fc.array(fc.nat(8), { maxLength: 3 })
    fc.assert(
      fc.property(names, removals, removals, additions, additions, (base, theirs, ours, more, others) => {
        const target = insert(
          base.filter((_, index) => theirs[index]),
          more,
          'T',
        )
        const live = insert(
          base.filter((_, index) => ours[index]),
          others,
          'L',
        )
        const { value, conflicts } = mergeDocuments({ base, target, live })
        const merged = value as string[]
        const isKept = (name: string) =>
          !base.includes(name) || (target.includes(name) && live.includes(name))
        expect(conflicts).toEqual([])
        expect([...merged].sort()).toEqual([...new Set([...target, ...live])].filter(isKept).sort())
        for (const side of [target, live]) {
          expect(merged.filter((name) => side.includes(name))).toEqual(side.filter(isKept))
        }
      }),
    )
  })
})

function insert(list: readonly string[], places: readonly number[], mark: string): string[] {
  const result = [...list]
  for (const [index, place] of places.entries())
    result.splice(Math.min(place, result.length), 0, `${mark}${index}`)
  return result
}
