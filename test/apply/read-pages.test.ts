import { afterEach, beforeEach, expect, it } from 'vitest'
import { readPrefix } from '../../src/apply/read-pages.ts'
import type { Store } from '../../src/model/index.ts'
import { openMemoryStore } from '../../src/store/index.ts'
import { putForeign } from './apply-values.ts'

let store: Store
beforeEach(async () => {
  store = await openMemoryStore()
  const keys = Array.from({ length: 120 }, (_, index) => `/a/${String(index).padStart(3, '0')}`)
  for (let page = 0; page < 5; page++) {
    for (const key of keys) await putForeign(store, `${key}/${page}`, 'x')
  }
})
afterEach(() => store.close())

/** Somebody writes and compacts after each of the first `times` pages. */
function compacting(times: number): Store {
  let left = times
  return Object.assign(Object.create(store) as Store, {
    range: async (request: Parameters<Store['range']>[0]) => {
      const page = await store.range(request)
      if (left-- > 0) {
        await putForeign(store, '/b', String(left))
        await store.compact((await store.range({ key: '/b' })).revision)
      }
      return page
    },
  })
}

it('a revision that is compacted between two pages is replaced by a newer one', async () => {
  const { kvs, revision } = await readPrefix({ store: compacting(1), prefix: '/a/' })
  expect(kvs).toHaveLength(600)
  expect(revision).toBe((await store.range({ key: '/b' })).revision)
})

it('a revision that was asked for is not replaced, and one that never stays is given up', async () => {
  const { revision } = await store.range({ key: '/a/' })
  const compacted = expect.objectContaining({ code: 'compacted' })
  await expect(readPrefix({ store: compacting(1), prefix: '/a/', revision })).rejects.toEqual(compacted)
  await expect(readPrefix({ store: compacting(100), prefix: '/a/' })).rejects.toEqual(compacted)
})
