import { afterEach, expect, it } from 'vitest'
import { rotationKeys, type Store } from '../../src/model/index.ts'
import { type Keyset, parseKeyset, type RotatorEvent, runRotator } from '../../src/rotation/index.ts'
import { openEtcdStore } from '../../src/store/index.ts'
import { Site, until } from '../client/site.ts'
import { etcdMissing, startEtcd } from '../support/etcd.ts'
import { describeGroup } from '../support/groups.ts'
import { type ProxyMode, startTcpProxy } from '../support/tcp-proxy.ts'
import { randomOf } from './simulation.ts'

const { keyset: key } = rotationKeys('')
const member = 'sniffer@gw-01'
const faults: readonly (ProxyMode | 'reset')[] = ['reset', 'lose-replies', 'hold', 'refuse', 'slice']

describeGroup('etcd', etcdMissing(), 'three rotators behind a network that loses replies', () => {
  const ends: (() => Promise<void>)[] = []
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end()
  })

  it('write one unbroken chain of keysets, and go on rotating', async () => {
    const etcd = await startEtcd()
    ends.push(() => etcd.stop())
    const proxy = await startTcpProxy(etcd.endpoint)
    ends.push(() => proxy.close())
    const site = new Site(await openEtcdStore({ endpoints: [etcd.endpoint] }))
    ends.push(() => site.close())
    await site.declare([member])
    const client = await site.connect(member)
    const taken: number[] = []
    const onEvent = (event: RotatorEvent) => event.kind === 'step' && taken.push(event.step.generation)
    const rotators = await Promise.all([1, 2, 3].map(() => startRotator(proxy.endpoint, onEvent)))
    const stopRotators = () => Promise.all(rotators.map((stop) => stop())).then(() => undefined)
    ends.push(stopRotators)
    await until('a key is primary', () => client.health().keys === 'ready', 30_000)

    const random = randomOf(7)
    const asking = setInterval(() => client.updateEncryptionSeed('test'), 20)
    for (let round = 0; round < 40 || taken.length < 30; round++) {
      const fault = faults[Math.floor(random() * faults.length)] ?? 'reset'
      if (fault !== 'reset') proxy.set(fault)
      await pause(random() * 300)
      proxy.reset()
      proxy.set('pass')
      await pause(random() * 200)
    }
    const before = client.getEncryptionSeed().keyId
    await until(
      'it rotates once the network is back',
      () => client.getEncryptionSeed().keyId !== before,
      30_000,
    )
    clearInterval(asking)
    await stopRotators()

    const chain = await historyOf(site.store)
    const breaks = chain.filter(({ generation, history }, index) => {
      const previous = chain[index - 1]
      return (
        previous !== undefined &&
        (generation !== previous.generation + 1 || history[0] !== previous.transition)
      )
    })
    const keys = new Set(chain.flatMap((keyset) => keyset.keys.map(({ id }) => id)))
    console.log(
      `${chain.length} keysets, ${taken.length} claimed, ${keys.size} keys; ${JSON.stringify(proxy.counts)}`,
    )
    expect(breaks).toEqual([])
    // Nobody claims a step that another took; what nobody claims is a fence, or was left unknown.
    expect(new Set(taken).size).toBe(taken.length)
    expect(taken.filter((generation) => !chain.some((keyset) => keyset.generation === generation))).toEqual(
      [],
    )
    expect(chain.length).toBeGreaterThan(20)
    expect(proxy.counts.bytesLost).toBeGreaterThan(0)
    expect(proxy.counts.resets).toBeGreaterThan(20)
  })

  async function startRotator(
    endpoint: string,
    onEvent: (event: RotatorEvent) => void,
  ): Promise<() => Promise<void>> {
    const store = await openEtcdStore({ endpoints: [endpoint], timeoutMilliseconds: 500 })
    const stop = new AbortController()
    const options = { store, prefix: '', who: 'test', interval: 5, leaseSeconds: 1, onEvent }
    const done = runRotator({ ...options, signal: stop.signal })
    return async () => {
      stop.abort()
      await done
      await store.close()
    }
  }
})

/** Every keyset that ever was, oldest first. */
async function historyOf(store: Store): Promise<Keyset[]> {
  const [newest] = (await store.range({ key })).kvs
  const chain: Keyset[] = []
  const watch = store.watch({ key, startRevision: newest?.createRevision ?? 1 })
  for await (const { events, revision } of watch) {
    for (const event of events) {
      const keyset =
        event.kind === 'put' ? parseKeyset(Buffer.from(event.kv.value).toString('utf8')) : undefined
      if (keyset !== undefined) chain.push(keyset)
    }
    if (revision >= (newest?.modRevision ?? 0)) break
  }
  await watch.close()
  return chain
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
