import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  acknowledgementKey,
  rotationKeys,
  type Store,
  StoreError,
  type Txn,
  type TxnResult,
} from '../../src/model/index.ts'
import {
  advanceRotation,
  createIdentityFile,
  encodeAcknowledgement,
  type Keyset,
  parseKeyset,
  type RotationOutcome,
  type RotationRequest,
} from '../../src/rotation/index.ts'
import { openMemoryStore } from '../../src/store/index.ts'
import { sharedStore } from '../client/site.ts'

const keys = rotationKeys('')
const members = { 'a@1': createIdentityFile().recipient, 'b@1': createIdentityFile().recipient }
const policy = {
  algorithm: 'chacha20-poly1305',
  interval: 168,
  grace: 300,
  longestMessageAge: 60,
  keepPrevious: 1,
  members,
}

let store: Store
let now = Date.parse('2026-11-23T00:00:00Z')

beforeEach(async () => {
  store = await openMemoryStore()
  await put(keys.policy, policy)
})
afterEach(() => store.close())

describe('advancing a rotation', () => {
  it('bootstraps an empty store, and goes on as members acknowledge', async () => {
    expect(kindsOf(await advance())).toEqual(['begin'])
    await acknowledge()
    expect(kindsOf(await advance())).toEqual(['promote'])
    const { keyset } = await read()
    expect(keyset?.primary).toMatch(/^k1-/)
    expect(keyset?.generation).toBe(2)
  })

  it('writes the three views in the same transaction', async () => {
    await advance()
    await acknowledge()
    await advance()
    const { keyset, revision } = await read()
    const [current] = (await store.range({ key: keys.current })).kvs
    const [schedule] = (await store.range({ key: keys.schedule })).kvs
    expect([current?.modRevision, schedule?.modRevision]).toEqual([revision, revision])
    expect(JSON.parse(text(current?.value))).toEqual({
      key_id: keyset?.primary,
      algorithm: 'chacha20-poly1305',
      created_at: '2026-11-23T00:00:00.000Z',
      expires_at: '2026-11-30T00:00:00.000Z',
      sealed: { 'a@1': expect.any(String), 'b@1': expect.any(String) },
    })
    expect(JSON.parse(text(schedule?.value))).toEqual({
      interval_hours: 168,
      next_rotation: '2026-11-30T00:00:00.000Z',
    })
  })

  it('runs a whole rotation: begin, promote, drain, retire', async () => {
    await bootstrap()
    now += 169 * 3_600_000
    expect(kindsOf(await advance())).toEqual(['begin'])
    await acknowledge()
    expect(kindsOf(await advance())).toEqual(['promote'])
    await acknowledge()
    expect(kindsOf(await advance())).toEqual(['drain'])
    expect(kindsOf(await advance())).toEqual([])
    now += 300_000
    expect(kindsOf(await advance())).toEqual(['retire'])
    expect((await read()).keyset?.keys).toHaveLength(1)
  })

  it('asked to rotate now begins once, however often it is asked', async () => {
    await bootstrap()
    expect(kindsOf(await advance({ kind: 'now' }))).toEqual(['begin'])
    const again = await advance({ kind: 'now' })
    expect(kindsOf(again)).toEqual([])
    expect(again).toMatchObject({
      kind: 'waits',
      waiting: { kind: 'acknowledgements', members: ['a@1', 'b@1'] },
    })
  })

  it('leaves a silent member behind only by name, and keeps the reason', async () => {
    await bootstrap()
    await advance({ kind: 'now' })
    await acknowledge(['a@1'])
    const outcome = await advance({ kind: 'force', members: ['b@1'], reason: 'node is in repair' })
    expect(kindsOf(outcome)).toEqual(['force', 'promote'])
    const primary = (await read()).keyset?.keys.find(({ state }) => state === 'primary')
    expect(primary?.forced).toMatchObject([{ member: 'b@1', reason: 'node is in repair', who: 'test' }])
    expect(await advance({ kind: 'force', members: ['c@1'], reason: '' })).toMatchObject({
      kind: 'unknown-member',
    })
  })

  it('after a restore begins above every generation that a member has seen, with none of the old keys', async () => {
    await bootstrap()
    const old = (await read()).keyset
    await acknowledge(['a@1'], { generation: 3_000_000_000 })
    expect(await advance()).toMatchObject({
      kind: 'waits',
      waiting: { kind: 'store-went-back', members: ['a@1'] },
    })
    expect(kindsOf(await advance({ kind: 'after-restore' }))).toEqual(['restart'])
    const { keyset } = await read()
    expect(keyset?.generation).toBe(3_000_000_001)
    expect(keyset?.primary).toBeNull()
    expect(keyset?.keys.map(({ id }) => id)).not.toContain(old?.primary)
  })

  it('does nothing without a policy, with a wrong one, and over a keyset of another version', async () => {
    await put(keys.policy, { ...policy, grace: 1 })
    expect(await advance()).toMatchObject({ kind: 'bad-policy' })
    await put(keys.policy, policy)
    await put(keys.keyset, { formatVersion: 2 })
    expect(await advance()).toMatchObject({ kind: 'foreign-keyset' })
    await store.txn({ compare: [], success: [{ kind: 'delete', key: keys.policy }], failure: [] })
    expect(await advance()).toMatchObject({ kind: 'no-policy' })
  })

  it('by ten at once takes each step once', async () => {
    await Promise.all(Array.from({ length: 10 }, () => advance()))
    expect((await read()).keyset?.generation).toBe(1)
    await acknowledge()
    await Promise.all(Array.from({ length: 10 }, () => advance()))
    expect((await read()).keyset?.generation).toBe(2)
  })

  it('compacts history once a key has retired, where the policy says so', async () => {
    await put(keys.policy, { ...policy, compactAfterRetirement: true })
    await bootstrap()
    const { revision } = await read()
    await advance({ kind: 'now' })
    await acknowledge()
    await advance()
    await acknowledge()
    await advance()
    now += 300_000
    await advance()
    await expect(store.range({ key: keys.keyset, revision })).rejects.toMatchObject({ code: 'compacted' })
  })

  it('says where the retired key stays in history, because the role may not compact', async () => {
    await put(keys.policy, { ...policy, compactAfterRetirement: true })
    await bootstrap()
    await advance({ kind: 'now' })
    await acknowledge()
    await advance()
    await acknowledge()
    await advance()
    now += 300_000
    const refusing = Object.assign(Object.create(store) as Store, {
      compact: () =>
        Promise.reject(new StoreError('permission', 'permission denied', { outcome: 'not-applied' })),
    })
    const { taken } = await advance(undefined, refusing)
    expect(taken).toMatchObject([
      {
        kind: 'retire',
        problem: expect.stringMatching(/stay in etcd's history.*etcdctl compact \d+ as root/),
      },
    ])
  })
})

describe('a write whose reply was lost', () => {
  it('that happened is found to have happened', async () => {
    const taken = kindsOf(await advance(undefined, faulty({ applies: true })))
    expect(taken).toEqual(['begin'])
    expect((await read()).keyset?.generation).toBe(1)
  })

  it('that did not happen is fenced and done again', async () => {
    const taken = kindsOf(await advance(undefined, faulty({ applies: false })))
    expect(taken).toEqual(['begin'])
    // Generation 1 is the fence.
    expect((await read()).keyset?.generation).toBe(2)
  })

  it('and that arrives after its fence changes nothing', async () => {
    const held: Txn[] = []
    const taken = kindsOf(await advance(undefined, faulty({ applies: false, held })))
    expect(taken).toEqual(['begin'])
    const before = (await read()).keyset
    for (const txn of held) expect((await store.txn(txn)).succeeded).toBe(false)
    expect((await read()).keyset).toEqual(before)
  })

  it('and whose fences are lost too is unknown, and says so', async () => {
    const lost = { ...sharedStore(store), txn: lose }
    expect(await advanceRotation({ ...context(lost), patience: 100 })).toMatchObject({ kind: 'unknown' })
  })
})

/** Loses the reply of the first write; with `applies` the write still happens; `held` collects what was held back. */
function faulty({ applies, held = [] }: { applies: boolean; held?: Txn[] }): Store {
  let isFirst = true
  return {
    ...sharedStore(store),
    async txn(txn) {
      if (!isWrite(txn) || !isFirst) return store.txn(txn)
      isFirst = false
      if (applies) await store.txn(txn)
      else held.push(txn)
      throw new StoreError('timeout', 'deadline exceeded', { outcome: 'unknown' })
    },
  }
}

async function lose(txn: Txn): Promise<TxnResult> {
  if (!isWrite(txn)) return store.txn(txn)
  throw new StoreError('timeout', 'deadline exceeded', { outcome: 'unknown' })
}

function isWrite({ success }: Txn): boolean {
  return success.some(({ kind }) => kind === 'put')
}

function context(over: Store = store): Parameters<typeof advanceRotation>[0] {
  return { store: over, prefix: '', who: 'test', clock: () => ({ now }) }
}

function advance(request?: RotationRequest, over?: Store): Promise<RotationOutcome> {
  return advanceRotation(context(over), request)
}

async function bootstrap(): Promise<void> {
  await advance()
  await acknowledge()
  await advance()
  await acknowledge()
}

/** Members say that they hold every key and encrypt under the primary. */
async function acknowledge(who = Object.keys(members), change: { generation?: number } = {}): Promise<void> {
  const { keyset } = await read()
  for (const member of who) {
    const acknowledgement = {
      generation: keyset?.generation ?? 0,
      transition: keyset?.transition ?? '',
      opened: keyset?.keys.map(({ id }) => id) ?? [],
      primary: keyset?.primary ?? null,
      state: 'ready' as const,
      at: new Date(now).toISOString(),
      ...change,
    }
    await put(acknowledgementKey('', member), JSON.parse(encodeAcknowledgement(acknowledgement)))
  }
}

async function read(): Promise<{ keyset: Keyset | undefined; revision: number }> {
  const [kv] = (await store.range({ key: keys.keyset })).kvs
  return { keyset: kv && parseKeyset(text(kv.value)), revision: kv?.modRevision ?? 0 }
}

async function put(key: string, value: unknown): Promise<void> {
  const operation = { kind: 'put', key, value: Buffer.from(JSON.stringify(value)) } as const
  await store.txn({ compare: [], success: [operation], failure: [] })
}

function kindsOf(outcome: RotationOutcome): string[] {
  return outcome.taken.map(({ kind }) => kind)
}

function text(value: Uint8Array | undefined): string {
  return Buffer.from(value ?? []).toString('utf8')
}
