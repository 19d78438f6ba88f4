import { expect, it } from 'vitest'
import { prefixEnd, type Txn } from '../../../src/model/index.ts'
import { put, remove, type StoreTools } from './tools.ts'

/** Conditions of a transaction. */
export function describeCompares(tools: StoreTools): void {
  const { commit, fresh } = tools

  const holds = async (compare: Txn['compare'][number]) =>
    (await tools.store.txn({ compare: [compare], success: [], failure: [] })).succeeded

  it.each([
    ['=', [false, true, false]],
    ['!=', [true, false, true]],
    ['<', [false, false, true]],
    ['>', [true, false, false]],
  ] as const)('every target compares with %s', async (is, expected) => {
    const key = `${fresh()}m`
    const first = await commit(put(key, 'm'))
    const { revision } = await commit(put(key, 'm'))
    const around = (number: number) => [number - 1, number, number + 1]
    const check = (target: 'mod' | 'create' | 'version', number: number) =>
      Promise.all(around(number).map((other) => holds({ key, is, target, number: other })))
    expect(await check('mod', revision)).toEqual(expected)
    expect(await check('create', first.revision)).toEqual(expected)
    expect(await check('version', 2)).toEqual(expected)
    const values = ['l', 'm', 'n'].map((text) =>
      holds({ key, is, target: 'value', value: Buffer.from(text) }),
    )
    expect(await Promise.all(values)).toEqual(expected)
  })

  it('a lease compares exactly, beyond 2^53 too', async () => {
    const key = `${fresh()}a`
    const lease = await tools.store.grantLease(100)
    await commit({ ...put(key, '1'), lease: lease.id })
    const next = String(BigInt(lease.id) + 1n)
    expect(await holds({ key, is: '=', target: 'lease', lease: lease.id })).toBe(true)
    expect(await holds({ key, is: '=', target: 'lease', lease: next })).toBe(false)
    expect(await holds({ key, is: '<', target: 'lease', lease: next })).toBe(true)
    await tools.store.revokeLease(lease.id)
  })

  it('a missing key has mod, create and version 0 and no lease', async () => {
    const key = `${fresh()}a`
    for (const target of ['mod', 'create', 'version'] as const) {
      expect(await holds({ key, is: '=', target, number: 0 })).toBe(true)
      expect(await holds({ key, is: '<', target, number: 1 })).toBe(true)
    }
    expect(await holds({ key, is: '=', target: 'lease', lease: '0' })).toBe(true)
  })

  it('a value compare on a missing key is false, whatever it asks', async () => {
    const key = `${fresh()}a`
    for (const is of ['=', '!=', '<', '>'] as const) {
      expect(await holds({ key, is, target: 'value', value: Buffer.from('x') })).toBe(false)
      expect(await holds({ key, is, target: 'value', value: new Uint8Array() })).toBe(false)
    }
  })

  it('a range compare asks every key that exists, and sees no delete', async () => {
    const p = fresh()
    await commit(put(`${p}a`, '1'), put(`${p}b`, '1'))
    const { revision } = await commit(put(`${p}c`, '1'))
    const unmodified = { key: p, end: prefixEnd(p), is: '<', target: 'mod', number: revision + 1 } as const
    expect(await holds(unmodified)).toBe(true)
    await commit(remove(`${p}b`))
    expect(await holds(unmodified)).toBe(true)
    await commit(put(`${p}d`, '1'))
    expect(await holds(unmodified)).toBe(false)
  })

  it('a range compare on create revision 0 guards an empty subtree', async () => {
    const p = fresh()
    const empty = { key: p, end: prefixEnd(p), is: '=', target: 'create', number: 0 } as const
    expect(await holds(empty)).toBe(true)
    await commit(put(`${p}deep/down`, '1'))
    expect(await holds(empty)).toBe(false)
  })
}
