import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lastChange } from '../../src/app/state/last-change.ts'
import type { Store } from '../../src/model/index.ts'
import { openEmbeddedStore } from '../../src/store/index.ts'
import { applyIt, applyValues, planValues, type Values } from '../apply/apply-values.ts'
import { desiredOf } from '../plan/build-plan-input.ts'
import { home } from '../support/home.ts'

const a = '/config/a/json'
const b = '/config/b/json'

/** The keys of a state with their documents. */
const states = fc.array(
  fc.record({ [a]: document(), [b]: document() }, { requiredKeys: [] }) as fc.Arbitrary<Values>,
  { minLength: 1, maxLength: 12 },
)

function document() {
  const digit = fc.integer({ min: 0, max: 2 })
  return fc.record({ x: digit, y: digit })
}

describe('the apply that last changed a value', () => {
  it('is the newest after which it is not what it was before, in any history', async () => {
    await fc.assert(
      fc.asyncProperty(states, async (history) => {
        const store = await openEmbeddedStore()
        const applied: Values[] = []
        for (const state of history) {
          const { kind } = await applyValues(store, state)
          if (kind === 'applied') applied.push(state)
        }
        for (const key of [a, b]) {
          expect((await lastOf(store, key)).changedBy?.seq).toBe(newestChange(applied, key))
        }
      }),
      { numRuns: 30 },
    )
  })

  it('is found however many applies did something else since, without a read for each', async () => {
    const store = await openEmbeddedStore()
    for (let count = 0; count < 250; count++) await applyKept(store, { [a]: { x: 1 }, [b]: { x: count } })
    const counted = countingReads(store)
    expect((await lastOf(counted.store, a)).changedBy?.seq).toBe(1)
    expect(counted.reads()).toBeLessThan(40)
    expect((await lastOf(store, b)).changedBy?.seq).toBe(250)
  })

  it('is none for a key that no apply had', async () => {
    const store = await openEmbeddedStore()
    await applyValues(store, { [a]: { x: 1 } })
    expect(await lastOf(store, b)).toEqual({})
  })
})

async function lastOf(store: Store, key: string) {
  return await lastChange(store, home, { key, pointer: '/x', keysAt: () => ({ keys: [] }) })
}

/** Places count from 1; of a key that is not there, the one that took it out. */
function newestChange(applied: readonly Values[], key: string): number | undefined {
  const texts = [undefined, ...applied.map((state) => JSON.stringify((state[key] as { x?: number })?.x))]
  const place = texts.findLastIndex((text, index) => index > 0 && text !== texts[index - 1])
  return place === -1 ? undefined : place
}

async function applyKept(store: Store, values: Values): Promise<void> {
  const desired = desiredOf(values)
  const environment = { ...desired.environment, keepApplies: 1_000 }
  await applyIt(store, await planValues(store, values, { desired: { ...desired, environment } }))
}

function countingReads(store: Store): { readonly store: Store; readonly reads: () => number } {
  let reads = 0
  const counted = new Proxy(store, {
    get: (target, name) => {
      const member = Reflect.get(target, name) as unknown
      if (typeof member !== 'function') return member
      return (...words: unknown[]) => {
        reads++
        return member.apply(target, words) as unknown
      }
    },
  })
  return { store: counted, reads: () => reads }
}
