import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  type AppliedChange,
  canonicalJson,
  type JsonObject,
  type JsonValue,
  type Plan,
  sha256,
} from '../../../src/model/index.ts'
import { applyLeaves, derivePlan, makePlan, planRollback } from '../../../src/plan/index.ts'
import { desiredOf, planInput } from '../build-plan-input.ts'

const key = '/config/db/json'
const element = (names: string[]) =>
  fc.uniqueArray(
    fc.record({
      name: fc.constantFrom(...names),
      x: fc.constantFrom<JsonValue>(1, 'a', null),
      inner: fc.uniqueArray(
        fc.record({ id: fc.constantFrom('i', 'j', 'k'), v: fc.integer({ min: 0, max: 2 }) }),
        {
          selector: ({ id }) => id,
          maxLength: 3,
        },
      ),
    }),
    { selector: ({ name }) => name, maxLength: 4 },
  )

/** Documents before and after, and renames that may or may not be of them. */
const renaming = fc.record({
  from: fc.record({ list: element(['a', 'b', 'c']), other: element(['a', 'b', 'c']) }),
  to: fc.record({ list: element(['c', 'd', 'e']), other: element(['c', 'd', 'e']) }),
  moves: fc.array(
    fc.record({
      list: fc.constantFrom('list', 'other'),
      from: fc.constantFrom('a', 'b', 'c', 'd'),
      to: fc.constantFrom('c', 'd', 'e'),
    }),
    { maxLength: 3 },
  ),
})

it('leaves with renames lead from what is live to what is wanted, are derived again, and are taken back', () => {
  fc.assert(
    fc.property(renaming, ({ from, to, moves }) => {
      const moved = moves.map(({ list, from: old, to: now }) => {
        return { from: `${key}#/${list}/${old}`, to: `${key}#/${list}/${now}` }
      })
      const desired = desiredOf({ [key]: to })
      const rest = { desired: { ...desired, environment: { ...desired.environment, moved } } }
      const input = planInput({ managed: { [key]: from }, rest })
      const { plan } = makePlan(input) as { plan: Plan }
      for (const change of plan.changes) {
        expect(canonicalJson(applyLeaves(from, change.leaves) ?? null)).toBe(canonicalJson(to))
        for (const rename of change.renamed ?? []) expect(isRename(rename, { from, to })).toBe(true)
      }
      expect(derivePlan(plan, input.live).diagnostics).toEqual([])
      const [change] = plan.changes
      if (change !== undefined)
        expect(valueAfterRollback(applied({ from, to }, change.renamed), to)).toEqual(from)
    }),
    { numRuns: 100 },
  )
})

it('an edit inside an element that was renamed stays when the rename is taken back', () => {
  fc.assert(
    fc.property(renaming, ({ from, moves }) => {
      const [move] = moves
      const old = from.list.find(({ name }) => name === move?.from)
      if (move === undefined || old === undefined || from.list.some(({ name }) => name === move.to)) return
      const renamed = (x: JsonValue) => ({
        ...from,
        list: from.list.map((each) => (each === old ? { ...each, name: move.to, x } : each)),
      })
      const moved = [{ from: `/list/${move.from}`, to: `/list/${move.to}` }]
      const back = valueAfterRollback(applied({ from, to: renamed(old.x) }, moved), renamed('edited'))
      expect(back).toEqual({
        ...from,
        list: from.list.map((each) => (each === old ? { ...each, x: 'edited' } : each)),
      })
    }),
    { numRuns: 100 },
  )
})

type Documents = { readonly from: JsonObject; readonly to: JsonObject }

/** One name is only in the older list, the other only in the newer one. */
function isRename(rename: { readonly from: string; readonly to: string }, { from, to }: Documents): boolean {
  const [, list = '', old] = rename.from.split('/')
  const now = rename.to.split('/')[2]
  const names = (document: JsonObject) =>
    (document[list] as readonly { readonly name: string }[]).map(({ name }) => name)
  const [before, after] = [names(from), names(to)] as [(string | undefined)[], (string | undefined)[]]
  return before.includes(old) && !before.includes(now) && after.includes(now) && !after.includes(old)
}

function applied({ from, to }: Documents, renamed: AppliedChange['renamed'] = []): AppliedChange {
  const [before, after] = [from, to].map((value) => canonicalJson(value)) as [string, string]
  return { key, component: 'db', action: 'update', before, after, renamed }
}

function valueAfterRollback(change: AppliedChange, live: JsonValue): JsonValue | undefined {
  const { live: read, lookup } = planInput({ managed: { [key]: live } })
  const index = new Map([[key, { component: 'db', sha256: sha256(change.after ?? '') }]])
  const { environment, workspace, managedPrefixes } = desiredOf({})
  const { plan, diagnostics } = planRollback({
    ...{ workspace, environment, managedPrefixes, lookup },
    live: { ...read, index },
    undone: [{ seq: 1, changes: [change] }],
  })
  expect(diagnostics).toEqual([])
  if (plan === undefined) throw new Error('no plan')
  expect(derivePlan(plan, { ...read, index }).diagnostics).toEqual([])
  return plan.changes[0]?.after?.value
}
