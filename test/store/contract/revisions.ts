import { expect, it } from 'vitest'
import { prefixEnd } from '../../../src/model/index.ts'
import { put, remove, type StoreTools } from './tools.ts'

/** What a revision is. */
export function describeRevisions(tools: StoreTools): void {
  const { commit, fresh, read } = tools

  it('a transaction of many writes is one revision', async () => {
    const p = fresh()
    const before = (await commit(put(`${p}a`, '1'))).revision
    const result = await commit(put(`${p}b`, '2'), put(`${p}c`, '3'), remove(`${p}a`))
    expect(result.revision).toBe(before + 1)
    expect((await read(`${p}b`))?.modRevision).toBe(before + 1)
    expect((await read(`${p}c`))?.modRevision).toBe(before + 1)
  })

  it('an identical put still makes a revision and a version', async () => {
    const key = `${fresh()}a`
    const first = await commit(put(key, 'same'))
    const second = await commit(put(key, 'same'))
    expect(second.revision).toBe(first.revision + 1)
    expect(await read(key)).toMatchObject({
      createRevision: first.revision,
      modRevision: second.revision,
      version: 2,
    })
  })

  it('deleting nothing makes no revision', async () => {
    const p = fresh()
    const before = (await commit(put(`${p}a`, '1'))).revision
    const result = await commit(remove(`${p}b`, prefixEnd(`${p}b`)))
    expect(result).toMatchObject({ revision: before, results: [{ kind: 'delete', deleted: 0 }] })
  })

  it('a transaction that only reads makes no revision', async () => {
    const p = fresh()
    const before = (await commit(put(`${p}a`, '1'))).revision
    expect((await commit({ kind: 'range', key: `${p}a` })).revision).toBe(before)
  })

  it('a key that was deleted begins again at version 1', async () => {
    const key = `${fresh()}a`
    await commit(put(key, '1'))
    await commit(put(key, '2'))
    await commit(remove(key))
    const { revision } = await commit(put(key, '3'))
    expect(await read(key)).toMatchObject({ createRevision: revision, modRevision: revision, version: 1 })
  })

  it('the cluster id is 16 hex digits and stays', async () => {
    const id = await tools.store.clusterId()
    expect(id).toMatch(/^[0-9a-f]{16}$/)
    expect(await tools.store.clusterId()).toBe(id)
  })
}
