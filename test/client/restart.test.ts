import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { UnifiedEtcdClient } from '../../src/client/index.ts'
import { openMemoryStore } from '../../src/store/index.ts'
import { Site, shortPolicy, until } from './site.ts'

const sniffer = 'sniffer@gw-01'
const detector = 'detector@gw-01'
const flows = { from: 'sniffer', to: 'detector' }

let site: Site
beforeEach(async () => {
  site = new Site(await openMemoryStore())
  await site.declare([sniffer, detector], { ...shortPolicy, grace: 60, longestMessageAge: 60 })
  site.startRotator()
})
afterEach(() => site.close())

describe('a receiver that starts again', () => {
  it('after it was closed opens what it has not seen, and nothing twice', async () => {
    const [sender, receiver] = await both()
    const seen = seal(sender)
    const queued = seal(sender)
    expect(await open(receiver, seen)).toBe('opened')
    await receiver.close()
    const again = await ready(await site.connect(detector))
    expect(await open(again, seen)).toBe('replayed')
    expect(await open(again, queued)).toBe('opened')
    expect(await open(again, queued)).toBe('replayed')
    expect(await open(again, seal(sender))).toBe('opened')
  })

  it('after a crash opens nothing that was sent before, seen or not', async () => {
    const [sender, receiver] = await both()
    const seen = seal(sender)
    const queued = seal(sender)
    expect(await open(receiver, seen)).toBe('opened')
    const again = await ready(await site.connect(detector))
    expect(await open(again, seen)).toBe('before-start')
    expect(await open(again, queued)).toBe('before-start')
    expect(await open(again, seal(sender))).toBe('opened')
  })
})

async function both(): Promise<[UnifiedEtcdClient, UnifiedEtcdClient]> {
  const [sender, receiver] = [await site.connect(sniffer), await site.connect(detector)]
  return [await ready(sender), await ready(receiver)]
}

async function ready(client: UnifiedEtcdClient): Promise<UnifiedEtcdClient> {
  await until('it has a key', () => client.health().keys === 'ready')
  return client
}

function seal(sender: UnifiedEtcdClient): Buffer {
  return sender.encrypt(flows, Buffer.from('a flow'))
}

async function open(receiver: UnifiedEtcdClient, message: Buffer): Promise<string> {
  const opened = await receiver.decrypt(flows, message)
  return opened.kind === 'opened' ? 'opened' : opened.reason
}
