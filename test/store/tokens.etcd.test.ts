import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, expect, it } from 'vitest'
import type { Store, WatchBatch } from '../../src/model/index.ts'
import { openEtcdStore } from '../../src/store/index.ts'
import { type EtcdServer, startEtcd } from '../support/etcd.ts'
import { allEtcds } from '../support/etcd-releases.ts'
import { describeGroup } from '../support/groups.ts'
import { shortTokens, tokenExpiry } from '../support/short-tokens.ts'
import { put } from './contract/tools.ts'

const folder = mkdtempSync(join(tmpdir(), 'appia-tokens-'))
const tokens = shortTokens(folder)

const open: { close(): Promise<unknown> }[] = []
afterAll(async () => {
  for (const one of open.splice(0).reverse()) await one.close()
  rmSync(folder, { recursive: true, force: true })
})

async function start(executable: string, flags: readonly string[]): Promise<EtcdServer> {
  const server = await startEtcd({ executable, flags })
  open.push({ close: () => server.stop() })
  await server.etcdctl('role', 'add', 'component')
  await server.etcdctl('role', 'grant-permission', '--prefix=true', 'component', 'readwrite', '/config/')
  await server.etcdctl('user', 'add', 'alice:secret')
  await server.etcdctl('user', 'grant-role', 'alice', 'component')
  await server.enableAuthentication('root')
  return server
}

async function openAs(server: EtcdServer, onWarning?: (text: string) => void): Promise<Store> {
  const store = await openEtcdStore({
    endpoints: [server.endpoint],
    user: 'alice',
    password: 'secret',
    watchResumeMilliseconds: 10_000,
    ...(onWarning && { onWarning }),
  })
  open.push(store)
  return store
}

async function write(store: Store, key: string, lease?: string): Promise<number> {
  const one = { ...put(key, '1'), ...(lease === undefined ? {} : { lease }) }
  return (await store.txn({ compare: [], success: [one], failure: [] })).revision
}

async function next(batches: AsyncIterator<WatchBatch>): Promise<readonly string[]> {
  for (;;) {
    const { value, done } = await batches.next()
    if (done) throw new Error('the watch has ended')
    if (value.events.length === 0) continue
    return (value as WatchBatch).events.map((event) => (event.kind === 'put' ? event.kv.key : event.key))
  }
}

/** Everything that a component or a rotator does with a store. */
async function useAll(store: Store, lease: string, batches: AsyncIterator<WatchBatch>): Promise<void> {
  const [kept] = await Promise.all([store.keepAliveLease(lease), store.range({ key: '/config/a' })])
  expect(kept.ttlSeconds).toBe(30)
  const revision = await write(store, '/config/a', lease)
  expect(await next(batches)).toEqual(['/config/a'])
  const fresh = store.watch({ key: '/config/a', startRevision: revision })
  expect(await next(fresh[Symbol.asyncIterator]())).toEqual(['/config/a'])
  await fresh.close()
}

for (const { name, executable, group, missing } of allEtcds) {
  describeGroup(group, missing, `${name}, whose tokens are good for seconds`, () => {
    it.concurrent.each(Object.entries(tokens))(
      '%s: leases, reads, writes and watches go on after it has run out, and after a change of roles',
      {
        timeout: 60_000,
      },
      async (_, flags) => {
        const server = await start(executable, flags)
        const store = await openAs(server)
        const { id } = await store.grantLease(30)
        const watch = store.watch({ key: '/config/', end: '/config0', startRevision: 1 })
        await watch.opened
        const batches = watch[Symbol.asyncIterator]()
        await useAll(store, id, batches)
        await setTimeout(tokenExpiry)
        await store.keepAliveLease(id)
        await useAll(store, id, batches)
        await setTimeout(tokenExpiry)
        await useAll(store, id, batches)
        await server.etcdctl('--user=root:root', 'role', 'grant-permission', 'component', 'read', '/other')
        await store.keepAliveLease(id)
        await useAll(store, id, batches)
        await store.revokeLease(id)
      },
    )

    it('a JWT that was given is shown as it is', async () => {
      const server = await start(executable, [...tokens.jwt.map((flag) => flag.replace('ttl=2s', 'ttl=60s'))])
      const reply = await fetch(`http://${server.endpoint}/v3/auth/authenticate`, {
        method: 'POST',
        body: JSON.stringify({ name: 'alice', password: 'secret' }),
      })
      const { token } = (await reply.json()) as { token: string }
      const store = await openEtcdStore({ endpoints: [server.endpoint], token })
      open.push(store)
      expect(await write(store, '/config/a')).toBe(2)
      await expect(write(store, '/other')).rejects.toMatchObject({ code: 'permission' })
    })

    it.concurrent.each(Object.entries(tokens))(
      '%s: access control that is switched off and on again stops nobody',
      {
        timeout: 60_000,
      },
      async (_, flags) => {
        const server = await start(executable, flags)
        const warnings: string[] = []
        const before = await openAs(server)
        const { id } = await before.grantLease(30)
        const watch = before.watch({ key: '/config/', end: '/config0', startRevision: 1 })
        await watch.opened
        const batches = watch[Symbol.asyncIterator]()
        await useAll(before, id, batches)
        await server.etcdctl('--user=root:root', 'auth', 'disable')
        const between = await openAs(server, (text) => warnings.push(text))
        await useAll(between, id, batches)
        await useAll(before, id, batches)
        await server.etcdctl('auth', 'enable')
        await useAll(between, id, batches)
        await useAll(before, id, batches)
        expect(warnings).toEqual([
          'user alice was given, but access control is off there: whoever reaches this etcd may read and write everything',
        ])
      },
    )
  })
}
