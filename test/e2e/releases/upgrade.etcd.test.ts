import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { openEtcdStore } from '../../../src/store/index.ts'
import { applyIt, applyValues, planValues } from '../../apply/apply-values.ts'
import { Site, until } from '../../client/site.ts'
import { type EtcdServer, startEtcd } from '../../support/etcd.ts'
import { allEtcds } from '../../support/etcd-releases.ts'
import { describeGroup } from '../../support/groups.ts'

const key = '/config/sniffer/json'
const [first, second, third] = allEtcds
const missing = [first, second, third].map((one) => one?.missing).find((reason) => reason !== undefined)

const ends: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

describeGroup('etcd-3.6', missing, 'an etcd that is upgraded in place, series by series', () => {
  it('keeps its clients live, and takes a plan that was saved before', { timeout: 120_000 }, async () => {
    const dataDir = join(mkdtempSync(join(tmpdir(), 'appia-upgrade-')), 'data')
    ends.push(async () => rmSync(join(dataDir, '..'), { recursive: true, force: true }))
    let server: EtcdServer = await startEtcd({ executable: first?.executable ?? '', dataDir })
    ends.push(() => server.stop())
    const site = new Site(
      await openEtcdStore({ endpoints: [server.endpoint], watchResumeMilliseconds: 60_000 }),
    )
    ends.push(() => site.close())
    await applyValues(site.store, { [key]: { version: 1 }, '/config/a': 1 })
    const client = await site.connect('sniffer@gw-01', {
      store: await openEtcdStore({ endpoints: [server.endpoint] }),
    })
    const versionOf = async () => (await client.getConfig<{ readonly version?: number }>()).value.version
    expect(await versionOf()).toBe(1)
    const saved = await planValues(site.store, { [key]: { version: 1 }, '/config/a': 9 })

    let version = 1
    for (const release of [second, third]) {
      await server.kill('SIGTERM')
      // 3.6 does not start on what 3.4 has logged: 3.5 has to have taken a snapshot since (docs/etcd.md)
      const flags = release === second ? ['--snapshot-count=10'] : []
      server = await startEtcd({ executable: release?.executable ?? '', dataDir, at: server, flags })
      version++
      const plan = await planValues(site.store, { [key]: { version }, '/config/a': 1 })
      expect(await applyIt(site.store, plan)).toMatchObject({ kind: 'applied', seq: version })
      await until('the client follows', async () => (await versionOf()) === version, 20_000)
      for (let index = 0; index < 30; index++) await site.put('/other', String(index))
      expect(client.health()).toMatchObject({ isLive: true, configSource: 'live' })
    }
    expect(await applyIt(site.store, saved)).toMatchObject({ kind: 'applied', seq: 4, keys: 1 })
    const [running] = await site.store.status()
    expect(running?.version).toMatch(/^3\.6\./)
  })
})
