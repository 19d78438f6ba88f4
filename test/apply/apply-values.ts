import {
  type ApplyOutcome,
  type ApplyRequest,
  applyPlan,
  memoryJournal,
  readLive,
} from '../../src/apply/index.ts'
import { type JsonValue, type Plan, type Store, StoreError } from '../../src/model/index.ts'
import { makePlan, type PlanInput, type ReadPart } from '../../src/plan/index.ts'
import { desiredOf } from '../plan/build-plan-input.ts'
import { home } from '../support/home.ts'

/** Values by key. */
export type Values = { readonly [key: string]: JsonValue }

/** The time of every apply in tests. */
export const now = new Date('2026-11-23T01:02:03Z')

/** A plan of exactly these values under `/config/`, made from what the store holds. */
export async function planValues(store: Store, values: Values, rest: Partial<PlanInput> = {}): Promise<Plan> {
  const request = {
    home,
    managedPrefixes: ['/config/'],
    keys: (rest.reads ?? []).map(({ key }) => key),
  }
  const live = await readLive(store, request)
  const { plan, diagnostics } = makePlan({
    desired: desiredOf(values),
    live,
    lookup: (_, pointer) => ({ effect: 'live', isSecret: pointer === '/password' }),
    provenance: new Map(),
    ...rest,
  })
  if (plan === undefined || diagnostics.length > 0) throw new Error(diagnostics[0]?.message)
  return plan
}

/** Whole keys that the sources read. */
export function readsOf(...keys: readonly string[]): ReadPart[] {
  return keys.map((key) => ({ key, pointer: '' }))
}

/** Applies a plan as `tester`. */
export async function applyIt(
  store: Store,
  plan: Plan,
  rest: Partial<ApplyRequest> = {},
): Promise<ApplyOutcome> {
  return await applyPlan({ store, plan, journal: memoryJournal(), author: { who: 'tester' }, now, ...rest })
}

/** Plans and applies these values; what is not among them goes. */
export async function applyValues(
  store: Store,
  values: Values,
  rest: Partial<ApplyRequest> = {},
): Promise<ApplyOutcome> {
  return await applyIt(store, await planValues(store, values, { permissions: { allowDelete: 1e6 } }), rest)
}

/** Writes one key as somebody else would. */
export async function putForeign(store: Store, key: string, text: string): Promise<number> {
  const value = new TextEncoder().encode(text)
  return (await store.txn({ compare: [], success: [{ kind: 'put', key, value }], failure: [] })).revision
}

/** Deletes one key as somebody else would. */
export async function deleteForeign(store: Store, key: string): Promise<void> {
  await store.txn({ compare: [], success: [{ kind: 'delete', key }], failure: [] })
}

/** What a prefix holds, as text. */
export async function contentsOf(store: Store, prefix = '/config/'): Promise<{ [key: string]: string }> {
  const { kvs } = await store.range({ key: prefix, end: `${prefix.slice(0, -1)}0` })
  return Object.fromEntries(kvs.map((kv) => [kv.key, new TextDecoder().decode(kv.value)]))
}

/** Writes until the store says that it is full; etcd notices some time after its file has grown past the quota. */
export async function fillStore(store: Store): Promise<void> {
  for (let index = 0; index < 1000; index++) {
    try {
      await putForeign(store, '/filling', `${index}${'x'.repeat(100_000)}`)
    } catch (error) {
      if (error instanceof StoreError && error.code === 'no-space') return
      throw error
    }
  }
  throw new Error('the store did not fill up')
}
