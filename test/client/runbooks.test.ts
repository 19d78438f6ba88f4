import { copyFileSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import type { UnifiedEtcdClient } from '../../src/client/index.ts'
import { rotationKeys } from '../../src/model/index.ts'
import { advanceRotation, parseKeyset, type RotationRequest } from '../../src/rotation/index.ts'
import { openMemoryStore } from '../../src/store/index.ts'
import { Site, sharedStore, until } from './site.ts'

// Each test is one runbook of docs/keys.md, by its title.
const sniffer = 'sniffer@gw-01'
const detector = 'detector@gw-01'
const flows = { from: 'sniffer', to: 'detector' }
const keys = rotationKeys('')

let site: Site
beforeEach(async () => {
  site = new Site(await openMemoryStore())
})
afterEach(() => site.close())

describe('runbook', () => {
  it('every section of docs/keys.md that is one has a test here', () => {
    const docs = readFileSync(join(import.meta.dirname, '../../docs/keys.md'), 'utf8')
    const tests = readFileSync(import.meta.filename, 'utf8').toLowerCase()
    const titles = [...docs.matchAll(/^## (.+)$/gm)].map(([, title = '']) => title)
    const runbooks = titles.filter((title) => !['Messages', 'Secrets for members', 'Limits'].includes(title))
    expect(runbooks.filter((title) => !tests.includes(`it('${title.toLowerCase()}: `))).toEqual([])
    expect(runbooks.length).toBeGreaterThan(7)
  })

  it('first start: identities, policy, rotator; every member gets a key and messages flow', async () => {
    await site.declare([sniffer, detector])
    site.startRotator()
    const [producer, consumer] = await running()
    expect(await deliver(producer, consumer)).toBe('opened')
    expect(await site.text(keys.current)).toContain('"algorithm":"chacha20-poly1305"')
  })

  it('new member: it waits for its key and sends nothing, the others go on; its recipient makes a rotation due', async () => {
    await site.declare([sniffer])
    site.startRotator()
    const producer = await site.connect(sniffer)
    await ready(producer)
    const first = producer.getEncryptionSeed().keyId
    await site.newIdentity(detector)
    const consumer = await site.connect(detector)
    await until(
      'it says that it waits',
      async () => (await acknowledgement(detector)).state === 'waiting-for-key',
    )
    expect(() => consumer.encrypt({ from: 'detector', to: 'sniffer' }, Buffer.of(1))).toThrow(
      /waiting-for-key/,
    )
    expect(producer.getEncryptionSeed().keyId).toBe(first)
    await site.writePolicy()
    await ready(consumer)
    await until('the producer uses the new key', () => producer.getEncryptionSeed().keyId !== first)
    expect(await deliver(producer, consumer)).toBe('opened')
  })

  it('lost identity: the member says that it cannot open, and a new recipient gives it a key', async () => {
    await site.declare([sniffer, detector])
    site.startRotator()
    const [producer, consumer] = await running()
    await consumer.close()
    await site.newIdentity(detector)
    const again = await site.connect(detector)
    await until(
      'it waits for a key',
      async () => (await acknowledgement(detector)).state === 'waiting-for-key',
    )
    expect(again.health().keys).toBe('waiting-for-key')
    await site.writePolicy()
    await ready(again)
    await until('both use the new key', () => {
      return producer.getEncryptionSeed().keyId === again.getEncryptionSeed().keyId
    })
    expect(await deliver(producer, again)).toBe('opened')
  })

  it('leaked identity: after its recipient is replaced, nothing new opens with the old one', async () => {
    await site.declare([sniffer, detector])
    site.startRotator()
    const [producer, consumer] = await running()
    const old = producer.getEncryptionSeed().keyId
    const leaked = site.recipients[detector]
    await consumer.close()
    await site.newIdentity(detector)
    await site.writePolicy()
    const again = await site.connect(detector)
    await ready(again)
    await until('the old key is retired', async () => !(await keyset()).keys.some(({ id }) => id === old))
    const { recipients } = (await keyset()).keys[0] ?? {}
    expect(recipients?.[detector]).toBe(site.recipients[detector])
    expect(Object.values(recipients ?? {})).not.toContain(leaked)
    expect(await deliver(producer, again)).toBe('opened')
  })

  it('etcd restored from a snapshot: members keep their keys and refuse the old keyset; --after-restore begins anew', async () => {
    await site.declare([sniffer, detector])
    const rotator = site.startRotator()
    const [producer, consumer] = await running()
    const snapshot = (await site.text(keys.keyset)) ?? ''
    const first = producer.getEncryptionSeed().keyId
    producer.updateEncryptionSeed('before the disaster')
    await until('a second key is used', () => producer.getEncryptionSeed().keyId !== first)
    await until('the first is retired', async () => (await keyset()).keys.length === 1)
    await rotator.stop()
    const second = producer.getEncryptionSeed().keyId
    await site.put(keys.keyset, snapshot)
    await until(
      'a member says so',
      async () => (await acknowledgement(sniffer)).state === 'generation-behind',
    )
    expect(producer.getEncryptionSeed().keyId).toBe(second)
    expect(await deliver(producer, consumer)).toBe('opened')
    expect(await step()).toMatchObject({ kind: 'waits', waiting: { kind: 'store-went-back' } })
    await step({ kind: 'after-restore' })
    site.startRotator()
    const both = [producer, consumer]
    await until('both use a third key', () => both.every((one) => ![first, second].includes(keyOf(one))))
    expect(await deliver(producer, consumer)).toBe('opened')
    await until('what was not listed is forgotten', async () => (await keyset()).unlisted === undefined)
  })

  it('rotator down for a month: one rotation when it comes back, not four', async () => {
    await site.declare([sniffer, detector])
    const rotator = site.startRotator()
    const [producer, consumer] = await running()
    await until('nothing is left to do', async () => (await keyset()).keys.length === 1)
    const before = (await keyset()).generation
    await rotator.stop()
    const month = 31 * 24 * 3_600_000
    site.startRotator({ wallClock: () => Date.now() + month })
    await until('it rotated', async () => (await keyset()).generation === before + 4)
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect((await keyset()).generation).toBe(before + 4)
    expect(await deliver(producer, consumer)).toBe('opened')
  })

  it('silent member: it blocks the rotation and is named, until it is forced with a reason', async () => {
    await site.declare([sniffer, detector])
    site.startRotator()
    const [producer, consumer] = await running()
    await until('nothing is left to do', async () => (await keyset()).keys.length === 1)
    await consumer.close()
    const first = keyOf(producer)
    producer.updateEncryptionSeed('test')
    await until(
      'the rotator names it',
      async () => (await site.text(keys.rotatorStatus))?.includes(detector) === true,
    )
    expect(keyOf(producer)).toBe(first)
    await step({ kind: 'force', members: [detector], reason: 'in repair' })
    await until('the others go on', () => keyOf(producer) !== first)
    const back = await site.connect(detector)
    await until('it caught up', () => back.health().keys === 'ready' && keyOf(back) === keyOf(producer))
    expect(await deliver(producer, back)).toBe('opened')
  })

  it('moving a component to another cluster: it refuses the lower generation until --after-restore, or starts without its cache', async () => {
    await site.declare([sniffer, detector])
    site.startRotator()
    const [producer, consumer] = await running()
    const first = keyOf(producer)
    producer.updateEncryptionSeed('so that the generation is above that of the other cluster')
    await until('a second key is used', () => keyOf(producer) !== first && keyOf(consumer) !== first)
    await Promise.all([producer.close(), consumer.close()])

    const there = await openMemoryStore()
    onTestFinished(() => there.close())
    const old = site
    site = new Site(there)
    onTestFinished(() => old.close())
    for (const member of [sniffer, detector]) {
      copyFileSync(old.identityFile(member), site.identityFile(member))
      copyFileSync(old.cacheFile(member), site.cacheFile(member))
      site.recipients[member] = old.recipients[member] ?? ''
    }
    await site.writePolicy()
    const moved = await site.connect(sniffer)
    await step()
    await until('it says so', async () => (await acknowledgement(sniffer)).state === 'generation-behind')
    rmSync(site.cacheFile(detector))
    const bare = await site.connect(detector)
    await until(
      'without a cache the key is opened',
      async () => (await acknowledgement(detector)).opened?.length === 1,
    )
    expect(await step()).toMatchObject({ waiting: { kind: 'store-went-back', members: [sniffer] } })

    await step({ kind: 'after-restore' })
    site.startRotator()
    await ready(bare)
    await until('both use one key', () => keyOf(moved) === keyOf(bare))
    expect(await deliver(moved, bare)).toBe('opened')
  })

  it('bare seeds: given by name only, and never on a server whose access control is broken', async () => {
    await site.newIdentity(sniffer)
    site.recipients[detector] = 'plaintext'
    await site.writePolicy()
    const server = { endpoint: 'e', reachable: true, version: '3.4.23' }
    const broken = { ...sharedStore(site.store), kind: 'etcd' as const, status: async () => [server] }
    expect(await advanceRotation({ ...context(), store: broken })).toMatchObject({
      kind: 'plaintext-refused',
    })
    const silent = { endpoint: 'f', reachable: false, problem: 'connection refused' }
    const sound = { ...server, version: '3.7.1' }
    const halfSeen = { ...broken, status: async () => [sound, silent] }
    expect(await advanceRotation({ ...context(), store: halfSeen })).toMatchObject({
      kind: 'plaintext-refused',
      versions: ['of unknown version (f)'],
    })
    expect(await site.text(keys.keyset)).toBeUndefined()
    site.startRotator()
    const producer = await site.connect(sniffer)
    const consumer = await site.connect(detector, { identityFile: undefined as never })
    await ready(producer)
    await ready(consumer)
    expect(await deliver(producer, consumer)).toBe('opened')
  })
})

async function running(): Promise<readonly [UnifiedEtcdClient, UnifiedEtcdClient]> {
  const producer = await site.connect(sniffer)
  const consumer = await site.connect(detector)
  await ready(producer)
  await ready(consumer)
  return [producer, consumer]
}

async function ready(client: UnifiedEtcdClient): Promise<void> {
  await until('it has a key', () => client.health().keys === 'ready')
}

async function deliver(from: UnifiedEtcdClient, to: UnifiedEtcdClient): Promise<string> {
  const opened = await to.decrypt(flows, from.encrypt(flows, Buffer.from('a flow')))
  return opened.kind === 'opened' ? 'opened' : opened.reason
}

async function keyset() {
  const read = parseKeyset((await site.text(keys.keyset)) ?? '')
  if (read === undefined) throw new Error('there is no keyset')
  return read
}

async function acknowledgement(member: string): Promise<{ state?: string; opened?: string[] }> {
  const [component, node] = member.split('@')
  return JSON.parse((await site.text(`/status/components/${component}/${node}/keys`)) ?? '{}') as {
    state?: string
    opened?: string[]
  }
}

function keyOf(client: UnifiedEtcdClient): string {
  return client.getEncryptionSeed().keyId
}

function context(): Parameters<typeof advanceRotation>[0] {
  return { store: site.store, prefix: '', who: 'test', clock: () => ({ now: Date.now() }) }
}

function step(request?: RotationRequest): ReturnType<typeof advanceRotation> {
  return advanceRotation(context(), request)
}
