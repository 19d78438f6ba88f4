import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { JsonValue } from '../../src/model/index.ts'
import { diffLeaves } from '../../src/plan/index.ts'
import { commonSubsequence } from '../../src/plan/lists/common-subsequence.ts'
import { editOnce, fewestLines, nestedLists, randomOf } from '../bench/random-edits.ts'
import { rowsOf } from './leaf-rows.ts'

describe('the common subsequence of two lists', () => {
  const list = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 90 })

  it('is as long as the textbook says, rises in both, and pairs what is equal', () => {
    fc.assert(
      fc.property(list, list, (from, to) => {
        const pairs = commonSubsequence(from, to)
        expect(pairs.every(({ from: ours, to: theirs }) => from[ours] === to[theirs])).toBe(true)
        expect(pairs.every((pair, index) => index === 0 || isBefore(pairs[index - 1], pair))).toBe(true)
        expect(pairs).toHaveLength(textbookLength(from, to))
      }),
    )
  })
})

describe('a change of a list', () => {
  const hosts = (...names: readonly string[]) => ({ hosts: names.map((host) => ({ host })) })
  const rules = (...names: readonly string[]) => ({
    rules: names.map((name) => ({ name, expr: `${name}!` })),
  })

  it.each<[string, JsonValue, JsonValue, string[]]>([
    [
      'the first of objects without names goes, and no other is meant',
      hosts('db-1', 'db-2', 'db-3'),
      hosts('db-2', 'db-3'),
      ['- hosts  {host: db-1} at 1'],
    ],
    ['an element comes first', { l: [1, 2] }, { l: [9, 1, 2] }, ['+ l  9 at 1']],
    ['an element comes last', { l: [1, 2] }, { l: [1, 2, 9] }, ['+ l  9 at 3']],
    ['the first goes to the end', { l: [3, 1, 2] }, { l: [1, 2, 3] }, ['~ l  3 moved 1 → 3']],
    ['two named rules swap', rules('one', 'two'), rules('two', 'one'), ['~ rules[two]  moved 2 → 1']],
    [
      'elements with numbers for ids are one and the same wherever they stand',
      {
        l: [
          { id: 7, a: 1 },
          { id: 8, a: 1 },
        ],
      },
      {
        l: [
          { id: 8, a: 2 },
          { id: 7, a: 1 },
        ],
      },
      ['~ l[8]  moved 2 → 1', '~ l[8].a  1 → 2'],
    ],
    [
      'an id in figures is not the number',
      {
        l: [
          { id: '7', a: 1 },
          { id: 8, a: 1 },
        ],
      },
      {
        l: [
          { id: '7', a: 2 },
          { id: 8, a: 2 },
        ],
      },
      ['~ l["7"].a  1 → 2', '~ l[8].a  1 → 2'],
    ],
    [
      'what went is named as the old document names it, what stays as the new one',
      rules('one', 'two'),
      { rules: [{ name: 'two', expr: 'z' }] },
      ['- rules[one]  {expr: "one!", name: one}', '~ rules[two].expr  "two!" → z'],
    ],
    [
      'names that are there twice tell nothing apart',
      {
        l: [
          { name: 'a', x: 1, y: 1 },
          { name: 'a', x: 2, y: 1 },
        ],
      },
      {
        l: [
          { name: 'a', x: 2, y: 1 },
          { name: 'a', x: 1, y: 1 },
        ],
      },
      ['~ l  {name: a, x: 2, y: 1} moved 2 → 1'],
    ],
    [
      'lists in lists',
      { l: [[1, 2, 3], [4, 5, 6], [7]] },
      { l: [[4, 5, 6], [1, 2, 9, 3], [7]] },
      ['- l  [1, 2, 3] at 1', '+ l  [1, 2, 9, 3] at 2'],
    ],
    [
      'a list in a list of a list',
      {
        l: [
          [
            [1, 2],
            [3, 4],
          ],
        ],
      },
      {
        l: [
          [
            [1, 2],
            [3, 5, 4],
          ],
        ],
      },
      ['+ l[#1][#2]  5 at 2'],
    ],
    ['a list is emptied', { l: [1] }, { l: [] }, ['- l  1 at 1', '~ l  now []']],
    ['a list goes', { l: [1], n: 1 }, { n: 1 }, ['- l  1']],
    [
      'an object without a name that changed in part is not another',
      {
        l: [
          { a: 1, b: 2, c: 3 },
          { a: 4, b: 5, c: 6 },
        ],
      },
      {
        l: [
          { a: 9, b: 9, c: 9 },
          { a: 1, b: 2, c: 3 },
          { a: 4, b: 5, c: 7 },
        ],
      },
      ['+ l  {a: 9, b: 9, c: 9} at 1', '~ l[#3].c  6 → 7'],
    ],
  ])('%s', (_, from, to, lines) => {
    expect(rowsOf(diffLeaves(from, to))).toEqual(lines)
  })

  it('by the key that the schema names, one or several members', () => {
    const from = [
      { host: 'a', port: 1, up: true },
      { host: 'a', port: 2, up: true },
    ]
    const to = [
      { host: 'a', port: 2, up: false },
      { host: 'a', port: 3, up: true },
      { host: 'a', port: 1, up: true },
    ]
    expect(rowsOf(diffLeaves(from, to, () => ({ keys: [['host', 'port']] })))).toEqual([
      '~ [a, 2]  moved 2 → 1',
      '~ [a, 2].up  true → false',
      '+ [a, 3]  {host: a, port: 3, up: true} at 2',
    ])
  })

  it('shows one line for one element before 3,000, and indexes in the order of numbers', () => {
    const from = Array.from({ length: 3000 }, (_, index) => ({
      address: `10.0.${index >> 8}.${index & 255}`,
    }))
    expect(rowsOf(diffLeaves(from, [{ address: '192.0.2.1' }, ...from]))).toEqual([
      '+ (document)  {address: "192.0.2.1"} at 1'.replaceAll('"', ''),
    ])
    const changed = from.map((each) => ({ ...each, up: true }))
    const places = diffLeaves(from, changed).map(({ pointer }) => Number(pointer.split('/')[1]))
    expect(places).toEqual([...places].sort((a, b) => a - b))
  })

  it('takes hardly a line more than it must, for 300 random edits of nested lists', () => {
    const random = randomOf(11)
    let [shown, fewest] = [0, 0]
    for (let number = 0; number < 300; number++) {
      const from = nestedLists(random)
      const edited = editOnce({ document: from, lines: 0 }, random, number)
      shown += diffLeaves(from, edited.document).length
      fewest += Math.min(fewestLines(from, edited.document), edited.lines)
    }
    expect(shown).toBeLessThan(1.05 * fewest)
  })

  it('moves no more than must move when 4,000 elements are shuffled', () => {
    const from = Array.from({ length: 4000 }, (_, index) => ({ n: index }))
    const shuffled = from.map((_, index) => from[(index * 2731) % 4000] as JsonValue)
    const leaves = diffLeaves(from, shuffled)
    expect(leaves.every(({ isMove }) => isMove)).toBe(true)
    expect(leaves.length).toBeLessThan(4000)
  })
})

function isBefore(a: { from: number; to: number } | undefined, b: { from: number; to: number }): boolean {
  return a !== undefined && a.from < b.from && a.to < b.to
}

function textbookLength(from: readonly number[], to: readonly number[]): number {
  let above = new Array<number>(to.length + 1).fill(0)
  for (const element of from) {
    const row = [0]
    for (const [index, other] of to.entries()) {
      const longest = Math.max(above[index + 1] as number, row[index] as number)
      row.push(element === other ? (above[index] as number) + 1 : longest)
    }
    above = row
  }
  return above.at(-1) as number
}
