import { type Store, StoreError, type Txn, type TxnResult } from '../../src/model/index.ts'

/** A store whose transactions go through `txn`. */
export function wrapTxn(store: Store, txn: Store['txn']): Store {
  return new Proxy(store, { get: (target, name) => (name === 'txn' ? txn : bound(target, name)) })
}

/** True for the transaction of an apply or a fence: they are the ones with guards. */
export function isGuarded(txn: Txn): boolean {
  return txn.compare.length > 0
}

/** Runs `interfere` once, right before the first guarded transaction. */
export function beforeTransaction(store: Store, interfere: () => Promise<unknown>): Store {
  let isDone = false
  return wrapTxn(store, async (txn) => {
    if (!isDone && isGuarded(txn)) {
      isDone = true
      await interfere()
    }
    return await store.txn(txn)
  })
}

/** Runs `interfere` once, right after values were read from `key` on. */
export function afterRange(store: Store, key: string, interfere: () => Promise<unknown>): Store {
  let isDone = false
  const range: Store['range'] = async (request) => {
    const result = await store.range(request)
    if (!isDone && request.key === key && request.countOnly !== true) {
      isDone = true
      await interfere()
    }
    return result
  }
  return new Proxy(store, { get: (target, name) => (name === 'range' ? range : bound(target, name)) })
}

/** What happens to one guarded transaction: it arrives or not, and the answer is lost; or it is held back. */
export type Fault = 'none' | 'request lost' | 'answer lost' | 'held' | 'full'

/** A store whose guarded transactions meet these faults in turn, and none after the last. `release` delivers what was held. */
export function faulty(
  store: Store,
  faults: readonly Fault[],
): { store: Store; release: () => Promise<TxnResult[]> } {
  const rest = [...faults]
  const held: Txn[] = []
  const txn = async (txn: Txn): Promise<TxnResult> => {
    const fault = isGuarded(txn) ? (rest.shift() ?? 'none') : 'none'
    if (fault === 'none') return await store.txn(txn)
    if (fault === 'answer lost') await store.txn(txn)
    if (fault === 'held') held.push(txn)
    if (fault === 'full') throw new StoreError('no-space', 'database space exceeded', { outcome: 'unknown' })
    throw new StoreError('timeout', `deadline exceeded (${fault})`, { outcome: 'unknown' })
  }
  const release = async () => {
    const results: TxnResult[] = []
    for (const txn of held.splice(0)) results.push(await store.txn(txn))
    return results
  }
  return { store: wrapTxn(store, txn), release }
}

function bound(target: Store, name: string | symbol): unknown {
  const member: unknown = Reflect.get(target, name)
  return typeof member === 'function' ? member.bind(target) : member
}
