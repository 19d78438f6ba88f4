import { afterEach, describe, expect, it } from 'vitest'
import { openMemoryStore } from '../../src/store/index.ts'
import { Site, until } from './site.ts'

const sniffer = 'sniffer@gw-01'
const detector = 'detector@gw-01'
const flows = { from: 'sniffer', to: 'detector' }

describe('clients under rotation', () => {
  let site: Site
  afterEach(() => site.close())

  it('decrypt every message while seeds rotate', async () => {
    site = new Site(await openMemoryStore())
    await site.declare([sniffer, detector])
    const producer = await site.connect(sniffer)
    const consumer = await site.connect(detector)
    site.startRotator()
    await until(
      'both have a key',
      () => producer.health().keys === 'ready' && consumer.health().keys === 'ready',
    )
    const keys = new Set<string>()
    const rejected: string[] = []
    for (let index = 0; keys.size < 10 && index < 20_000; index++) {
      const opened = await consumer.decrypt(flows, producer.encrypt(flows, Buffer.from(`flow ${index}`)))
      if (opened.kind === 'opened') keys.add(opened.keyId)
      else rejected.push(opened.reason)
      if (index % 20 === 0) producer.updateEncryptionSeed('test')
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
    expect(rejected).toEqual([])
    expect(keys.size).toBe(10)
  })
})
