import { describe, expect, it } from 'vitest'
import { joined } from '../../src/app/observing/read-applies.ts'
import type { LedgerEntry } from '../../src/model/index.ts'

/** Entries from `from` down to `to`. */
function entries(from: number, to: number, other: Partial<LedgerEntry> = {}): LedgerEntry[] {
  return Array.from({ length: from - to + 1 }, (_, index) => ({
    ...{
      seq: from - index,
      applyId: `id-${from - index}`,
      kind: 'apply',
      who: 'ci',
      when: '2026-11-23T01:00:00Z',
    },
    ...other,
  }))
}

describe('a history that was read', () => {
  it('grows by what is new', () => {
    expect(joined(entries(60, 11), entries(58, 1))).toEqual(entries(60, 1))
    expect(joined(entries(58, 9), entries(58, 1))).toEqual(entries(58, 1))
  })

  it('short enough to have come at once is whole', () => {
    expect(joined(entries(3, 1), [])).toEqual(entries(3, 1))
    expect(joined([], [])).toEqual([])
  })

  it.each<[string, LedgerEntry[], LedgerEntry[]]>([
    ['is longer than what came at once', entries(60, 11), []],
    ['has more news than came at once', entries(200, 151), entries(100, 1)],
    ['was trimmed meanwhile', entries(60, 60, { kind: 'trim' }).concat(entries(59, 11)), entries(59, 1)],
    ['is another: it went back', entries(20, 1), entries(30, 1)],
    ['is another of the same length', entries(30, 1, { applyId: 'other' }), entries(30, 1)],
  ])('that %s is read whole again', (_, newest, known) => {
    expect(joined(newest, known)).toBe(undefined)
  })
})
