import { expect, it } from 'vitest'
import { prefixEnd, type Txn, type TxnResult } from '../../../src/model/index.ts'
import { nest, put, range, remove, type StoreTools } from './tools.ts'

/** What a transaction does, flat and nested. */
export function describeTransactions(tools: StoreTools): void {
  const { commit, fresh, textAt } = tools

  it('without a compare success runs; one false compare runs failure', async () => {
    const p = fresh()
    const txn = (number: number): Txn => ({
      compare: [
        { key: `${p}x`, is: '=', target: 'mod', number: 0 },
        { key: `${p}y`, is: '=', target: 'mod', number },
      ],
      success: [put(`${p}then`, '1')],
      failure: [put(`${p}else`, '1')],
    })
    expect((await tools.store.txn(txn(0))).succeeded).toBe(true)
    expect((await tools.store.txn(txn(7))).succeeded).toBe(false)
    expect(await textAt(`${p}then`)).toBe('1')
    expect(await textAt(`${p}else`)).toBe('1')
  })

  it('a read in a transaction sees the writes before it, at the one new revision', async () => {
    const p = fresh()
    await commit(put(`${p}a`, 'old'), put(`${p}b`, 'old'))
    const range = { kind: 'range', key: p, end: prefixEnd(p) } as const
    const result = await commit(put(`${p}a`, 'new'), remove(`${p}b`), put(`${p}c`, 'new'), range)
    const seen = rangeOf(result, 3)
    expect(seen.map((kv) => [kv.key, kv.modRevision])).toEqual([
      [`${p}a`, result.revision],
      [`${p}c`, result.revision],
    ])
  })

  it('nested compares see the state before the whole transaction', async () => {
    const p = fresh()
    const inner: Txn = {
      compare: [{ key: `${p}a`, is: '=', target: 'mod', number: 0 }],
      success: [put(`${p}b`, 'absent')],
      failure: [put(`${p}b`, 'present')],
    }
    const result = await commit(put(`${p}a`, '1'), { kind: 'txn', txn: inner })
    expect(result.results[1]).toMatchObject({
      kind: 'txn',
      result: { succeeded: true, revision: result.revision },
    })
    expect(await textAt(`${p}b`)).toBe('absent')
  })

  it('a false nested compare does not stop its siblings', async () => {
    const p = fresh()
    const never: Txn = {
      compare: [{ key: p, is: '>', target: 'mod', number: 0 }],
      success: [put(`${p}a`, '1')],
      failure: [],
    }
    const result = await commit({ kind: 'txn', txn: never }, put(`${p}b`, '1'))
    expect(result.succeeded).toBe(true)
    expect(await textAt(`${p}a`)).toBeUndefined()
    expect(await textAt(`${p}b`)).toBe('1')
  })

  it('10,000 nested puts are one revision', async () => {
    const p = fresh()
    const before = (await commit(put(`${p}first`, '1'))).revision
    const name = (group: number, item: number) => `${p}${group}/${item}`
    const groups = range(100).map((group) => nest(...range(28).map((item) => put(name(group, item), 'x'))))
    expect((await commit(...groups)).revision).toBe(before + 1)
    const deep = range(100).map((group) => nest(...range(28).map((item) => remove(name(group, item)))))
    expect((await commit(...deep)).revision).toBe(before + 2)
    const wide = range(64).map((group) => nest(...range(64).map((item) => put(name(group, item), 'x'))))
    expect((await commit(...wide)).revision).toBe(before + 3)
    expect((await tools.store.range({ key: p, end: prefixEnd(p), countOnly: true })).count).toBe(64 * 64 + 1)
  })
}

function rangeOf(result: TxnResult, index: number) {
  const reply = result.results[index]
  return reply?.kind === 'range' ? reply.kvs : []
}
