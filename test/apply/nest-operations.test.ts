import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nestOperations, operationsLimit } from '../../src/apply/nest-operations.ts'
import type { Operation } from '../../src/model/index.ts'

describe('nested operations', () => {
  it('are all there, in order, with every level within what the levels above leave it', () => {
    const root = fc.record({
      own: fc.integer({ min: 0, max: 4 }),
      compares: fc.integer({ min: 0, max: 100 }),
    })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), root, (count, { own, compares }) => {
        const nested = nestOperations(operations(count), { own, compares })
        expect(leavesOf(nested)).toEqual(operations(count))
        const used = Math.max(compares, nested.length + own)
        expect(used).toBeLessThanOrEqual(operationsLimit)
        expect(fits(nested, operationsLimit - used)).toBe(true)
      }),
      { numRuns: 60 },
    )
  })

  it('that fit beside the others are not nested', () => {
    expect(nestOperations(operations(125), { own: 3, compares: 128 })).toEqual(operations(125))
  })

  it('that fit no three levels are an error', () => {
    expect(() => nestOperations(operations(10_000), { own: 3, compares: 126 })).toThrow('do not fit')
  })
})

function operations(count: number): Operation[] {
  return Array.from({ length: count }, (_, index) => ({ kind: 'delete', key: `/k${index}` }))
}

function leavesOf(nested: readonly Operation[]): Operation[] {
  return nested.flatMap((one) => (one.kind === 'txn' ? leavesOf(one.txn.success) : [one]))
}

/** etcd's rule: a nested transaction gets what is left of 128 after its parents' own counts. */
function fits(nested: readonly Operation[], left: number): boolean {
  return nested.every((one) => {
    if (one.kind !== 'txn') return true
    const used = one.txn.success.length
    return used <= left && fits(one.txn.success, left - used)
  })
}
