import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Store } from '../../src/model/index.ts'
import { openEtcdStore } from '../../src/store/index.ts'
import { type EtcdServer, etcdMissing, startEtcd } from '../support/etcd.ts'
import { describeGroup } from '../support/groups.ts'
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts'
import { put, takeBatches } from './contract/tools.ts'

/** Which endpoints of a list answer. */
const lists = ['DL', 'LD', 'DLL', 'LDL', 'LLD', 'DDL', 'DLD', 'LDD']

describeGroup('etcd', etcdMissing(), 'a list of endpoints of which some are dead', () => {
  let etcd: EtcdServer
  let proxies: TcpProxy[]
  let store: Store
  beforeAll(async () => {
    etcd = await startEtcd()
  })
  afterAll(() => etcd.stop())
  afterEach(async () => {
    await store.close()
    await Promise.all(proxies.map((proxy) => proxy.close()))
  })

  /** A store over one proxy a letter; D refuses connections. */
  const openAt = async (list: string) => {
    proxies = await Promise.all([...list].map(() => startTcpProxy(etcd.endpoint)))
    setAs(list)
    store = await openEtcdStore({ endpoints: proxies.map(({ endpoint }) => endpoint) })
  }
  const setAs = (list: string) => {
    for (const [index, letter] of [...list].entries()) {
      proxies[index]?.set(letter === 'D' ? 'refuse' : 'pass')
      if (letter === 'D') proxies[index]?.reset()
    }
  }
  const read = (count: number) => Promise.all(Array.from({ length: count }, () => store.range({ key: 'a' })))
  const write = () => store.txn({ compare: [], success: [put('a', '1')], failure: [] })

  describe.each(lists)('%s', (list) => {
    it.each([1, 2, 3, 4])('answers %i reads at once', async (count) => {
      await openAt(list)
      expect(await read(count)).toHaveLength(count)
      expect(await read(count)).toHaveLength(count)
    })

    it('takes a write, first or beside reads, and a watch', async () => {
      await openAt(list)
      const [first] = await Promise.all([write(), read(3)])
      const second = await write()
      expect(second.revision).toBe(first.revision + 1)
      expect(await takeBatches(store, 'a', second.revision, 1)).toHaveLength(1)
    })

    it('is got over when those that live die and the others come back in the middle', async () => {
      await openAt(list)
      await read(3)
      setAs([...list].map((letter) => (letter === 'D' ? 'L' : 'D')).join(''))
      expect(await read(3)).toHaveLength(3)
      await write()
      setAs(list)
      expect(await read(2)).toHaveLength(2)
      await write()
    })
  })

  it('two watches that are cut together go on at the other endpoint', async () => {
    await openAt('LL')
    const { revision } = await write()
    const watches = ['a', 'a'].map((key) => store.watch({ key, startRevision: revision + 1 }))
    await Promise.all(watches.map(({ opened }) => opened))
    setAs('DL')
    const seen = watches.map(async (watch) => {
      for await (const { events } of watch) if (events.length > 0) return events.length
      return 0
    })
    await read(1)
    await write()
    expect(await Promise.all(seen)).toEqual([1, 1])
  })

  it('that are all dead is an error, and the store is there again as soon as one is', async () => {
    await openAt('DDD')
    await expect(read(3)).rejects.toMatchObject({ code: 'unreachable' })
    await expect(write()).rejects.toMatchObject({ code: 'unreachable', outcome: 'not-applied' })
    setAs('DLD')
    await write()
    expect(await read(2)).toHaveLength(2)
  })
})
