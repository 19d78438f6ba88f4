import { afterAll, beforeAll, expect, it } from 'vitest'
import { memoryJournal, resumeApply } from '../../src/apply/index.ts'
import type { Store } from '../../src/model/index.ts'
import { openEtcdStore } from '../../src/store/index.ts'
import { type EtcdServer, etcdMissing, startEtcd } from '../support/etcd.ts'
import { describeGroup } from '../support/groups.ts'
import { home } from '../support/home.ts'
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts'
import { applyIt, contentsOf, now, planValues } from './apply-values.ts'
import { isGuarded, wrapTxn } from './wrap-store.ts'

const a = '/config/a/json'

describeGroup('etcd', etcdMissing(), 'endpoints of two clusters, of which the first falls silent', () => {
  let planned: EtcdServer
  let stranger: EtcdServer
  let way: TcpProxy
  let store: Store
  let direct: Store
  let other: Store
  beforeAll(async () => {
    ;[planned, stranger] = await Promise.all([startEtcd(), startEtcd()])
    way = await startTcpProxy(planned.endpoint)
    const options = { timeoutMilliseconds: 300 }
    store = await openEtcdStore({ endpoints: [way.endpoint, stranger.endpoint], ...options })
    direct = await openEtcdStore({ endpoints: [planned.endpoint] })
    other = await openEtcdStore({ endpoints: [stranger.endpoint] })
  })
  afterAll(async () => {
    await Promise.all([store, direct, other].map((one) => one.close()))
    await way.close()
    await Promise.all([planned, stranger].map((server) => server.stop()))
  })

  it('an apply that happened is not declared dead by a fence in the other, and is found when its own answers', async () => {
    const journal = memoryJournal()
    const plan = await planValues(store, { [a]: 1 })
    const silenced = wrapTxn(store, (txn) => {
      if (isGuarded(txn)) way.set('lose-replies')
      return store.txn(txn)
    })
    const outcome = await applyIt(silenced, plan, { journal, resolveMilliseconds: 4_000 })
    expect(outcome).toMatchObject({ kind: 'unknown', problem: expect.stringContaining('instead of') })
    expect(await contentsOf(direct)).toEqual({ [a]: '1' })
    expect(await contentsOf(other, '/')).toEqual({})
    way.set('pass')
    const resumed = await resumeApply({ store: direct, home, journal, author: { who: 'tester' }, now })
    expect(resumed).toMatchObject([{ outcome: { kind: 'applied', seq: 1 } }])
  })

  it('nothing is sent to the other', async () => {
    const plan = await planValues(direct, { [a]: 2 })
    const fresh = await openEtcdStore({ endpoints: [way.endpoint, stranger.endpoint] })
    const silenced = wrapTxn(fresh, async (txn) => {
      if (isGuarded(txn)) {
        way.set('refuse')
        way.reset()
        expect(await fresh.clusterId()).not.toBe(plan.cluster)
      }
      return await fresh.txn(txn)
    })
    const outcome = await applyIt(silenced, plan)
    await fresh.close()
    expect(outcome).toMatchObject({ kind: 'store-went-back', problem: expect.stringContaining('instead of') })
    expect(await contentsOf(other, '/')).toEqual({})
    way.set('pass')
  })
})
