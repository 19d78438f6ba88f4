import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { planCollections } from '../../src/app/plan/plan-collections.ts'
import { readLive } from '../../src/apply/index.ts'
import { addCollections } from '../../src/compile/index.ts'
import type { PlannedCollection, Store } from '../../src/model/index.ts'
import { parseSchemas } from '../../src/schema/index.ts'
import { openMemoryStore } from '../../src/store/index.ts'
import {
  applyDocuments,
  compileDocuments,
  type Documents,
  keys,
  manyDocuments,
} from '../apply/collections/collections.ts'
import { wrapTxn } from '../apply/wrap-store.ts'
import { desiredOf } from '../plan/build-plan-input.ts'
import { home } from '../support/home.ts'

const many = manyDocuments(3000)

it('a plan of a large collection reads only the shards that differ', async () => {
  const store = await openMemoryStore()
  await applyDocuments(store, many)
  const read: string[] = []
  const counting = wrapTxn(store, async (txn) => {
    for (const each of txn.success)
      if (each.kind === 'range' && each.key.startsWith(keys.shard)) read.push(each.key)
    return await store.txn(txn)
  })
  const [planned] = await plan(counting, { ...many, '10.0.0.7': { reason: 'other' } })
  expect(planned).toMatchObject({ added: 0, changed: 1, removed: 0, keys: 3000 })
  expect(read).toHaveLength(1)
})

it('a plan of a collection that needs fewer shards than before tells what really changes', async () => {
  const store = await openMemoryStore()
  await applyDocuments(store, many)
  const few = Object.fromEntries(Object.entries(many).slice(0, 10))
  const [planned] = await plan(store, { ...few, new: { reason: 'other' } })
  expect(planned).toMatchObject({ added: 1, changed: 0, removed: 2990, keys: 11 })
})

it('a plan of a collection that needs more shards than before tells what really changes', async () => {
  const store = await openMemoryStore()
  const few = Object.fromEntries(Object.entries(many).slice(0, 10))
  await applyDocuments(store, { ...few, old: { reason: 'x' }, '10.0.0.7': { reason: 'other' } })
  const [planned] = await plan(store, many)
  expect(planned).toMatchObject({ added: 2990, changed: 1, removed: 1, keys: 3000 })
})

it('a collection that stands as it should is not in the plan', async () => {
  const store = await openMemoryStore()
  await applyDocuments(store, many)
  expect(await plan(store, many)).toEqual([])
})

/** Plans the collection with these documents, from a file in a workspace. */
async function plan(store: Store, documents: Documents): Promise<PlannedCollection[]> {
  const directory = mkdtempSync(join(tmpdir(), 'appia-collection-'))
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  for (const folder of ['configs', 'schemas']) mkdirSync(join(directory, folder))
  const lines = Object.entries(documents).map(([key, value]) => JSON.stringify({ key, value }))
  writeFileSync(join(directory, 'configs/list.jsonl'), lines.join('\n'))
  writeFileSync(join(directory, 'schemas/any.schema.json'), '{}')
  const compiled = { desired: desiredOf({}), diagnostics: [], provenance: new Map() }
  const { desired } = addCollections(compiled, [await compileDocuments(documents)])
  if (desired === undefined) throw new Error('collections with errors')
  const live = await readLive(store, { home, managedPrefixes: ['/config/'] })
  const { schemas } = parseSchemas([{ file: 'schemas/any.schema.json', text: '{}' }])
  const lookup = () => ({ effect: 'live', isSecret: false }) as const
  return await planCollections({ directory, store, desired, lookup, schemas }, live)
}
