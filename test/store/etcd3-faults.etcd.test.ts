import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Store, StoreError, Txn } from '../../src/model/index.ts'
import { openEtcdStore } from '../../src/store/index.ts'
import { until } from '../client/site.ts'
import { type EtcdServer, etcdMissing, startEtcd } from '../support/etcd.ts'
import { describeGroup } from '../support/groups.ts'
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts'
import { codeOf, put, take } from './contract/tools.ts'

// Each fault was measured in etcd3 1.1.2 as it comes.
describeGroup('etcd', etcdMissing(), 'a fault of etcd3 that ours does not have:', () => {
  let etcd: EtcdServer
  let proxy: TcpProxy
  let direct: Store
  let store: Store
  const ends: (() => Promise<unknown>)[] = []

  beforeEach(async () => {
    etcd = await startEtcd()
    proxy = await startTcpProxy(etcd.endpoint)
    direct = await openEtcdStore({ endpoints: [etcd.endpoint] })
    store = await openEtcdStore({ endpoints: [proxy.endpoint], watchResumeMilliseconds: 60_000 })
    ends.push(
      () => etcd.stop(),
      () => proxy.close(),
      () => direct.close(),
      () => store.close(),
    )
    await store.txn({ compare: [], success: [put('a', '0')], failure: [] })
  })
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end()
  })

  it('a compare-and-swap that was committed is reported as failed, because it is sent again', async () => {
    const guard = { key: 'a', target: 'value', is: '=', value: Buffer.from('0') } as const
    const swapped = await cutAfterCommit({ compare: [guard], success: [put('a', '1')], failure: [] })
    expect(swapped).toMatchObject({ outcome: 'unknown' })
  })

  it('a put is written twice, because it is sent again', async () => {
    expect(await cutAfterCommit({ compare: [], success: [put('a', '1')], failure: [] })).toMatchObject({
      outcome: 'unknown',
    })
    expect((await store.range({ key: 'a' })).kvs[0]?.version).toBe(2)
  })

  it('a watch skips what happened while it was cut', async () => {
    const watch = store.watch({ key: 'a', startRevision: 3 })
    await watch.opened
    proxy.set('refuse')
    proxy.reset()
    for (let batch = 0; batch < 20; batch++) await Promise.all(Array.from({ length: 100 }, () => write('x')))
    proxy.set('pass')
    const batches = await take(watch, 2000)
    expect(batches.map(({ revision }) => revision)).toEqual(
      Array.from({ length: 2000 }, (_, index) => index + 3),
    )
  })

  it('a watch delivers nothing of a backlog over 4 MB', async () => {
    const watch = store.watch({ key: 'a', startRevision: 3 })
    await watch.opened
    proxy.set('refuse')
    proxy.reset()
    for (let index = 0; index < 20; index++) await write('x'.repeat(400_000))
    proxy.set('pass')
    expect(await take(watch, 20)).toHaveLength(20)
  })

  it('a watch is silent after a restore to an older history, instead of ending', async () => {
    for (let index = 0; index < 20; index++) await write(String(index))
    const watch = store.watch({ key: 'a', startRevision: 1 })
    await watch.opened
    const reading = failureOf(take(watch, 1000))
    const older = await startEtcd()
    ends.push(() => older.stop())
    proxy.retarget(older.endpoint)
    proxy.reset()
    expect(await reading).toMatchObject({ code: 'went-back' })
  })

  it('a dead connection is never noticed', { timeout: 300_000 }, async () => {
    const impatient = await openEtcdStore({ endpoints: [proxy.endpoint], watchResumeMilliseconds: 1 })
    ends.push(() => impatient.close())
    const watch = impatient.watch({ key: 'a', startRevision: 3 })
    await watch.opened
    proxy.set('black-hole')
    const noticed = codeOf(await failureOf(take(watch, 1)))
    expect(['unreachable', 'timeout']).toContain(noticed)
    expect(proxy.counts.bytesHeld).toBeGreaterThan(0)
  })

  it('a watch that is denied blocks the others', async () => {
    await etcd.etcdctl('role', 'add', 'reader')
    await etcd.etcdctl('role', 'grant-permission', 'reader', 'read', 'a')
    await etcd.etcdctl('user', 'add', 'reader:pw')
    await etcd.etcdctl('user', 'grant-role', 'reader', 'reader')
    await etcd.enableAuthentication('rootpw')
    const reader = await openEtcdStore({ endpoints: [etcd.endpoint], user: 'reader', password: 'pw' })
    ends.push(() => reader.close())
    const denied = reader.watch({ key: 'b', startRevision: 1 })
    const allowed = reader.watch({ key: 'a', startRevision: 1 })
    expect(await failureOf(take(denied, 1))).toMatchObject({ code: 'permission' })
    expect(await take(allowed, 1)).toHaveLength(1)
  })

  it.each(['mod', 'create', 'version', 'lease'] as const)(
    'a comparison of %s under a name that etcd3 does not know is another comparison',
    async (target) => {
      const { id } = await direct.grantLease(60)
      await direct.txn({ compare: [], success: [{ ...put('k', '1'), lease: id }], failure: [] })
      const [kv] = (await direct.range({ key: 'k' })).kvs
      const { modRevision, createRevision, version } = kv ?? { modRevision: 0, createRevision: 0, version: 0 }
      const numbers = { mod: modRevision, create: createRevision, version, lease: 0 }
      const right = target === 'lease' ? { lease: id } : { number: numbers[target] }
      const wrong = target === 'lease' ? { lease: '12345' } : { number: numbers[target] + 7 }
      const holds = async (is: '=' | '!=', value: object): Promise<boolean> => {
        const compare = { key: 'k', target, is, ...value } as Txn['compare'][number]
        return (await direct.txn({ compare: [compare], success: [], failure: [] })).succeeded
      }
      expect([await holds('=', right), await holds('!=', right)]).toEqual([true, false])
      expect([await holds('=', wrong), await holds('!=', wrong)]).toEqual([false, true])
    },
  )

  async function write(value: string): Promise<void> {
    await direct.txn({ compare: [], success: [put('a', value)], failure: [] })
  }

  /** Sends a transaction whose reply is lost with its connection, once it is committed; gives what the caller is told. */
  async function cutAfterCommit(txn: Txn): Promise<unknown> {
    proxy.set('lose-replies')
    const told = failureOf(store.txn(txn))
    await until('it is committed', async () => {
      const [kv] = (await direct.range({ key: 'a' })).kvs
      return kv !== undefined && Buffer.from(kv.value).toString() === '1'
    })
    proxy.set('pass')
    proxy.reset()
    return told
  }
})

describe('a fault of etcd3 that ours does not have:', () => {
  it('its lock has two owners for seconds: no source uses its lock, election, transaction builder or watcher', () => {
    const root = join(import.meta.dirname, '../../src')
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.ts'),
    )
    const forbidden = /\.(lock|election|stm|if)\(|new (Lock|Election|WatchBuilder|SoftwareTransaction)\b/
    expect(files.filter((file) => forbidden.test(readFileSync(join(root, file), 'utf8')))).toEqual([])
    const users = files.filter((file) => readFileSync(join(root, file), 'utf8').includes("from 'etcd3'"))
    expect(users.every((file) => file.startsWith('store/etcd/'))).toBe(true)
    expect(users.length).toBeGreaterThan(0)
  })
})

function failureOf(call: Promise<unknown>): Promise<StoreError | string> {
  return call.then(
    () => 'no error',
    (error: StoreError) => error,
  )
}
