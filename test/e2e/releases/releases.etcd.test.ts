import { afterEach, expect, it } from 'vitest'
import { memoryJournal, readHistory, resumeApply } from '../../../src/apply/index.ts'
import { openEtcdStore } from '../../../src/store/index.ts'
import { applyIt, applyValues, contentsOf, now, planValues } from '../../apply/apply-values.ts'
import { faulty } from '../../apply/wrap-store.ts'
import { Site, until } from '../../client/site.ts'
import { startEtcd } from '../../support/etcd.ts'
import { allEtcds } from '../../support/etcd-releases.ts'
import { describeGroup } from '../../support/groups.ts'
import { home } from '../../support/home.ts'

const key = '/config/sniffer/json'
const sniffer = 'sniffer@gw-01'
const detector = 'detector@gw-01'
const flows = { from: 'sniffer', to: 'detector' }

const ends: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

for (const { name, executable, group, missing } of allEtcds) {
  describeGroup(group, missing, `on ${name}`, () => {
    async function open(): Promise<Site> {
      const etcd = await startEtcd({ executable })
      ends.push(() => etcd.stop())
      const site = new Site(await openEtcdStore({ endpoints: [etcd.endpoint] }))
      ends.push(() => site.close())
      return site
    }

    it('applies land as one revision, lost answers are found out, late ones change nothing', async () => {
      const { store } = await open()
      const many = Object.fromEntries(
        Array.from({ length: 1_000 }, (_, index) => [`/config/k${index}`, index]),
      )
      expect(await applyValues(store, many)).toMatchObject({ kind: 'applied', seq: 1, keys: 1_000 })
      const { kvs } = await store.range({ key: '/config/', end: '/config0' })
      expect(new Set(kvs.map(({ modRevision }) => modRevision)).size).toBe(1)
      const journal = memoryJournal()
      const lost = faulty(store, ['answer lost'])
      const second = { ...many, '/config/k0': -2 }
      expect(await applyIt(lost.store, await planValues(store, second), { journal })).toMatchObject({
        kind: 'applied',
        seq: 2,
      })
      const held = faulty(store, ['held'])
      const third = await planValues(store, { ...second, '/config/k1': -3 })
      expect(await applyIt(held.store, third, { journal })).toMatchObject({ kind: 'fenced', seq: 3 })
      expect(await held.release()).toMatchObject([{ succeeded: false }])
      expect(await contentsOf(store)).toMatchObject({ '/config/k0': '-2', '/config/k1': '1' })
      const author = { who: 'tester' }
      expect(await resumeApply({ store, home, journal, author, now })).toEqual([])
      expect((await readHistory(store, home, 9)).map(({ kind }) => kind)).toEqual(['fence', 'apply', 'apply'])
    })

    it('clients follow, keys rotate, and every message is opened', { timeout: 60_000 }, async () => {
      const site = await open()
      await site.declare([sniffer, detector])
      await applyValues(site.store, { [key]: { version: 1 } }, {})
      const producer = await site.connect(sniffer)
      const consumer = await site.connect(detector)
      site.startRotator()
      await until('both have a key', () =>
        [producer, consumer].every((client) => client.health().keys === 'ready'),
      )
      const keys = new Set<string>()
      for (let version = 2; keys.size < 3; version++) {
        await site.put(key, { version })
        await until('the producer has the new version', async () => {
          return (await producer.getConfig<{ readonly version?: number }>()).value.version === version
        })
        const opened = await consumer.decrypt(flows, producer.encrypt(flows, Buffer.from(`flow ${version}`)))
        expect(opened).toMatchObject({ kind: 'opened' })
        if (opened.kind === 'opened') keys.add(opened.keyId)
        producer.updateEncryptionSeed('test')
      }
    })
  })
}
