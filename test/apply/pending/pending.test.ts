import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { confirmApply, memoryJournal, readLive, readPending, resumeApply } from '../../../src/apply/index.ts'
import { type Confirmation, type Store, StoreError, toolKeys } from '../../../src/model/index.ts'
import { openMemoryStore } from '../../../src/store/index.ts'
import { sharedStore } from '../../client/site.ts'
import { home } from '../../support/home.ts'
import { applyIt, applyValues, contentsOf, now, planValues, putForeign } from '../apply-values.ts'

const a = '/config/a/json'
const keys = toolKeys(home)
const awaits: Confirmation = { kind: 'confirm', seconds: 600 }

let time = 0
let store: Store
beforeEach(async () => {
  time = 0
  store = await openMemoryStore({ now: () => time })
  await applyValues(store, { [a]: 1 })
})
afterEach(() => store.close())

const present = async (key: string) => (await store.range({ key })).count === 1
const waits = () => readPending(store, home)

describe('an apply that waits to be confirmed', () => {
  it('says so in its own transaction, with a lease for the time that it has', async () => {
    const { revision } = (await applyValues(store, { [a]: 2 }, { awaits })) as { revision: number }
    expect(await waits()).toEqual({
      ...{ kind: 'confirm', seconds: 600, seq: 2, who: 'tester', when: now.toISOString() },
      ...{ modRevision: revision, isExpired: false },
    })
    const [deadline] = (await store.range({ key: keys.deadline })).kvs
    expect([deadline?.modRevision, deadline?.lease]).not.toEqual([revision, '0'])
    expect((await readLive(store, { home })).pending?.seq).toBe(2)
  })

  it('is in the way of any other apply, that of another apply first, and named', async () => {
    const plan = await planValues(store, { [a]: 3 })
    await applyValues(store, { [a]: 2, '/config/b/json': 1 }, { awaits })
    expect(await applyValues(store, { [a]: 4 })).toMatchObject({ kind: 'unconfirmed', pending: { seq: 2 } })
    expect(await applyIt(store, plan)).toMatchObject({ kind: 'stale' })
    expect(await contentsOf(store)).toMatchObject({ [a]: '2' })
  })

  it('is in the way of an apply that had looked before it came', async () => {
    const plan = await planValues(store, { [a]: 1, '/config/c/json': 1 })
    let isFirst = true
    const racing: Store = {
      ...sharedStore(store),
      txn: async (txn) => {
        const isApply = txn.success.some((one) => one.kind === 'put' && one.key === keys.epoch)
        if (isApply && isFirst) {
          isFirst = false
          await applyValues(store, { [a]: 1, '/config/b/json': 1 }, { awaits })
        }
        return await store.txn(txn)
      },
    }
    expect(await applyIt(racing, plan)).toMatchObject({ kind: expect.stringMatching(/unconfirmed|conflict/) })
    expect(await contentsOf(store)).toEqual({ [a]: '1', '/config/b/json': '1' })
  })

  it('stands once it is confirmed, and nothing is left of the record', async () => {
    await applyValues(store, { [a]: 2 }, { awaits })
    expect(await confirmApply(store, home, 7)).toMatchObject({ kind: 'another', pending: { seq: 2 } })
    expect(await confirmApply(store, home, 2)).toMatchObject({ kind: 'confirmed', pending: { seq: 2 } })
    expect([await present(keys.pending), await present(keys.deadline)]).toEqual([false, false])
    expect(await confirmApply(store, home)).toEqual({ kind: 'nothing-pending' })
    expect(await applyValues(store, { [a]: 3 })).toMatchObject({ kind: 'applied' })
  })

  it('cannot be confirmed once its time is over, by the clock of the store alone', async () => {
    await applyValues(store, { [a]: 2 }, { awaits, now: new Date('1999-01-01') })
    time += 599_000
    expect((await waits())?.isExpired).toBe(false)
    time += 2_000
    expect((await waits())?.isExpired).toBe(true)
    expect(await confirmApply(store, home)).toMatchObject({ kind: 'expired' })
    expect(await applyValues(store, { [a]: 3 })).toMatchObject({ kind: 'unconfirmed' })
  })

  it('that did not come about gives its lease back', async () => {
    const granted: string[] = []
    const revoked: string[] = []
    const watching: Store = {
      ...sharedStore(store),
      grantLease: async (ttl) => {
        const lease = await store.grantLease(ttl)
        granted.push(lease.id)
        return lease
      },
      revokeLease: async (id) => {
        revoked.push(id)
        await store.revokeLease(id)
      },
      txn: async (txn) => {
        if (txn.success.some((one) => one.kind === 'put' && one.key === keys.epoch))
          throw new StoreError('no-space', 'full', { outcome: 'not-applied' })
        return await store.txn(txn)
      },
    }
    const plan = await planValues(store, { [a]: 2 })
    expect(await applyIt(watching, plan, { awaits })).toMatchObject({ kind: 'refused' })
    expect([granted.length, revoked]).toEqual([1, granted])
  })

  it('waits also when it is finished by a resume', async () => {
    const journal = memoryJournal()
    const losing: Store = {
      ...sharedStore(store),
      txn: async (txn) => {
        if (txn.success.some((one) => one.kind === 'put' && one.key === keys.epoch))
          throw new StoreError('timeout', 'lost', { outcome: 'unknown' })
        return await store.txn(txn)
      },
    }
    const plan = await planValues(store, { [a]: 2 })
    const lost = await applyIt(losing, plan, { awaits, journal, resolveMilliseconds: 0 })
    expect(lost.kind).toBe('unknown')
    const request = { store, journal, home, author: { who: 'tester' }, now }
    expect(await resumeApply(request)).toMatchObject([{ outcome: { kind: 'applied' } }])
    expect(await waits()).toMatchObject({ seconds: 600, isExpired: false })
  })

  it('of which somebody else wrote the record is damage, not an apply', async () => {
    await putForeign(store, keys.pending, '{"kind":"confirm"}')
    await expect(waits()).rejects.toThrow('/appia/demo/pending')
  })
})

/** Something happens just before a transaction that `isMeant`, once. */
function racing(isMeant: (keys: readonly string[]) => boolean, meanwhile: () => Promise<unknown>): Store {
  let isFirst = true
  return {
    ...sharedStore(store),
    txn: async (txn) => {
      if (isFirst && isMeant(txn.success.flatMap((one) => (one.kind === 'txn' ? [] : [one.key])))) {
        isFirst = false
        await meanwhile()
      }
      return await store.txn(txn)
    },
  }
}

describe('what comes between a look and its transaction', () => {
  const touches = (key: string) => (names: readonly string[]) => names.includes(key)

  it('is the end of the time: nothing is confirmed', async () => {
    await applyValues(store, { [a]: 2 }, { awaits })
    const late = racing(touches(keys.pending), async () => {
      time += 601_000
    })
    expect(await confirmApply(late, home)).toMatchObject({ kind: 'expired' })
    expect(await waits()).toMatchObject({ seq: 2 })
  })

  it('is another apply that waits: it is not confirmed in the place of the one that was named', async () => {
    await applyValues(store, { [a]: 2 }, { awaits })
    const overtaken = racing(touches(keys.pending), async () => {
      await confirmApply(store, home)
      await applyValues(store, { [a]: 3 }, { awaits })
    })
    expect(await confirmApply(overtaken, home, 2)).toMatchObject({ kind: 'another', pending: { seq: 3 } })
    expect(await waits()).toMatchObject({ seq: 3 })
  })

  it('is a confirmation: what would have ended the waiting does nothing', async () => {
    await applyValues(store, { [a]: 2 }, { awaits })
    const ends = { modRevision: (await waits())?.modRevision ?? 0, isExpired: false }
    const confirmed = racing(touches(keys.epoch), () => confirmApply(store, home))
    expect(await applyIt(confirmed, await planValues(store, { [a]: 3 }), { ends })).toMatchObject({
      kind: 'conflict',
    })
    expect(await contentsOf(store)).toEqual({ [a]: '2' })
  })
})

describe('an apply that ends what waits', () => {
  it('does so in its own transaction, and only that very record', async () => {
    await applyValues(store, { [a]: 2 }, { awaits })
    const pending = await waits()
    const modRevision = pending?.modRevision ?? 0
    const plan = await planValues(store, { [a]: 3 })
    const wrong = { ends: { modRevision: modRevision - 1, isExpired: false } }
    expect(await applyIt(store, plan, wrong)).toMatchObject({ kind: 'conflict' })
    expect(await applyIt(store, plan, { ends: { modRevision, isExpired: false } })).toMatchObject({
      kind: 'applied',
    })
    expect([await present(keys.pending), await present(keys.deadline)]).toEqual([false, false])
  })

  it('because its time is over does not while there is time left', async () => {
    await applyValues(store, { [a]: 2 }, { awaits })
    const ends = { modRevision: (await waits())?.modRevision ?? 0, isExpired: true }
    const plan = await planValues(store, { [a]: 1 })
    expect(await applyIt(store, plan, { ends })).toMatchObject({ kind: 'conflict' })
    time += 601_000
    expect(await applyIt(store, plan, { ends })).toMatchObject({ kind: 'applied' })
  })

  it('may wait itself', async () => {
    await applyValues(store, { [a]: 2 }, { awaits })
    const ends = { modRevision: (await waits())?.modRevision ?? 0, isExpired: false }
    expect(await applyIt(store, await planValues(store, { [a]: 3 }), { ends, awaits })).toMatchObject({
      seq: 3,
    })
    expect(await waits()).toMatchObject({ seq: 3, isExpired: false })
  })
})
