import { afterEach, describe, expect, it } from 'vitest'
import { rotationKeys, type Store, StoreError } from '../../src/model/index.ts'
import { parseKeyset, type RotatorEvent, runRotator } from '../../src/rotation/index.ts'
import { openMemoryStore } from '../../src/store/index.ts'
import { Site, sharedStore, until } from '../client/site.ts'
import { randomOf } from './simulation.ts'

const member = 'sniffer@gw-01'
const keys = rotationKeys('')

describe('the rotator', () => {
  let site: Site
  afterEach(() => site.close())

  it('is one leader among many, and another one leads when it goes', async () => {
    site = new Site(await openMemoryStore())
    await site.declare([member])
    const events: string[][] = [[], []]
    const first = site.startRotator({ onEvent: ({ kind }) => events[0]?.push(kind) })
    await until('the first leads', () => events[0]?.includes('leading') === true)
    site.startRotator({ onEvent: ({ kind }) => events[1]?.push(kind) })
    await until('the second follows', () => events[1]?.includes('following') === true)
    expect(events[1]).not.toContain('leading')
    await first.stop()
    await until('the second leads', () => events[1]?.includes('leading') === true)
  })

  it('says in its leased status what it waits for', async () => {
    site = new Site(await openMemoryStore())
    await site.declare([member])
    const rotator = site.startRotator()
    await until('it waits for the member', async () => (await status())?.waiting_for?.[0] === member)
    expect(await status()).toMatchObject({ state: 'acknowledgements', generation: 1, primary: null })
    await site.connect(member)
    await until('it waits for the next date', async () => (await status())?.state === 'due-date')
    await rotator.stop()
    expect(await status()).toBeUndefined()
  })

  it('restarted between any two steps goes on where the last one stopped', async () => {
    site = new Site(await openMemoryStore())
    await site.declare([member])
    const client = await site.connect(member)
    const asking = setInterval(
      () => client.health().keys === 'ready' && client.updateEncryptionSeed('next'),
      5,
    )
    for (let round = 0; round < 12; round++) {
      const stop = new AbortController()
      // Ends after the first step it takes.
      const onEvent = (event: RotatorEvent) => event.kind === 'step' && stop.abort()
      const options = { store: site.store, prefix: '', who: 'test', interval: 5 }
      await runRotator({ ...options, signal: stop.signal, onEvent })
    }
    clearInterval(asking)
    const keyset = parseKeyset((await site.text(keys.keyset)) ?? '')
    expect(keyset?.generation).toBeGreaterThanOrEqual(12)
    expect(client.health().keys).toBe('ready')
  })

  it('does not retire a key early when the wall clock jumps ahead, nor stop when it jumps back', async () => {
    site = new Site(await openMemoryStore())
    await site.declare([member], { ...shortGrace, grace: 0.5, longestMessageAge: 0.5 })
    const client = await site.connect(member)
    let skew = 0
    const events: RotatorEvent[] = []
    site.startRotator({ wallClock: () => Date.now() + skew, onEvent: (event) => events.push(event) })
    await until('a key is primary', () => client.health().keys === 'ready')
    const askedAt = performance.now()
    client.updateEncryptionSeed('test')
    await until('the old key drains', () =>
      events.some((event) => event.kind === 'step' && event.step.kind === 'drain'),
    )
    skew = 1000 * 3_600_000
    await until('it retires', () =>
      events.some((event) => event.kind === 'step' && event.step.kind === 'retire'),
    )
    // It was asked for before it drained: never less than the grace, however late this is noticed.
    expect(performance.now() - askedAt).toBeGreaterThan(499)
    skew = -1000 * 3_600_000
    const before = client.getEncryptionSeed().keyId
    client.updateEncryptionSeed('again')
    await until('it rotates with a clock in the past', () => client.getEncryptionSeed().keyId !== before)
  })

  it('survives a store that fails, and goes on', async () => {
    site = new Site(await openMemoryStore())
    await site.declare([member])
    const client = await site.connect(member)
    const random = randomOf(1)
    const flaky: Store = {
      ...sharedStore(site.store),
      async txn(txn) {
        if (random() < 0.3) throw new StoreError('unreachable', 'no connection', { outcome: 'not-applied' })
        return site.store.txn(txn)
      },
    }
    const errors: string[] = []
    site.startRotator({
      store: flaky,
      onEvent: (event) => event.kind === 'store-error' && errors.push(event.code),
    })
    await until('a key is primary', () => client.health().keys === 'ready')
    expect(errors).toContain('unreachable')
  })

  async function status(): Promise<{ state?: string; waiting_for?: string[] } | undefined> {
    const text = await site.text(keys.rotatorStatus)
    return text === undefined ? undefined : (JSON.parse(text) as { state: string })
  }
})

const shortGrace = { algorithm: 'chacha20-poly1305', interval: 1, keepPrevious: 1 } as const
