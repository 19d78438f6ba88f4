import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Follow, type FollowEvent, type FollowUpdate } from '../../src/client/follow.ts'
import { prefixEnd, type Store, StoreError, type Watch, type WatchBatch } from '../../src/model/index.ts'
import { openMemoryStore } from '../../src/store/index.ts'
import { sharedStore, until } from './site.ts'

const range = { key: '/config/', end: prefixEnd('/config/') }

describe('following a range', () => {
  let store: Store
  let follow: Follow
  let updates: FollowUpdate[]
  let events: FollowEvent[]

  beforeEach(async () => {
    store = await openMemoryStore()
    updates = []
    events = []
  })
  afterEach(async () => {
    await follow.close()
    await store.close()
  })

  it('begins with everything that is there, then tells what changed', async () => {
    await put({ '/config/a': '1', '/config/b': '1' })
    await start(store)
    expect(updates[0]?.changed).toEqual(['/config/a', '/config/b'])
    await put({ '/config/b': '2' })
    await until('the change arrives', () => updates.length === 2)
    expect(updates[1]?.changed).toEqual(['/config/b'])
    expect([...(updates[1]?.kvs.keys() ?? [])]).toEqual(['/config/a', '/config/b'])
  })

  it('delivers a revision whole', async () => {
    await start(store)
    await put({ '/config/a': '1', '/config/b': '1', '/config/c': '1' })
    await until('it arrives', () => updates.length === 2)
    expect(updates[1]?.changed).toEqual(['/config/a', '/config/b', '/config/c'])
  })

  it('is silent about bytes that did not change', async () => {
    await put({ '/config/a': '1' })
    await start(store)
    await put({ '/config/a': '1' })
    await put({ '/config/b': '1' })
    await until('another key arrives', () => updates.length === 2)
    expect(updates[1]?.changed).toEqual(['/config/b'])
  })

  it('goes on from the revision after the last one seen when its watch ends', async () => {
    const watches: Watch[] = []
    await start(
      withWatch((request) => {
        const watch = store.watch(request)
        watches.push(watch)
        return watch
      }),
    )
    await put({ '/config/a': '1' })
    await until('it arrives', () => updates.length === 2)
    await watches[0]?.close()
    await put({ '/config/a': '2' })
    await put({ '/config/a': '3' })
    await until('both arrive', () => updates.length === 4)
    expect(updates.map(({ kvs }) => textOf(kvs.get('/config/a')?.value))).toEqual(['', '1', '2', '3'])
  })

  it('finds what a lying watch never delivered, counts it and catches up', async () => {
    let isLying = true
    await start(
      withWatch((request) => (isLying ? silentWatch() : store.watch(request))),
      { relistIntervalMs: 20 },
    )
    await put({ '/config/a': '1' })
    await until('it is missed', () => events.some(({ kind }) => kind === 'missed'))
    isLying = false
    await until('it arrives', () => updates.at(-1)?.changed.includes('/config/a') === true)
    expect(events.find(({ kind }) => kind === 'missed')).toMatchObject({ keys: ['/config/a'] })
  })

  it('takes another history over from a listing, and says that it went back', async () => {
    const other = await openMemoryStore()
    await put({ '/config/a': 'old', '/config/b': 'old' })
    await put({ '/config/a': 'newer' })
    let present = store
    let current: Watch | undefined
    await start({
      ...sharedStore(store),
      clusterId: () => store.clusterId(),
      range: (request) => present.range(request),
      watch: (request) => {
        current = present.watch(request)
        return current
      },
    })
    await put({ '/config/a': 'restored' }, other)
    present = other
    await current?.close()
    await until('it went back', () => events.some(({ kind }) => kind === 'went-back'))
    await until(
      'the restored value is there',
      () => textOf(updates.at(-1)?.kvs.get('/config/a')?.value) === 'restored',
    )
    expect(updates.at(-1)?.changed).toEqual(['/config/a', '/config/b'])
    await follow.close()
    await other.close()
  })

  it('keeps trying a watch that is refused, and says so once', async () => {
    const refusal = new StoreError('permission', 'denied', { outcome: 'not-applied' })
    let isRefused = true
    let tries = 0
    await start(
      withWatch((request) => {
        tries++
        return isRefused ? refusedWatch(refusal) : store.watch(request)
      }),
    )
    await until('it was tried again', () => tries > 2)
    expect(tries).toBeLessThan(10)
    isRefused = false
    await until('it is live', () => events.some(({ kind }) => kind === 'live'))
    expect(events.filter(({ kind }) => kind === 'lost')).toHaveLength(1)
  })

  async function start(over: Store, options: { relistIntervalMs?: number } = {}): Promise<void> {
    follow = new Follow({
      store: over,
      range,
      onUpdate: (update) => void updates.push(update),
      onEvent: (event) => void events.push(event),
      ...options,
    })
    await follow.ready()
  }

  function withWatch(watch: Store['watch']): Store {
    return { ...sharedStore(store), watch }
  }

  async function put(values: { readonly [key: string]: string }, to = store): Promise<void> {
    const success = Object.entries(values).map(
      ([key, text]) => ({ kind: 'put', key, value: Buffer.from(text) }) as const,
    )
    await to.txn({ compare: [], success, failure: [] })
  }
})

/** Accepted, and then says nothing until it is closed. */
function silentWatch(): Watch {
  let end: () => void = () => undefined
  const ended = new Promise<IteratorResult<WatchBatch>>((resolve) => {
    end = () => resolve({ done: true, value: undefined })
  })
  const iterator = { next: () => ended }
  return { opened: Promise.resolve(), close: async () => end(), [Symbol.asyncIterator]: () => iterator }
}

function refusedWatch(error: StoreError): Watch {
  const opened = Promise.reject(error)
  opened.catch(() => undefined)
  return { ...silentWatch(), opened }
}

function textOf(value: Uint8Array | undefined): string {
  return Buffer.from(value ?? []).toString('utf8')
}
