import { afterAll, beforeAll, expect, it } from 'vitest'
import { memoryJournal, resumeApply } from '../../../src/apply/index.ts'
import type { Store } from '../../../src/model/index.ts'
import { openEtcdStore } from '../../../src/store/index.ts'
import { applyIt, contentsOf, now, planValues } from '../../apply/apply-values.ts'
import { isGuarded, wrapTxn } from '../../apply/wrap-store.ts'
import { Site, until } from '../../client/site.ts'
import { type EtcdServer, etcdMissing, startEtcdCluster } from '../../support/etcd.ts'
import { describeGroup } from '../../support/groups.ts'
import { home } from '../../support/home.ts'

const faults = ['stopped', 'killed'] as const
/** Before anything is read, before blobs are staged, before the transaction, and when it has been answered. */
const phases = ['checking', 'staging', 'sending', 'sent'] as const
const member = 'sniffer@gw-01'

describeGroup('etcd', etcdMissing(), 'a cluster of three, one follower of which fails', () => {
  let servers: readonly EtcdServer[]
  const stores: Store[] = []
  beforeAll(async () => {
    servers = await startEtcdCluster(3)
  })
  afterAll(async () => {
    for (const store of stores) await store.close()
    await Promise.all(servers.map((server) => server.stop()))
  })

  /** A store that asks the follower first. */
  async function openAt(follower: EtcdServer): Promise<Store> {
    const others = servers.filter((server) => server !== follower)
    const endpoints = [follower, ...others].map(({ endpoint }) => endpoint)
    const store = await openEtcdStore({
      endpoints,
      timeoutMilliseconds: 1_000,
      watchResumeMilliseconds: 30_000,
    })
    stores.push(store)
    return store
  }

  async function findFollower(): Promise<EtcdServer> {
    const any = await openEtcdStore({ endpoints: servers.map(({ endpoint }) => endpoint) })
    const status = await any.status()
    await any.close()
    return servers[status.findIndex(({ isLeader }) => isLeader === false)] as EtcdServer
  }

  async function strike(follower: EtcdServer, fault: (typeof faults)[number]): Promise<void> {
    if (fault === 'stopped') follower.pause()
    else await follower.kill()
  }

  async function mend(follower: EtcdServer, fault: (typeof faults)[number]): Promise<void> {
    if (fault === 'stopped') follower.resume()
    else await follower.restart()
  }

  let round = 0
  const cases = faults.flatMap((fault) => phases.map((phase) => [fault, phase] as const))
  it.each(cases)(
    '%s while an apply is %s: what is said of it is true, on every member',
    { timeout: 60_000 },
    async (fault, phase) => {
      const follower = await findFollower()
      const store = await openAt(follower)
      const value = ++round
      const before = await contentsOf(store)
      const plan = await planValues(
        store,
        { '/config/a': value, '/config/b': `${value}` },
        { permissions: { allowDelete: 9 } },
      )
      let hasStruck = false
      const strikeOnce = async () => {
        if (!hasStruck) await strike(follower, fault)
        hasStruck = true
      }
      const struck = wrapTxn(store, async (txn) => {
        if (phase === 'staging' && !isGuarded(txn) && txn.success.some(({ kind }) => kind === 'put'))
          await strikeOnce()
        if (phase === 'sending' && isGuarded(txn)) await strikeOnce()
        const result = await store.txn(txn)
        if (phase === 'sent' && isGuarded(txn)) await strikeOnce()
        return result
      })
      if (phase === 'checking') await strikeOnce()
      const journal = memoryJournal()
      const outcome = await applyIt(struck, plan, { journal })
      expect(hasStruck).toBe(true)
      const [resumed] = await resumeApply({
        store,
        home,
        journal,
        author: { who: 'tester' },
        now,
        finish: false,
      })
      const told = (resumed?.outcome ?? outcome).kind
      const after = { '/config/a': `${value}`, '/config/b': `"${value}"` }
      expect(['applied', 'fenced', 'unreachable']).toContain(told)
      expect(await contentsOf(store)).toEqual(told === 'applied' ? after : before)
      await mend(follower, fault)
      const singles = await Promise.all(
        servers.map(({ endpoint }) => openEtcdStore({ endpoints: [endpoint] })),
      )
      stores.push(...singles)
      // What the follower had taken in before it was stopped may come only now.
      await until('every member is at one revision', async () => {
        const answers = await Promise.all(singles.map((single) => single.range({ key: '/config/a' })))
        return new Set(answers.map(({ revision }) => revision)).size === 1
      })
      for (const single of singles)
        expect(await contentsOf(single)).toEqual(told === 'applied' ? after : before)
    },
  )

  it.each(faults)('%s at every step of rotations: they go on', { timeout: 90_000 }, async (fault) => {
    await servers[0]?.etcdctl('del', '', '--from-key')
    const follower = await findFollower()
    const site = new Site(await openAt(follower))
    await site.declare([member])
    const client = await site.connect(member)
    const steps: string[] = []
    let striking = Promise.resolve()
    const rotator = site.startRotator({
      onEvent: (event) => {
        if (event.kind !== 'step') return
        steps.push(event.step.kind)
        const turn = steps.length
        striking = striking.then(() => (turn % 2 === 1 ? strike(follower, fault) : mend(follower, fault)))
      },
    })
    await until('a key is primary', () => client.health().keys === 'ready', 30_000)
    const seen = new Set<string>()
    while (seen.size < 3) {
      seen.add(client.getEncryptionSeed().keyId)
      client.updateEncryptionSeed('test')
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    await rotator.stop()
    await striking
    if (steps.length % 2 === 1) await mend(follower, fault)
    expect(steps.length).toBeGreaterThan(4)
    stores.splice(stores.indexOf(site.store), 1)
    await site.close()
  })
})
