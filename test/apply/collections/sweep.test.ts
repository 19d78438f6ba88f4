import { expect, it } from 'vitest'
import { compileCollection } from '../../../src/compile/index.ts'
import { publishedKeys } from '../../../src/model/index.ts'
import { openMemoryStore } from '../../../src/store/index.ts'
import { schemaOf } from '../../schema/schema-of.ts'
import { applyIt } from '../apply-values.ts'
import {
  applyDocuments,
  collectionPrefix,
  contentsOf,
  keys,
  namesUnder,
  planDocuments,
} from './collections.ts'

it.each(['shard/', 'generation/'])('a sweep takes nothing of a collection below: %s', async (below) => {
  const store = await openMemoryStore()
  for (const n of [1, 2]) await applyDocuments(store, { a: n })
  const prefix = `${collectionPrefix}${below}`
  const successor = await compileCollection(
    { prefix, component: 'fw', schema: 'any', file: 'configs/list.jsonl' },
    { text: '{"key":"a","value":3}', schema: schemaOf({}) },
  )
  const plan = await planDocuments(store, [successor])
  expect(await applyIt(store, plan, { contentsOf: async () => contentsOf(successor) })).toMatchObject({
    kind: 'applied',
    keys: 2,
  })
  const left = publishedKeys('', prefix)
  expect(await namesUnder(store, left.generation)).toEqual([successor.generation])
  expect(await namesUnder(store, left.shard)).toEqual(Object.values(successor.shards))
  expect((await namesUnder(store, keys.shard)).filter((name) => !name.includes('/'))).toHaveLength(1)
})
