import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type DriftEntry, foldForeign } from '../../src/plan/index.ts'

const books = { workspace: 'books', environment: 'prod' }

describe('many foreign keys below a prefix', () => {
  it('are their number, each folder of them by itself; a few are named, and what is ours always', () => {
    const entries = [
      ...['a', 'b', 'c'].flatMap((folder) => foreign(`/config/block/${folder}/`, 100)),
      ...foreign('/config/few/', 20),
      ...foreign('/config/hosts/', 30).map((entry) => ({ ...entry, key: `${entry.key}/json` })),
      { key: '/config/block/a/mine', kind: 'deleted' as const },
    ]
    const { entries: named, folded } = foldForeign(sorted(entries))
    expect(folded).toEqual([
      { prefix: '/config/block/a/', keys: 100, revision: 99 },
      { prefix: '/config/block/b/', keys: 100, revision: 99 },
      { prefix: '/config/block/c/', keys: 100, revision: 99 },
      { prefix: '/config/hosts/', keys: 30, revision: 29 },
    ])
    expect(named).toHaveLength(21)
    expect(named[0]).toEqual({ key: '/config/block/a/mine', kind: 'deleted' })
  })

  it('are told by owner', () => {
    const theirs = foreign('/config/fw/t', 40).map((entry) => ({ ...entry, owner: books }))
    expect(foldForeign(sorted([...theirs, ...foreign('/config/fw/', 21)])).folded).toEqual([
      expect.objectContaining({ prefix: '/config/fw/', keys: 40, owner: books }),
      { prefix: '/config/fw/', keys: 21, revision: 20 },
    ])
  })

  it('are all told, once, and few lines tell them', () => {
    const keys = fc.uniqueArray(fc.stringMatching(/^(\/[ab]{0,2}){0,4}$/), { maxLength: 400 })
    fc.assert(
      fc.property(keys, (names) => {
        const all = sorted(names.map((key) => ({ key, kind: 'foreign' as const, revision: 1 })))
        const { entries, folded } = foldForeign(all)
        expect(entries.length + folded.reduce((sum, each) => sum + each.keys, 0)).toBe(all.length)
        const below = ({ prefix }: { prefix: string }) =>
          all.filter(({ key }) => key.startsWith(prefix)).length
        for (const each of folded) {
          expect(each.keys).toBeGreaterThan(20)
          expect(below(each)).toBeGreaterThanOrEqual(each.keys)
        }
        expect(new Set(folded.map(({ prefix }) => prefix)).size).toBe(folded.length)
      }),
    )
  })

  it('are folded however deep they lie', () => {
    const { folded } = foldForeign(foreign(`${'/'.repeat(100_000)}x/`, 25))
    expect(folded).toHaveLength(1)
  })
})

function foreign(prefix: string, count: number): DriftEntry[] {
  return sorted(
    Array.from({ length: count }, (_, index) => ({
      key: `${prefix}${index}`,
      kind: 'foreign',
      revision: index,
    })),
  )
}

function sorted(entries: readonly DriftEntry[]): DriftEntry[] {
  return [...entries].sort((a, b) => (a.key < b.key ? -1 : 1))
}
