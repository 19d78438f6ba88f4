import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  type ClientEvent,
  type ConfigProblem,
  memberStatusKey,
  parseMemberStatus,
  UnifiedEtcdClient,
} from '../../src/client/index.ts'
import { ledgerKey, ownersKey, type Store, StoreError, toolKeys } from '../../src/model/index.ts'
import {
  type Blob,
  blobKey,
  compressBlob,
  encodeEpoch,
  encodeIndex,
  encodeLedgerEntry,
  encodeManifest,
  encodeOwners,
} from '../../src/records/index.ts'
import { openMemoryStore } from '../../src/store/index.ts'
import { home } from '../support/home.ts'
import { Site, sharedStore, until } from './site.ts'

const key = '/config/sniffer/json'
const schema = {
  type: 'object',
  additionalProperties: false,
  required: ['profile'],
  properties: { profile: { type: 'string' }, token: { type: ['string', 'null'], 'x-secret': true } },
} as const
const schemas = { sniffer: schema }

let site: Site
beforeEach(async () => {
  site = new Site(await openMemoryStore())
})
afterEach(() => site.close())

describe('the configuration of a component', () => {
  it('comes live, and every new valid document reaches the callback once', async () => {
    await site.put(key, { profile: 'one' })
    const client = await site.connect('sniffer', { schemas })
    const seen: string[] = []
    client.watchConfig<{ profile: string }>('sniffer', ({ profile }) => seen.push(profile))
    expect(await client.getConfig()).toMatchObject({ value: { profile: 'one' }, source: 'live', key })
    await site.put(key, { profile: 'two' })
    await site.put(key, { profile: 'two' })
    await site.put(key, { profile: 'three' })
    await until('the third arrives', () => seen.includes('three'))
    expect(seen).toEqual(['one', 'two', 'three'])
  })

  it('of its node wins over that of all nodes', async () => {
    await site.put(key, { profile: 'all' })
    const client = await site.connect('sniffer@gw-02', { schemas })
    await site.put('/config/sniffer/nodes/gw-02/json', { profile: 'mine' })
    await until('its own arrives', async () => (await client.getConfig()).key.includes('gw-02'))
    expect((await client.getConfig()).value).toEqual({ profile: 'mine' })
  })

  it.each([
    ['breaks the schema', '{"profile":7}', 'invalid'],
    ['is not JSON', '{"profile":', 'invalid'],
    ['is gone', undefined, 'missing'],
  ])('that %s is reported, and the last good one stays', async (_what, text, kind) => {
    await site.put(key, { profile: 'good' })
    const client = await site.connect('sniffer', { schemas })
    const problems: ConfigProblem[] = []
    const seen: unknown[] = []
    client.watchConfig(
      'sniffer',
      (config) => seen.push(config),
      (problem) => problems.push(problem),
    )
    if (text === undefined) await remove(key)
    else await site.put(key, text)
    await until('it is reported', () => problems.length === 1)
    expect(problems[0]).toMatchObject({ kind, key })
    expect(await client.getConfig()).toMatchObject({
      value: { profile: 'good' },
      source: 'memory',
      problem: { kind },
    })
    await site.put(key, { profile: 'better' })
    await until('a good one is used again', () => seen.length === 2)
  })

  it.each([
    ['/services/proxy', '/services/nodes/gw-01/proxy'],
    ['/services/edge/proxy.yaml', '/services/edge/nodes/gw-01/proxy.yaml'],
    ['/proxy', undefined],
  ])('that lies at %s and is YAML is read there, and its node wins', async (place, own) => {
    const documents = { sniffer: { key: place, format: 'yaml' } } as const
    await site.put(place, 'profile: all # by hand\n')
    const client = await site.connect('sniffer@gw-01', { schemas, documents })
    expect(await client.getConfig()).toMatchObject({ value: { profile: 'all' }, source: 'live', key: place })
    const problems: ConfigProblem[] = []
    client.watchConfig(
      'sniffer',
      () => undefined,
      (problem) => problems.push(problem),
    )
    await site.put(place, 'profile: [')
    await until('it is reported', () => problems.length === 1)
    expect(problems[0]?.messages).toEqual(['the document cannot be read: no YAML'])
    await site.put(own ?? place, 'profile: mine\n')
    await until('a good one is used', async () => (await client.getConfig()).source === 'live')
    expect(await client.getConfig()).toMatchObject({ value: { profile: 'mine' }, key: own ?? place })
  })

  it('that is refused never shows a value', async () => {
    const client = await site.connect('sniffer', { schemas })
    await site.put(key, { profile: 'p', token: 77_123_456 })
    await until(
      'it is refused',
      async () => (await client.getMetrics()).appia_client_config_updates_total !== undefined,
    )
    await expect(client.getConfig()).rejects.toThrow(/no configuration for sniffer/)
    await expect(client.getConfig()).rejects.not.toThrow(/77/)
  })

  it('keeps a callback that throws from harming the others', async () => {
    await site.put(key, { profile: 'one' })
    const client = await site.connect('sniffer', { schemas })
    const seen: unknown[] = []
    client.watchConfig('sniffer', () => {
      throw new Error('not ours')
    })
    client.watchConfig('sniffer', (config) => seen.push(config))
    expect(seen).toHaveLength(1)
    expect((await client.getMetrics()).appia_client_callback_failures_total).toEqual({ config: 1 })
  })
})

describe('without etcd a component starts', () => {
  it('from its cache, and says so', async () => {
    await site.put(key, { profile: 'cached' })
    await (await site.connect('sniffer', { schemas })).close()
    const events: string[] = []
    const client = await site.connect('sniffer', {
      store: unreachable(),
      startTimeoutMs: 50,
      onEvent: ({ kind }) => events.push(kind),
    })
    expect(await client.getConfig()).toMatchObject({ value: { profile: 'cached' }, source: 'cache' })
    expect(events).toContain('started-from-cache')
    expect(client.isHealthy()).toBe(false)
  })

  it('not from a cache that no longer fits its schema, and says so', async () => {
    await site.put(key, { profile: 'cached', gone: true })
    await (await site.connect('sniffer')).close()
    const events: string[] = []
    const client = await site.connect('sniffer', {
      schemas,
      store: unreachable(),
      startTimeoutMs: 50,
      defaultConfig: { profile: 'built in' },
      onEvent: ({ kind }) => events.push(kind),
    })
    expect(await client.getConfig()).toMatchObject({ value: { profile: 'built in' }, source: 'default' })
    expect(events).toContain('cache-not-used')
  })

  it('from its built-in default where there is no cache', async () => {
    const defaultConfig = { profile: 'built in' }
    const said: string[] = []
    const onEvent = ({ kind, text }: ClientEvent) => said.push(`${kind}: ${text}`)
    const options = { startTimeoutMs: 50, defaultConfig, onEvent }
    const client = await site.connect('sniffer', { store: unreachable(), ...options })
    expect(await client.getConfig()).toMatchObject({ value: defaultConfig, source: 'default', revision: 0 })
    expect(said).toContain('started-from-default: etcd did not answer: started from the built-in default')
    await site.connect('nobody', options)
    expect(said).toContain(
      'started-from-default: the store holds no configuration for this component: started from the built-in default',
    )
  })

  it('with nothing at all, and getConfig says that there is none', async () => {
    const client = await site.connect('sniffer', { store: unreachable(), startTimeoutMs: 50 })
    await expect(client.getConfig()).rejects.toMatchObject({ code: 'no-config' })
  })

  it('and an empty store does not overwrite its cache', async () => {
    await site.put(key, { profile: 'cached' })
    await (await site.connect('sniffer')).close()
    await remove(key)
    const again = await site.connect('sniffer')
    expect(await again.getConfig()).toMatchObject({ value: { profile: 'cached' }, source: 'cache' })
    await again.close()
    const third = await site.connect('sniffer', { store: unreachable(), startTimeoutMs: 50 })
    expect(await third.getConfig()).toMatchObject({ value: { profile: 'cached' } })
  })
})

describe('putConfig', () => {
  it('creates an absent key, and never writes over one', async () => {
    const client = await site.connect('sniffer')
    expect(await client.putConfig('sniffer', { profile: 'mine' })).toBe('created')
    expect(await client.putConfig('sniffer', { profile: 'other' })).toBe('exists')
    expect(await site.text(key)).toBe('{"profile":"mine"}')
  })

  it('whose reply was lost says that the outcome is unknown, and never writes twice', async () => {
    const store: Store = {
      ...sharedStore(site.store),
      async txn(txn) {
        const result = await site.store.txn(txn)
        if (result.succeeded && txn.success.some(({ kind }) => kind === 'put')) {
          throw new StoreError('timeout', 'deadline exceeded', { outcome: 'unknown' })
        }
        return result
      },
    }
    const client = await site.connect('sniffer', { store })
    await expect(client.putConfig('sniffer', { n: 1 })).rejects.toMatchObject({ outcome: 'unknown' })
    await expect(client.putConfig('sniffer', { n: 2 })).resolves.toBe('exists')
    expect((await site.store.range({ key })).kvs[0]?.version).toBe(1)
  })

  it('leaves a managed key alone even where it is gone', async () => {
    await manage(key)
    const client = await site.connect('sniffer')
    expect(await client.putConfig('sniffer', { profile: 'mine' })).toBe('managed-key')
    expect(await client.putConfig('detector', {})).toBe('created')
    expect(await site.text(key)).toBeUndefined()
  })

  it.each(['epoch', 'ledger', 'manifest', 'shard'] as const)(
    'writes nothing where the %s is damaged or gone, and says which key that is',
    async (part) => {
      const damagedKey = (await manage(key))[part]
      const client = await site.connect('sniffer')
      for (const operation of [
        { kind: 'put', key: damagedKey, value: Buffer.from('{"half') },
        { kind: 'put', key: damagedKey, value: Buffer.from('[]') },
        ...(part === 'epoch' ? [] : [{ kind: 'delete', key: damagedKey } as const]),
      ] as const) {
        await site.store.txn({ compare: [], success: [operation], failure: [] })
        const refused = await client.putConfig('sniffer', { profile: 'mine' }).catch((error) => error)
        expect(refused).toBeInstanceOf(StoreError)
        expect(refused).toMatchObject({ code: 'corrupt', outcome: 'not-applied' })
        expect(refused.message).toContain(damagedKey)
      }
      expect(await site.text(key)).toBeUndefined()
    },
  )

  /** Writes the index that an apply of `managed` leaves; returns the keys of its parts. */
  async function manage(managed: string) {
    const keys = toolKeys(home)
    const { digits, shards } = encodeIndex(new Map([[managed, { sha256: '00', component: 'sniffer' }]]))
    const shard = [...shards.values()][0] as Blob
    const manifest = encodeManifest({
      digits,
      shards: { '': shard.sha256 },
      parts: [],
      suppressed: [],
      managedPrefixes: [],
      protection: { isProtected: false, signers: [] },
    })
    const entry = {
      seq: 1,
      applyId: 'y',
      kind: 'apply',
      who: 'ci',
      when: '',
      manifest: manifest.sha256,
    } as const
    const stored = [
      [keys.epoch, encodeEpoch({ seq: 1, lineage: 'x', applyId: 'y' })],
      [ledgerKey(keys, 1), encodeLedgerEntry(entry)],
      [blobKey(keys, manifest.sha256), await compressBlob(manifest)],
      [blobKey(keys, shard.sha256), await compressBlob(shard)],
      [ownersKey(home.prefix), encodeOwners({ [home.workspace]: 'lab' }, 'y')],
    ] as const
    const success = stored.map(([key, value]) => ({ kind: 'put', key, value }) as const)
    await site.store.txn({ compare: [], success, failure: [] })
    const [epoch, ledger, manifestKey, shardKey] = stored.map(([key]) => key) as [
      string,
      string,
      string,
      string,
    ]
    return { epoch, ledger, manifest: manifestKey, shard: shardKey }
  }
})

describe('what a member reports', () => {
  const statusKey = memberStatusKey('', 'sniffer', 'gw-01')

  it('lives as long as it does', async () => {
    await site.put(key, { profile: 'one' })
    const client = await site.connect('sniffer@gw-01')
    client.publishRunning()
    client.publishStatus({ model: 'rf-23' })
    await until('its status says what it runs', async () => (await read())?.running?.key === key)
    expect(await read()).toMatchObject({ component: 'sniffer', node: 'gw-01', config_source: 'live' })
    await until('and its own words', async () => (await read())?.detail.model === 'rf-23')
    await client.close()
    expect(await read()).toBeUndefined()
  })

  it('has the hash of what it runs, unless that may hold a secret: then its revision alone', async () => {
    await site.put(key, { profile: 'one' })
    const plain = { ...schema, properties: { profile: { type: 'string' } } } as const
    for (const [given, hash] of [
      [{ sniffer: plain }, expect.stringMatching(/^[0-9a-f]{64}$/)],
      [schemas, undefined],
    ] as const) {
      const client = await site.connect('sniffer@gw-01', { schemas: given })
      client.publishRunning()
      await until('its status says what it runs', async () => (await read())?.running?.key === key)
      const running = (await read())?.running
      expect(running?.sha256).toEqual(hash)
      expect(running?.revision).toBeGreaterThan(0)
      await client.close()
    }
  })

  it('names the key it encrypts under, from the first key on and after every rotation', async () => {
    await site.declare(['sniffer@gw-01'])
    site.startRotator()
    const client = await site.connect('sniffer@gw-01')
    await until('it names its first key', async () => typeof (await read())?.key_id === 'string')
    const first = (await read())?.key_id
    client.updateEncryptionSeed('test')
    await until('it names the next', async () => (await read())?.key_id !== first)
    expect((await read())?.key_id).toBe(client.getEncryptionSeed().keyId)
  })

  it('no longer says "from cache" once etcd has confirmed what the cache held', async () => {
    await site.put(key, { profile: 'one' })
    await (await site.connect('sniffer@gw-01')).close()
    const away = unreachable()
    let isAway = true
    const store = new Proxy(sharedStore(site.store), {
      get: (real, name: keyof Store) => (isAway ? away[name] : real[name]),
    })
    const client = await site.connect('sniffer@gw-01', { store, startTimeoutMs: 20 })
    expect((await client.getConfig()).source).toBe('cache')
    isAway = false
    await until('its status says live', async () => (await read())?.config_source === 'live')
  })

  it('comes back by itself when its lease is lost', async () => {
    await site.connect('sniffer@gw-01', { statusTtlSeconds: 1 })
    await until('it is there', async () => (await read()) !== undefined)
    const [kv] = (await site.store.range({ key: statusKey })).kvs
    await site.store.revokeLease(kv?.lease ?? '')
    expect(await read()).toBeUndefined()
    await until('it is there again', async () => (await read()) !== undefined)
  })

  it('comes back by itself when somebody deletes it or writes over it', async () => {
    await site.connect('sniffer@gw-01', { statusTtlSeconds: 1 })
    await until('it is there', async () => (await read()) !== undefined)
    await remove(statusKey)
    await until('it is there again', async () => (await read()) !== undefined)
    await site.put(statusKey, '{}')
    await until('it is its own again', async () => (await read()) !== undefined)
  })

  it('is written again, with the same bytes, when a reply was lost', async () => {
    let lost = 0
    const store: Store = {
      ...sharedStore(site.store),
      async txn(txn) {
        const result = await site.store.txn(txn)
        if (lost++ < 3) throw new StoreError('timeout', 'deadline exceeded', { outcome: 'unknown' })
        return result
      },
    }
    await site.connect('sniffer@gw-01', { store })
    await until('it is there', async () => (await read()) !== undefined)
    await until('it was told so', () => lost > 3)
    expect(await read()).toMatchObject({ component: 'sniffer' })
  })

  async function read(): Promise<ReturnType<typeof parseMemberStatus>> {
    const text = await site.text(statusKey)
    return text === undefined ? undefined : parseMemberStatus(text)
  }
})

describe('metrics', () => {
  it('count and time every interaction, and show no key and no value', async () => {
    await site.declare(['sniffer@gw-01'])
    await site.put(key, { profile: 'one', token: 'hidden-token' })
    const client = await site.connect('sniffer@gw-01')
    site.startRotator()
    await until('it has a key', () => client.health().keys === 'ready')
    const text = await client.getMetricsText()
    expect(text).toMatch(/appia_client_operations_total\{operation="txn",result="done"\} \d/)
    expect(text).toMatch(/appia_client_operation_seconds_bucket\{le="0.001",operation="range"\} \d/)
    expect(text).toMatch(/appia_client_staleness_seconds 0/)
    expect(text).toMatch(/appia_client_keyset_generation \d/)
    expect(text).not.toContain('hidden-token')
    expect(await client.getMetrics()).toMatchObject({ appia_client_live: 1, appia_client_keys_held: 1 })
  })
})

function unreachable(): Store {
  const fail = async (): Promise<never> => {
    throw new StoreError('unreachable', 'no connection', { outcome: 'not-applied' })
  }
  const store = sharedStore(site.store)
  return { ...store, clusterId: fail, range: fail, txn: fail, grantLease: fail, keepAliveLease: fail }
}

async function remove(name: string): Promise<void> {
  await site.store.txn({ compare: [], success: [{ kind: 'delete', key: name }], failure: [] })
}

it('an unreadable identity file is an error of connect', async () => {
  const options = { component: 'sniffer', store: sharedStore(site.store), identityFile: '/dev/null' }
  await expect(UnifiedEtcdClient.connect(options)).rejects.toMatchObject({ code: 'no-identity' })
})
