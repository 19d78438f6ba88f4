import { setImmediate as turn } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { readLive } from '../../src/apply/index.ts'
import type { Store } from '../../src/model/index.ts'
import { openEmbeddedStore } from '../../src/store/index.ts'
import { home } from '../support/home.ts'
import { applyValues, putForeign } from './apply-values.ts'

const prefixes = { managedPrefixes: ['/config/', '/other/'] }

it('live state is read in two rounds before anything is applied', async () => {
  const { store, rounds } = inRounds(await openEmbeddedStore())
  await readLive(store, { home, ...prefixes })
  // cluster and epoch; owner, owners, pending, the older layout and the keys
  expect(rounds()).toEqual([2, 6])
})

it('live state of what was applied is read in four rounds: each needs what the one before names', async () => {
  const plain = await openEmbeddedStore()
  await applyValues(plain, { '/config/a': 1, '/config/b': { n: 2 } })
  const { store, rounds } = inRounds(plain)
  const live = await readLive(store, { home, ...prefixes, keys: ['/elsewhere/a', '/elsewhere/b'] })
  expect(live.index.size).toBe(2)
  // cluster and epoch; owner, owners, pending, the ledger and the keys; the manifest; its shard; keys elsewhere
  expect(rounds()).toEqual([2, 6, 1, 1, 2])
})

it('one round more tells what was applied where something else is live', async () => {
  const plain = await openEmbeddedStore()
  await applyValues(plain, { '/config/a': 1 })
  await putForeign(plain, '/config/a', '2')
  const { store, rounds } = inRounds(plain)
  const live = await readLive(store, { home, ...prefixes })
  expect(live.lastApplied?.get('/config/a')).toBe('1')
  expect(rounds()).toEqual([2, 6, 1, 1, 1])
})

/** A store that answers what is asked for at once at once: `rounds` has the calls of each round. */
function inRounds(store: Store): { readonly store: Store; readonly rounds: () => readonly number[] } {
  const rounds: number[] = []
  let asked: (() => Promise<unknown>)[] = []
  const answer = async () => {
    await turn()
    await turn()
    const calls = asked
    asked = []
    rounds.push(calls.length)
    for (const call of calls) await call()
  }
  const later =
    <Request, Reply>(call: (request: Request) => Promise<Reply>) =>
    (request: Request): Promise<Reply> =>
      new Promise((resolve, reject) => {
        if (asked.length === 0) void answer()
        asked.push(() => call(request).then(resolve, reject))
      })
  return {
    rounds: () => rounds,
    store: {
      ...{ kind: store.kind, name: store.name },
      clusterId: later(() => store.clusterId()) as Store['clusterId'],
      range: later((request) => store.range(request)),
      txn: later((txn) => store.txn(txn)),
      watch: (request) => store.watch(request),
      grantLease: (seconds) => store.grantLease(seconds),
      keepAliveLease: (id) => store.keepAliveLease(id),
      revokeLease: (id) => store.revokeLease(id),
      compact: (revision) => store.compact(revision),
      status: () => store.status(),
      close: () => store.close(),
    },
  }
}
