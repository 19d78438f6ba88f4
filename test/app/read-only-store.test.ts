import { expect, it, onTestFinished } from 'vitest'
import { readOnlyStore } from '../../src/app/environment/read-only-store.ts'
import type { Operation, Store } from '../../src/model/index.ts'
import { openMemoryStore } from '../../src/store/index.ts'

const put: Operation = { kind: 'put', key: '/a', value: Buffer.from('1') }
const range: Operation = { kind: 'range', key: '/a' }

async function open(): Promise<{ written: Store; looking: Store }> {
  const written = await openMemoryStore()
  onTestFinished(() => written.close())
  return { written, looking: readOnlyStore(written) }
}

it.each<[string, (store: Store) => Promise<unknown>]>([
  ['a put', (store) => store.txn({ compare: [], success: [put], failure: [] })],
  ['a delete', (store) => store.txn({ compare: [], success: [{ kind: 'delete', key: '/a' }], failure: [] })],
  ['a put where the compares fail', (store) => store.txn({ compare: [], success: [], failure: [put] })],
  [
    'a put in a nested transaction',
    (store) =>
      store.txn({
        compare: [],
        success: [{ kind: 'txn', txn: { compare: [], success: [range], failure: [put] } }],
        failure: [],
      }),
  ],
  ['a lease', (store) => store.grantLease(10)],
  ['keeping a lease alive', (store) => store.keepAliveLease('1')],
  ['revoking a lease', (store) => store.revokeLease('1')],
  ['compaction', (store) => store.compact(1)],
])('%s is refused, and nothing is written', async (_, write) => {
  const { written, looking } = await open()
  const { revision } = await written.range({ key: '/a' })
  await expect(write(looking)).rejects.toMatchObject({ code: 'invalid', outcome: 'not-applied' })
  expect((await written.range({ key: '/a' })).revision).toBe(revision)
})

it('reads and watches pass', async () => {
  const { written, looking } = await open()
  await written.txn({ compare: [], success: [put], failure: [] })
  expect((await looking.range({ key: '/a' })).kvs).toHaveLength(1)
  expect((await looking.txn({ compare: [], success: [range], failure: [] })).succeeded).toBe(true)
  const watch = looking.watch({ key: '/a', startRevision: 1 })
  for await (const { events } of watch) {
    expect(events).toHaveLength(1)
    break
  }
  await watch.close()
})
