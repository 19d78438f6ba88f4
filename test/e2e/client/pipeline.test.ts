import { afterEach, expect, it } from 'vitest'
import { rotationKeys, type Store } from '../../../src/model/index.ts'
import { parseKeyset, runRotator } from '../../../src/rotation/index.ts'
import { openEtcdStore } from '../../../src/store/index.ts'
import { until } from '../../client/site.ts'
import { type EtcdServer, etcdMissing, startEtcd } from '../../support/etcd.ts'
import { describeGroup } from '../../support/groups.ts'
import { startTcpProxy } from '../../support/tcp-proxy.ts'
import { type ComponentName, components, Pipeline } from './pipeline.ts'

/** The long run sets 200. */
const rotations = Number(process.env.APPIA_ROTATIONS ?? 20)
const policy = {
  algorithm: 'chacha20-poly1305',
  interval: 1,
  grace: 0.5,
  longestMessageAge: 0.5,
  keepPrevious: 3,
}
const { keyset: keysetKey, rotatorStatus } = rotationKeys('')

describeGroup('etcd', etcdMissing(), 'sniffer → detector → firewall over ZeroMQ', () => {
  const ends: (() => Promise<void>)[] = []
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end()
  })

  it(`decrypt every message through ${rotations} rotations, restarts and a cut`, {
    timeout: 600_000,
  }, async () => {
    const etcd: EtcdServer = await startEtcd()
    ends.push(() => etcd.stop())
    const store = await openEtcdStore({ endpoints: [etcd.endpoint] })
    ends.push(() => store.close())
    const proxy = await startTcpProxy(etcd.endpoint)
    ends.push(() => proxy.close())
    const pipeline = new Pipeline()
    ends.push(() => pipeline.close())
    await pipeline.prepare(store, policy)
    ends.push(startRotator(store))

    const start = (component: ComponentName) => pipeline.start(component, proxy.endpoint)
    for (const component of components) start(component)
    await until('messages reach the firewall', () => pipeline.total('firewall').opened > 0, 120_000)

    const primaries = new Set<string>()
    let namedWhileCut = false
    const rotate = async (): Promise<void> => {
      const before = await primaryOf(store)
      await until(
        'the primary changes',
        async () => {
          pipeline.askForRotation()
          await new Promise((resolve) => setTimeout(resolve, 20))
          return (await primaryOf(store)) !== before
        },
        30_000,
      )
      primaries.add((await primaryOf(store)) ?? '')
    }
    for (let round = 1; round <= rotations; round++) {
      await rotate()
      const victim = components[round % 3] ?? 'sniffer'
      if (round % 7 === 0) {
        await pipeline.kill(victim)
        start(victim)
        await until('it has its key again', () => acknowledgesPrimary(store, victim), 120_000)
      }
      if (round === Math.floor(rotations / 2)) {
        proxy.set('black-hole')
        await beginRotation(store)
        await until(
          'the rotator names who is silent',
          async () => {
            const status = await text(store, rotatorStatus)
            return components.every((component) => status?.includes(`${component}@gw-01`))
          },
          20_000,
        )
        namedWhileCut = true
        proxy.set('pass')
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 1500))

    const detector = pipeline.total('detector')
    const firewall = pipeline.total('firewall')
    console.log(
      `${primaries.size} rotations: ${pipeline.total('sniffer').sent} flows sent, ${detector.opened} opened,`,
      `${firewall.opened} verdicts opened; refused ${JSON.stringify([detector.rejected, firewall.rejected])};`,
      `${detector.keys.size} keys used`,
    )
    // What waited in a queue while its receiver was down is refused as too old, by policy; nothing else is.
    expect(
      Object.keys({ ...detector.rejected, ...firewall.rejected }).filter((reason) => reason !== 'too-old'),
    ).toEqual([])
    expect([detector.reused, firewall.reused]).toEqual([0, 0])
    expect(primaries.size).toBe(rotations)
    expect(namedWhileCut).toBe(true)
    expect(proxy.counts.bytesHeld).toBeGreaterThan(0)
    expect(detector.opened).toBeGreaterThan(rotations * 10)
    expect(firewall.opened).toBeGreaterThan(rotations * 10)
  })
})

function startRotator(store: Store): () => Promise<void> {
  const stop = new AbortController()
  const options = { store, prefix: '', who: 'test', interval: 25, onEvent: () => undefined }
  const done = runRotator({ ...options, signal: stop.signal })
  return () => {
    stop.abort()
    return done
  }
}

/** A rotation that waits for everybody: nobody can acknowledge while the network is a black hole. */
async function beginRotation(store: Store): Promise<void> {
  const { advanceRotation } = await import('../../../src/rotation/index.ts')
  await advanceRotation(
    { store, prefix: '', who: 'test', clock: () => ({ now: Date.now() }) },
    { kind: 'now' },
  )
}

async function acknowledgesPrimary(store: Store, component: ComponentName): Promise<boolean> {
  const acknowledged = await text(store, `/status/components/${component}/gw-01/keys`)
  const primary = await primaryOf(store)
  return primary !== undefined && acknowledged?.includes(`"primary":"${primary}"`) === true
}

async function primaryOf(store: Store): Promise<string | undefined> {
  return parseKeyset((await text(store, keysetKey)) ?? '')?.primary ?? undefined
}

async function text(store: Store, key: string): Promise<string | undefined> {
  const [kv] = (await store.range({ key })).kvs
  return kv && Buffer.from(kv.value).toString('utf8')
}
