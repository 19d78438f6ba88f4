import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Environment,
  type IgnoredChanges,
  type JsonValue,
  type Plan,
  valueAt,
} from '../../../src/model/index.ts'
import { driftOf } from '../../../src/plan/drift-report.ts'
import {
  decodePlan,
  derivePlan,
  encodePlan,
  makePlan,
  planDigest,
  refreshKept,
  sealPlan,
} from '../../../src/plan/index.ts'
import { desiredOf, keyValue, planInput, type Setting } from '../build-plan-input.ts'
import { document } from '../random-documents.ts'

const a = '/config/a/json'
const x: IgnoredChanges = { key: a, pointer: '/x' }

describe('a part that others write', () => {
  it('is set where nothing stands yet', () => {
    expect(planned({}, { [a]: { x: 1 } }, [x]).plan.changes).toMatchObject([
      { action: 'create', after: { value: { x: 1 } } },
    ])
    const grown = planned({ managed: { [a]: { y: 1 } } }, { [a]: { x: 1, y: 1 } }, [x])
    expect(grown.plan.changes).toMatchObject([{ action: 'update', leaves: [{ pointer: '/x', to: 1 }] }])
  })

  it('is no change and no drift', () => {
    const setting = { managed: { [a]: { x: 9, y: 1 } }, applied: { [a]: { x: 1, y: 1 } } }
    const { plan, drift } = planned(setting, { [a]: { x: 1, y: 1 } }, [x])
    expect(plan).toMatchObject({ changes: [], drift: [] })
    expect(drift).toMatchObject({ entries: [], ignored: 1 })
  })

  it('stays as it is where the rest changes, and no edit counts as written over', () => {
    const setting = { managed: { [a]: { x: 9, y: 1 } }, applied: { [a]: { x: 1, y: 1 } } }
    const { plan } = planned(setting, { [a]: { x: 1, y: 2 } }, [x])
    expect(plan.drift).toEqual([])
    expect(plan.changes).toMatchObject([
      {
        action: 'update',
        kept: { pointers: ['/x'] },
        after: { value: { x: 9, y: 2 } },
        leaves: [{ pointer: '/y' }],
      },
    ])
  })

  it('that somebody took out stays out', () => {
    const setting = { managed: { [a]: { y: 1 } }, applied: { [a]: { x: 1, y: 1 } } }
    expect(planned(setting, { [a]: { x: 1, y: 1 } }, [x])).toMatchObject({ plan: { changes: [], drift: [] } })
    expect(planned(setting, { [a]: { x: 1, y: 2 } }, [x]).plan.changes[0]?.after?.value).toEqual({ y: 2 })
  })

  it('hides no edit beside it', () => {
    const setting = { managed: { [a]: { x: 9, y: 5 } }, applied: { [a]: { x: 1, y: 1 } } }
    const { plan, drift } = planned(setting, { [a]: { x: 1, y: 1 } }, [x])
    expect(plan.drift).toMatchObject([{ key: a, overwrites: [{ pointer: '/y' }] }])
    expect(drift.entries).toMatchObject([{ key: a, sinceApply: [{ pointer: '/y' }] }])
  })

  it('is the same by a rule and by initial() in the document', () => {
    const setting = { managed: { [a]: { x: 9 } }, applied: { [a]: { x: 1 } } }
    const input = inputOf(setting, { [a]: { x: 1 } }, [])
    const entries = input.desired.entries.map((entry) => ({ ...entry, initial: ['/x'] }))
    expect(makePlan({ ...input, desired: { ...input.desired, entries } }).plan).toMatchObject({
      changes: [],
      drift: [],
    })
  })

  it('does not go into a plan where it is a secret', () => {
    const lookup = (_: string, pointer: string) => ({
      effect: 'live' as const,
      isSecret: pointer === '/x',
      ...(pointer === '' && { hasSecrets: true as const }),
    })
    const { diagnostics } = planned({ managed: { [a]: { x: 'hush', y: 1 } }, lookup }, { [a]: { y: 2 } }, [x])
    expect(diagnostics).toMatchObject([{ code: 'literal-secret' }])
  })
})

describe('a key that others write', () => {
  it.each([[{ key: a }], [{ key: '/config/' }], [{ key: '/config/*/json' }]])(
    'is made where it is not there, and then left, managed or not: %j',
    (rule) => {
      const desired = { [a]: 1 }
      expect(planned({}, desired, [rule]).plan.changes).toMatchObject([{ action: 'create' }])
      expect(planned({ foreign: { [a]: 7 } }, desired, [rule]).plan.changes).toEqual([])
      const edited = { managed: { [a]: 7 }, applied: { [a]: 1 } }
      expect(planned(edited, desired, [rule])).toMatchObject({
        plan: { changes: [], drift: [] },
        drift: { entries: [] },
      })
    },
  )
})

const documents = fc.record({
  x: fc.option(document, { nil: undefined }),
  y: fc.option(fc.record({ z: document }), { nil: undefined }),
  w: document,
})

describe('whatever others write where it is left to them', () => {
  const rules: IgnoredChanges[] = [x, { key: a, pointer: '/y/z' }]

  it('plan and drift agree that it is none, and a plan keeps its digest over it', () => {
    const seen = { refreshed: 0 }
    fc.assert(
      fc.property(documents, documents, documents, fc.boolean(), (applied, edits, again, isChanged) => {
        const base = clean(applied)
        const edited = clean({ ...edits, w: base.w as JsonValue })
        const { plan, drift } = planned(
          { managed: { [a]: edited }, applied: { [a]: base } },
          { [a]: base },
          rules,
        )
        const isAdded = rules.some(
          ({ pointer = '' }) =>
            [base, edited].filter((each) => valueAt(each, pointer) !== undefined).length === 1,
        )
        if (!isAdded)
          expect({ changes: plan.changes, drift: drift.entries }).toEqual({ changes: [], drift: [] })
        const wanted = { ...base, w: isChanged ? { is: 'new' } : (base.w as JsonValue) }
        const setting = { managed: { [a]: edited }, applied: { [a]: base } }
        const next = planned(setting, { [a]: wanted }, rules)
        const [change] = next.plan.changes
        if (change?.kept === undefined || next.diagnostics.length > 0) return
        const now = clean({ ...again, w: base.w as JsonValue })
        const live = { ...next.input.live, entries: new Map([[a, keyValue(a, JSON.stringify(now))]]) }
        const refreshed = refreshKept(next.plan, live)
        if (refreshed === next.plan) return
        seen.refreshed++
        expect(refreshed.digest).toBe(next.plan.digest)
        expect(planDigest(refreshed)).toBe(next.plan.digest)
        for (const pointer of change.kept.pointers)
          expect(valueAt(refreshed.changes[0]?.after?.value ?? null, pointer)).toEqual(valueAt(now, pointer))
        expect(derivePlan(refreshed, live).diagnostics).toEqual([])
      }),
      { numRuns: 500 },
    )
    expect(seen.refreshed).toBeGreaterThan(50)
  })

  it('a plan file that changes what it says that it leaves is refused', () => {
    const { plan, input } = planned({ managed: { [a]: { x: 9, y: 1 } } }, { [a]: { x: 1, y: 2 } }, [])
    const kept = { pointers: ['/x'] }
    const changes = plan.changes.map((change) => ({ ...change, kept })) as Plan['changes']
    const forged = { ...plan, changes }
    const told = { ...forged, digest: planDigest(forged) }
    expect(decodePlan(encodePlan(sealPlan(told)))).toHaveProperty('plan')
    expect(derivePlan(told, input.live).diagnostics).toMatchObject([
      { message: expect.stringContaining('it changes what it says that it leaves as it is') as string },
    ])
  })
})

type Values = { readonly [key: string]: JsonValue }

function clean(document: object): { [name: string]: JsonValue } {
  return JSON.parse(JSON.stringify(document)) as { [name: string]: JsonValue }
}

function inputOf(setting: Setting, values: Values, ignoreChanges: readonly IgnoredChanges[]) {
  const desired = desiredOf(values)
  const environment: Environment = { ...desired.environment, ignoreChanges }
  return planInput({ ...setting, rest: { desired: { ...desired, environment } } })
}

function planned(setting: Setting, values: Values, ignoreChanges: readonly IgnoredChanges[]) {
  const input = inputOf(setting, values, ignoreChanges)
  const { plan, diagnostics } = makePlan(input)
  const { live, desired, lookup } = input
  const drift = driftOf({ live, lookup, managedPrefixes: ['/config/'], desired, ignore: ignoreChanges })
  return { plan: plan as Plan, diagnostics, input, drift }
}
