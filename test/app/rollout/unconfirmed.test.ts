import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { bareEnvironment } from '../../../src/app/environment/open-environment.ts'
import { keepSettling } from '../../../src/app/rollout/keep-settling.ts'
import { type Settled, settleExpired } from '../../../src/app/rollout/settle-expired.ts'
import { confirmApply, readHistory, readPending } from '../../../src/apply/index.ts'
import { type Store, toolKeys } from '../../../src/model/index.ts'
import { openMemoryStore } from '../../../src/store/index.ts'
import { applyValues, contentsOf } from '../../apply/apply-values.ts'
import { seeded } from '../../apply/simulation/random.ts'
import { openScheduler } from '../../apply/simulation/scheduler.ts'
import { sharedStore } from '../../client/site.ts'
import { home } from '../../support/home.ts'
import { contextIn } from '../a-context.ts'

const a = '/config/a/json'
const awaits = { kind: 'confirm', seconds: 600 } as const
const environment = bareEnvironment('lab', home)

let time = 0
let store: Store
let directory: string
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'appia-unconfirmed-'))
  await begin()
})
afterEach(async () => {
  await store.close()
  rmSync(directory, { recursive: true, force: true })
})

async function begin(): Promise<void> {
  time = 0
  store = await openMemoryStore({ now: () => time })
  await applyValues(store, { [a]: 1 })
  await applyValues(store, { [a]: 2, '/config/b/json': 1 }, { awaits })
}

const settle = (over: Store = store): Promise<Settled | undefined> =>
  settleExpired({ store: over, environment, directory }, contextIn(directory))
const kinds = async () => (await readHistory(store, home, 20)).map(({ kind }) => kind)

describe('an apply that nobody confirms', () => {
  it('stands as long as there is time', async () => {
    expect(await settle()).toBeUndefined()
    expect(await kinds()).toEqual(['apply', 'apply'])
  })

  it('is taken back by who sees it first, without the machine that applied', async () => {
    time += 601_000
    expect(await settle()).toMatchObject({ kind: 'taken-back', pending: { seq: 2 } })
    expect(await contentsOf(store)).toEqual({ [a]: '1' })
    const [last] = await readHistory(store, home, 1)
    expect(last).toMatchObject({ kind: 'rollback', who: 'anna@laptop' })
    expect(last?.message).toBe('@2 was not confirmed within 600 s')
    expect(await settle()).toBeUndefined()
    expect(await applyValues(store, { [a]: 3 })).toMatchObject({ kind: 'applied' })
  })

  it('stands where an older appia came on top, which does not look', async () => {
    const keys = toolKeys(home)
    const [record] = (await store.range({ key: keys.pending })).kvs
    await confirmApply(store, home)
    await applyValues(store, { [a]: 3 })
    const put = { kind: 'put', key: keys.pending, value: record?.value ?? new Uint8Array() } as const
    await store.txn({ compare: [], success: [put], failure: [] })
    expect(await settle()).toMatchObject({ kind: 'superseded' })
    expect(await contentsOf(store)).toEqual({ [a]: '3' })
    expect(await readPending(store, home)).toBeUndefined()
  })

  it('and that cannot be taken back is left, and said', async () => {
    time += 601_000
    const edited = { kind: 'put', key: a, value: Buffer.from('7') } as const
    await store.txn({ compare: [], success: [edited], failure: [] })
    expect(await settle()).toMatchObject({ kind: 'failed', problem: expect.stringContaining(a) })
    expect(await readPending(store, home)).toMatchObject({ seq: 2 })
  })

  it('is taken back by a watcher as soon as its time is over', async () => {
    const stop = new AbortController()
    const told: string[] = []
    const context = { ...contextIn(directory), signal: stop.signal }
    const watching = keepSettling({ store: sharedStore(store), environment, directory }, context, (text) => {
      told.push(text)
      stop.abort()
    })
    const [deadline] = (await store.range({ key: toolKeys(home).deadline })).kvs
    await store.revokeLease(deadline?.lease ?? '')
    await watching
    expect(told).toEqual(['@2 was not confirmed within 600 s, and is taken back'])
  })
})

describe('several who see it at once', () => {
  it.each(Array.from({ length: 25 }, (_, seed) => seed))(
    'take it back exactly once, or one confirms it: order %i',
    async (seed) => {
      await store.close()
      await begin()
      const random = seeded(seed)
      const scheduler = openScheduler(random)
      const stepping = (): Store =>
        new Proxy(store, {
          get: (target, name) => {
            if (name !== 'txn' && name !== 'range') return Reflect.get(target, name) as unknown
            return async (request: never) => {
              await scheduler.turn()
              return await target[name](request)
            }
          },
        })
      const settled: (Settled | undefined)[] = []
      let confirmed = ''
      const roller = async () => void settled.push(await settle(stepping()))
      const confirmer = async () => {
        confirmed = (await confirmApply(stepping(), home)).kind
      }
      const clients = [roller, roller, roller, ...(random.chance(0.5) ? [confirmer] : [])]
      await scheduler.run(clients, async () => {
        time += 200_000
      })
      // Whoever looked before the time was over has done nothing.
      time += 601_000
      settled.push(await settle())
      const takenBack = settled.filter((one) => one?.kind === 'taken-back').length
      expect(takenBack + (confirmed === 'confirmed' ? 1 : 0)).toBe(1)
      expect(settled.filter((one) => one?.kind === 'failed')).toEqual([])
      expect((await kinds()).filter((kind) => kind === 'rollback')).toHaveLength(takenBack)
      expect(await readPending(store, home)).toBeUndefined()
      expect((await contentsOf(store))[a]).toBe(takenBack === 1 ? '1' : '2')
    },
  )
})
