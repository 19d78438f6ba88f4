import { describe, expect, it } from 'vitest'
import { leafRows } from '../../../src/cli/render/plan/plan-leaves.ts'
import type {
  Change,
  DeclaredMove,
  JsonValue,
  LeafChange,
  LeafFacts,
  Plan,
} from '../../../src/model/index.ts'
import {
  decodePlan,
  derivePlan,
  encodePlan,
  makePlan,
  planDigest,
  sealPlan,
} from '../../../src/plan/index.ts'
import { desiredOf, planInput } from '../build-plan-input.ts'

const key = '/config/db/json'
const [db1, db2] = [
  { name: 'db-1', host: 'a', port: 1 },
  { name: 'db-2', host: 'b', port: 2 },
]

describe('a rename of an element', () => {
  it('is that element with only its real changes', () => {
    const { plan, diagnostics } = planned(
      { pools: [db1, db2] },
      { pools: [{ ...db1, name: 'main', port: 9 }, db2] },
      [move('/pools/db-1', '/pools/main')],
    )
    expect(diagnostics).toEqual([])
    expect(plan.changes).toMatchObject([{ renamed: [{ from: '/pools/db-1', to: '/pools/main' }] }])
    expect(rows(plan)).toEqual(['~ pools[main].name  db-1 → main (renamed)', '~ pools[main].port  1 → 9'])
  })

  it('may be named by the component instead of its key', () => {
    const moves = [{ from: 'db#/pools/db-1', to: 'db#/pools/main' }]
    const { plan } = planned({ pools: [db1] }, { pools: [{ ...db1, name: 'main' }] }, moves)
    expect(rows(plan)).toEqual(['~ pools[main].name  db-1 → main (renamed)'])
  })

  it('says so where the element stands elsewhere too, and loses a member', () => {
    const { host: _, ...rest } = db1
    const { plan } = planned({ pools: [db1, db2] }, { pools: [db2, { ...rest, name: 'main' }] }, [
      move('/pools/db-1', '/pools/main'),
    ])
    expect(rows(plan)).toEqual([
      '~ pools[db-2]  moved 2 → 1',
      '- pools[db-1].host  a',
      '~ pools[main].name  db-1 → main (renamed)',
    ])
  })

  it('leads over names that this environment never had to the newest', () => {
    const moves = [move('/pools/db-1', '/pools/x'), move('/pools/x', '/pools/main')]
    const { plan, diagnostics } = planned({ pools: [db1] }, { pools: [{ ...db1, name: 'main' }] }, moves)
    expect(diagnostics).toEqual([])
    expect(plan.changes).toMatchObject([{ renamed: [{ from: '/pools/db-1', to: '/pools/main' }] }])
  })

  it('finds lists in elements, also of one that is renamed itself', () => {
    const from = {
      clusters: [
        { id: 'eu', pools: [db1] },
        { id: 'us', pools: [db1] },
      ],
    }
    const to = {
      clusters: [
        { id: 'us', pools: [db1] },
        { id: 'west', pools: [{ ...db1, name: 'main' }] },
      ],
    }
    const outer = move('/clusters/eu', '/clusters/west')
    const asBefore = planned(from, to, [outer, move('/clusters/eu/pools/db-1', '/clusters/west/pools/main')])
    const asNow = planned(from, to, [outer, move('/clusters/west/pools/db-1', '/clusters/west/pools/main')])
    expect(rows(asBefore.plan)).toEqual([
      '~ clusters[us]  moved 2 → 1',
      '~ clusters[west].id  eu → west (renamed)',
      '~ clusters[west].pools[main].name  db-1 → main (renamed)',
    ])
    expect(asNow.plan).toEqual(asBefore.plan)
  })

  it('of a name that is also in another list leaves that one alone', () => {
    const from = { a: [db1], b: [db1] }
    const to = { a: [{ ...db1, name: 'main' }], b: [{ ...db1, name: 'main' }] }
    const { plan } = planned(from, to, [move('/a/db-1', '/a/main')])
    expect(rows(plan)).toEqual([
      '~ a[main].name  db-1 → main (renamed)',
      '- b[db-1]  {host: a, name: db-1, port: 1}',
      '+ b[main]  {host: a, name: main, port: 1} at 1',
    ])
  })

  it('is known by what the schema says identifies it, several members with commas', () => {
    const routes = [{ host: 'a', port: 1, up: true }]
    const keyed: (pointer: string) => LeafFacts = (pointer) => ({
      ...{ effect: 'live', isSecret: false },
      ...(pointer === '/routes' && { elementKey: ['host', 'port'] }),
    })
    const to = { routes: [{ host: 'a', port: 2, up: true }] }
    const { plan, live } = planned({ routes }, to, [move('/routes/a,1', '/routes/a,2')], keyed)
    expect(rows(plan)).toEqual(['~ routes[a, 2].port  1 → 2 (renamed)'])
    expect(derivePlan(plan, live).diagnostics).toEqual([])
  })

  it('that was carried out leaves a note that the line can go', () => {
    const to = { pools: [{ ...db1, name: 'main' }] }
    const { plan, diagnostics } = planned(to, to, [move('/pools/db-1', '/pools/main')])
    expect(plan.changes).toEqual([])
    expect(diagnostics).toMatchObject([
      {
        code: 'handover-done',
        severity: 'warning',
        message: expect.stringContaining('/pools/db-1') as string,
      },
    ])
  })

  it.each([
    ['to a name that is live already', { pools: [db1, db2] }, [move('/pools/db-1', '/pools/db-2')]],
    [
      'of two to one',
      { pools: [db1, { ...db2, name: 'db-3' }] },
      [move('/pools/db-1', '/pools/db-2'), move('/pools/db-3', '/pools/db-2')],
    ],
  ])('%s is refused where it stands: nobody could tell which goes on', (_, from, moves) => {
    const at = { file: 'configs/index.ts', line: 3, column: 2 }
    const placed = moves.map((each) => ({ ...each, at }))
    const { diagnostics } = planned(from, { pools: [db2] }, placed)
    expect(diagnostics[0]).toMatchObject({ code: 'handover-wrong', severity: 'error', at })
  })

  it('keeps the secret of the element in its place', () => {
    const secret = { pointer: '/pools/0/password', name: 'pw', source: { from: 'live' as const } }
    const value = { pools: [{ name: 'main', password: { $secret: 'pw' } }] }
    const input = inputOf({ pools: [{ name: 'db-1', password: 'hush' }] }, value, [
      move('/pools/db-1', '/pools/main'),
    ])
    const [entry] = input.desired.entries
    const entries = [{ ...(entry as NonNullable<typeof entry>), secrets: [secret] }]
    const { plan } = makePlan({ ...input, desired: { ...input.desired, entries } }) as { plan: Plan }
    expect(plan.changes[0]?.after?.secrets).toMatchObject([{ keptFrom: '/pools/0/password' }])
    expect(rows(plan)).toEqual(['~ pools[main].name  db-1 → main (renamed)'])
    expect(JSON.stringify(plan)).not.toContain('hush')
    expect(derivePlan(plan, input.live).diagnostics).toEqual([])
  })
})

describe('the plan file of a rename of an element', () => {
  const from = { pools: [db1, db2] }
  const to = { pools: [{ ...db1, name: 'main' }, db2] }
  const moves = [move('/pools/db-1', '/pools/main')]

  it('is read again, and derived again from what is live', () => {
    const { plan, live } = planned(from, to, moves)
    const decoded = decodePlan(encodePlan(sealPlan(plan)))
    expect(decoded).toMatchObject({ plan: { changes: plan.changes } })
    expect(derivePlan(plan, live).diagnostics).toEqual([])
  })

  it('has another digest than one that removes and adds', () => {
    const digests = [moves, []].map((each) => planned(from, to, each).plan.digest)
    expect(new Set(digests).size).toBe(2)
  })

  it('has another digest without what it tells of the rename, or with a leaf that does not', () => {
    const { plan } = planned(from, to, moves)
    const forged = (change: (told: Change) => Change) =>
      planDigest({ ...plan, changes: plan.changes.map(change) })
    expect(forged((told) => told)).toBe(plan.digest)
    expect(forged(({ renamed: _, ...told }) => told as Change)).not.toBe(plan.digest)
    expect(forged((told) => ({ ...told, leaves: told.leaves.map(plainLeaf) }))).not.toBe(plan.digest)
  })

  it.each([
    ['that hides it', [], 'it shows #/pools/0/name where the change is one of #/pools/0'],
    ['that tells of another one', [{ from: '/pools/db-2', to: '/pools/main' }], 'renamed'],
    [
      'that tells of one more',
      [
        { from: '/pools/db-1', to: '/pools/main' },
        { from: '/pools/x', to: '/pools/y' },
      ],
      'renamed',
    ],
  ])('%s is refused', (_, renamed, problem) => {
    const { plan, live } = planned(from, to, moves)
    const forged = { ...plan, changes: plan.changes.map((change) => ({ ...change, renamed })) }
    expect(derivePlan({ ...forged, digest: planDigest(forged) }, live).diagnostics).toMatchObject([
      { message: expect.stringContaining(problem) as string },
    ])
  })

  it('that shows its leaf as that of another change is refused', () => {
    const { plan, live } = planned(from, to, moves)
    const forged = {
      ...plan,
      changes: plan.changes.map((told) => ({ ...told, leaves: told.leaves.map(plainLeaf) })),
    }
    expect(derivePlan({ ...forged, digest: planDigest(forged) }, live).diagnostics).toMatchObject([
      { message: expect.stringContaining('it does not show truly how #/pools/0/name changes') as string },
    ])
  })

  it('is held against the key before, where that is renamed too', () => {
    const old = '/config/old/json'
    const desired = desiredOf({ [key]: to })
    const moved = [{ from: old, to: key }, ...moves]
    const environment = { ...desired.environment, moved }
    const input = planInput({ managed: { [old]: from }, rest: { desired: { ...desired, environment } } })
    const { plan } = makePlan(input) as { plan: Plan }
    expect(plan.changes).toMatchObject([
      { key, movedFrom: old, renamed: [{ from: '/pools/db-1', to: '/pools/main' }] },
      { key: old, movedTo: key },
    ])
    expect(derivePlan(plan, input.live).diagnostics).toEqual([])
    const renamed = [{ from: '/pools/db-9', to: '/pools/main' }]
    const forged = {
      ...plan,
      changes: plan.changes.map((told) => (told.key === key ? { ...told, renamed } : told)),
    }
    expect(derivePlan({ ...forged, digest: planDigest(forged) }, input.live).diagnostics).toMatchObject([
      { message: expect.stringContaining('renamed') as string },
    ])
  })
})

function plainLeaf({ isRename: _, ...leaf }: LeafChange): LeafChange {
  return leaf
}

function move(from: string, to: string): DeclaredMove {
  return { from: `${key}#${from}`, to: `${key}#${to}` }
}

type Lookup = (pointer: string) => LeafFacts

function inputOf(from: JsonValue, to: JsonValue, moved: readonly DeclaredMove[], lookup?: Lookup) {
  const desired = desiredOf({ [key]: to })
  const environment = { ...desired.environment, moved }
  return planInput({
    managed: { [key]: from },
    ...(lookup && { lookup: (_: string, pointer: string) => lookup(pointer) }),
    rest: { desired: { ...desired, environment } },
  })
}

function planned(from: JsonValue, to: JsonValue, moved: readonly DeclaredMove[], lookup?: Lookup) {
  const input = inputOf(from, to, moved, lookup)
  const { plan, diagnostics } = makePlan(input)
  return { plan: plan as Plan, diagnostics, live: input.live }
}

function rows(plan: Plan): string[] {
  return leafRows(
    plan.changes.flatMap(({ leaves }) => leaves),
    true,
  ).map(({ sign, name, value }) => `${sign} ${name}  ${value}`)
}
