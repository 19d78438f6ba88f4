import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { rotationComplaints } from '../../src/app/state/rotation-complaints.ts'
import { rotationKeys } from '../../src/model/index.ts'
import { openMemoryStore } from '../../src/store/index.ts'
import { Site, sharedStore, until } from '../client/site.ts'

const member = 'sniffer@gw-01'
const closed = `${member} cannot open what is sealed for it: see "lost identity" in docs/keys.md`

let site: Site
beforeEach(async () => {
  site = new Site(await openMemoryStore())
})
afterEach(() => site.close())

describe('doctor', () => {
  it('has nothing to say of keys that are sealed and opened', async () => {
    await site.declare([member])
    site.startRotator()
    const client = await site.connect(member)
    await until('it has its key', () => client.health().keys === 'ready')
    await settled()
    expect(await rotationComplaints(site.store, '')).toEqual([])
  })

  it.each([
    ['current', { seed: 'c2VlZA==', algorithm: 'chacha20-poly1305' }],
    ['previous', [{ seed: 'c2VlZA==', expired_at: '2026-01-01T00:00:00Z' }]],
  ])('names a bare seed under %s though no keyset holds one', async (name, document) => {
    await site.put(`/keys/encryption/${name}`, JSON.stringify(document))
    const complaints = await rotationComplaints(site.store, '')
    expect(complaints).toEqual([expect.stringContaining(`a bare seed lies in /keys/encryption/${name}`)])
    expect(complaints.join()).not.toContain('c2VlZA')
  })

  it('looks for bare seeds under the prefix of the environment only', async () => {
    await site.put('/keys/encryption/current', '{"seed":"c2VlZA=="}')
    expect(await rotationComplaints(site.store, '/site-a')).toEqual([])
  })

  it('names a member that runs with another identity than the declared one', async () => {
    await site.declare([member])
    site.startRotator()
    const declared = { ...site.recipients }
    await site.newIdentity(member)
    Object.assign(site.recipients, declared)
    const client = await site.connect(member)
    await until('it has seen the keyset', async () => (await acknowledged())?.generation === 1)
    expect(client.health().keys).toBe('waiting-for-key')
    expect(await rotationComplaints(site.store, '')).toEqual([closed])
  })

  it('does not name a member that has not seen the newest keyset yet', async () => {
    await site.declare([member])
    site.startRotator()
    await until('a key is sealed', async () => (await site.text(rotationKeys('').keyset)) !== undefined)
    expect(await rotationComplaints(site.store, '')).toEqual([])
  })

  it('warns of a server whose access control is broken as soon as anything lies under keys', async () => {
    const server = { endpoint: 'e', reachable: true, version: '3.4.23' }
    const store = { ...sharedStore(site.store), kind: 'etcd' as const, status: async () => [server] }
    expect(await rotationComplaints(store, '')).toEqual([])
    await site.put('/keys/encryption/current', '{}')
    expect(await rotationComplaints(store, '')).toEqual([
      'access control of etcd 3.4.23 does not protect /keys/: rely on sealing alone',
    ])
  })
})

async function acknowledged(): Promise<{ generation: number } | undefined> {
  const text = await site.text('/status/components/sniffer/gw-01/keys')
  return text === undefined ? undefined : (JSON.parse(text) as { generation: number })
}

/** The member has acknowledged the newest keyset. */
async function settled(): Promise<void> {
  await until('it acknowledged the newest keyset', async () => {
    const keyset = JSON.parse((await site.text(rotationKeys('').keyset)) ?? '{}') as { generation?: number }
    return keyset.generation === (await acknowledged())?.generation
  })
}
