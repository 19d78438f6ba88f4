import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Store } from '../../src/model/index.ts'
import { openMemoryStore } from '../../src/store/index.ts'
import { Site, sharedStore, until } from './site.ts'

const member = 'sniffer@gw-01'
const channel = { from: 'sniffer', to: 'sniffer' }
const hour = 3_600_000

let site: Site
beforeEach(async () => {
  site = new Site(await openMemoryStore())
})
afterEach(() => site.close())

describe('closing a client', () => {
  it('leaves no timer behind, however patient it was', async () => {
    await site.put('/config/sniffer/json', '{}')
    const before = timers()
    const client = await site.connect('sniffer', { startTimeoutMs: hour, keyTimeoutMs: hour })
    await client.close()
    await until('its timers are gone', () => timers() <= before)
  })

  it('ends while a configuration is being followed for the first time', async () => {
    const client = await site.connect('sniffer')
    client.watchConfig('detector', () => undefined)
    await client.close()
  })

  it('ends though the store never answers', async () => {
    const silence = new Promise<never>(() => undefined)
    let isSilent = false
    const real = sharedStore(site.store)
    const ask = <Request, Answer>(call: (request: Request) => Promise<Answer>) => {
      return (request: Request): Promise<Answer> => (isSilent ? silence : call(request))
    }
    const store: Store = {
      ...real,
      range: ask(real.range),
      txn: ask(real.txn),
      keepAliveLease: ask(real.keepAliveLease),
      revokeLease: ask(real.revokeLease),
    }
    const client = await site.connect('sniffer', { store })
    isSilent = true
    client.watchConfig('detector', () => undefined)
    client.publishStatus({ last: 'words' })
    await client.close()
  })

  it('rejects at once a message that waits for its key', async () => {
    const { sender, receiver } = await strangers()
    const waiting = receiver.decrypt(channel, sender.encrypt(channel, Buffer.from('flow')))
    await receiver.close()
    expect(await waiting).toMatchObject({ kind: 'rejected', reason: 'unknown-key' })
  })

  it('lets go of whoever waits for a configuration', async () => {
    const silence = new Promise<never>(() => undefined)
    const store = { ...sharedStore(site.store), range: () => silence }
    const client = await site.connect('sniffer', { store, startTimeoutMs: 10 })
    const waiting = client.getConfig('detector')
    const refused = expect(waiting).rejects.toMatchObject({ code: 'no-config' })
    await client.close()
    await refused
  })

  it('makes everything that needs it fail with closed, and publishing do nothing', async () => {
    const { sender } = await strangers()
    const message = sender.encrypt(channel, Buffer.from('flow'))
    await sender.close()
    expect(() => sender.watchConfig('firewall', () => undefined)).toThrow(/closed/)
    await expect(sender.getConfig('firewall')).rejects.toMatchObject({ code: 'closed' })
    await expect(sender.getPublished({ prefix: '/config/list/' })).rejects.toMatchObject({ code: 'closed' })
    expect(() => sender.encrypt(channel, Buffer.of(1))).toThrow(/closed/)
    await expect(sender.decrypt(channel, message)).rejects.toMatchObject({ code: 'closed' })
    expect(() => sender.getEncryptionSeed()).toThrow()
    sender.publishStatus({ after: 'the end' })
    sender.publishRunning()
    await sender.close()
    expect(await site.text('/status/components/sniffer/gw-01')).toBeUndefined()
  })

  it('delivers nothing that the store answers afterwards', async () => {
    await site.put('/config/detector/json', '{"n":1}')
    const real = sharedStore(site.store)
    let answer: () => void = () => undefined
    const asked = new Promise<void>((resolve) => {
      answer = resolve
    })
    const range: Store['range'] = async (request) => {
      if (request.key.startsWith('/config/detector')) await asked
      return real.range(request)
    }
    const client = await site.connect('sniffer', { store: { ...real, range } })
    const seen: unknown[] = []
    client.watchConfig('detector', (config) => seen.push(config))
    const closing = client.close()
    answer()
    await closing
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(seen).toEqual([])
  })

  /** A sender with a key, and a receiver that is not given it. */
  async function strangers() {
    await site.declare([member])
    site.startRotator()
    const sender = await site.connect(member)
    await until('it has a key', () => sender.health().keys === 'ready')
    const receiver = await site.connect('detector@gw-01', { keyTimeoutMs: hour })
    return { sender, receiver }
  }
})

function timers(): number {
  return process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length
}
