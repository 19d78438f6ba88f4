import { describe, expect, it } from 'vitest'
import type { Environment, JsonValue, Plan } from '../../../src/model/index.ts'
import {
  decodePlan,
  derivePlan,
  encodePlan,
  makePlan,
  planDigest,
  sealPlan,
} from '../../../src/plan/index.ts'
import { desiredOf, planInput, type Setting } from '../build-plan-input.ts'

const a = '/config/a/json'
const b = '/config/b/json'

describe('a forgotten key', () => {
  it('is a change of its own that writes nothing', () => {
    const { plan, diagnostics } = planned({ managed: { [a]: 1, [b]: 1 } }, { [b]: 1 }, { forget: [a] })
    expect(diagnostics).toEqual([])
    expect(plan.changes).toMatchObject([{ key: a, action: 'forget', after: null, leaves: [] }])
  })

  it('is given up as it is, also where somebody edited it', () => {
    const setting = { managed: { [a]: 2 }, applied: { [a]: 1 } }
    const { plan } = planned(setting, {}, { forget: ['/config/*/json'] })
    expect(plan.changes.map(({ action }) => action)).toEqual(['forget'])
    expect(plan.drift).toMatchObject([{ key: a, overwrites: [] }])
  })

  it('that is gone already is managed no longer', () => {
    const { plan } = planned({ applied: { [a]: 1 } }, {}, { forget: [a] })
    expect(plan.changes).toMatchObject([{ key: a, action: 'release', before: null }])
  })

  it('that is not managed leaves a note that the line can go', () => {
    const { plan, diagnostics } = planned({ foreign: { [a]: 1 } }, {}, { forget: [a] })
    expect(plan.changes).toEqual([])
    expect(diagnostics).toMatchObject([{ code: 'handover-done', severity: 'warning' }])
  })

  it('holds its secret back', () => {
    const lookup = (_: string, pointer: string) => ({
      effect: 'live' as const,
      isSecret: pointer === '/p',
      ...(pointer === '' && { hasSecrets: true as const }),
    })
    const { plan } = planned({ managed: { [a]: { p: 'hush' } }, lookup }, {}, { forget: [a] })
    expect(plan.changes).toMatchObject([{ action: 'forget', before: { isWithheld: true } }])
    expect(JSON.stringify(plan)).not.toContain('hush')
  })
})

describe('a rename', () => {
  it('of a key is two changes that name each other', () => {
    const { plan, diagnostics } = planned({ managed: { [a]: { x: 1 } } }, { [b]: { x: 2 } }, moved(a, b))
    expect(diagnostics).toEqual([])
    expect(plan.changes).toMatchObject([
      { key: a, action: 'delete', movedTo: b },
      { key: b, action: 'create', movedFrom: a },
    ])
  })

  it('of two keys to one is none: nobody could tell whose history goes on', () => {
    const c = '/config/c/json'
    const moves = { moved: [...moved(a, c).moved, ...moved(b, c).moved] }
    const { plan } = planned({ managed: { [a]: 1, [b]: 1 } }, { [c]: 1 }, moves)
    expect(plan.changes.map(({ key, action }) => [key, action])).toEqual([
      [a, 'delete'],
      [b, 'delete'],
      [c, 'create'],
    ])
    expect(JSON.stringify(plan)).not.toMatch(/movedTo|movedFrom/)
  })

  it('of a component takes the documents of its nodes along', () => {
    const [node, renamed] = ['/config/a/nodes/n1/json', '/config/b/nodes/n1/json']
    const { plan } = planned({ managed: { [a]: 1, [node]: 2 } }, { [b]: 1, [renamed]: 2 }, moved('a', 'b'))
    expect(plan.changes).toMatchObject([
      { key: a, movedTo: b },
      { key: node, movedTo: renamed },
      { key: b, movedFrom: a },
      { key: renamed, movedFrom: node },
    ])
  })

  it('of a component whose only document lies elsewhere from now on', () => {
    const { plan } = planned({ managed: { [a]: 1 } }, { '/config/b/settings': 1 }, moved('a', 'b'))
    expect(plan.changes).toMatchObject([{ movedTo: '/config/b/settings' }, { movedFrom: a }])
  })

  it('over a name that this environment never had leads to the newest', () => {
    const [first, second] = [moved(a, '/config/m/json'), moved('/config/m/json', b)]
    const both = { moved: [...first.moved, ...second.moved] }
    expect(planned({ managed: { [a]: 1 } }, { [b]: 1 }, both).plan.changes).toMatchObject([
      { key: a, movedTo: b },
      { key: b, movedFrom: a },
    ])
  })

  it('that was carried out leaves a note that the line can go', () => {
    const { plan, diagnostics } = planned({ managed: { [b]: 1 } }, { [b]: 1 }, moved(a, b))
    expect(plan.changes).toEqual([])
    expect(diagnostics).toMatchObject([{ code: 'handover-done', severity: 'warning' }])
  })

  it('does not write over what lies there already', () => {
    const { plan, diagnostics } = planned(
      { managed: { [a]: 1 }, foreign: { [b]: 7 } },
      { [b]: 1 },
      moved(a, b),
    )
    expect(plan.changes.some((change) => 'movedTo' in change)).toBe(false)
    expect(diagnostics).toMatchObject([{ code: 'delete-protection' }, { code: 'takes-over' }])
  })

  it('is no mass delete, and what is one names both ways', () => {
    const gone = planned({ managed: { [a]: 1 } }, { '/config/c/json': 1 }, {}).diagnostics
    expect(gone).toMatchObject([
      { code: 'delete-protection', help: expect.stringMatching(/--allow-delete 1; .*forget/) as string },
    ])
  })

  it('counts in the digest', () => {
    const setting = { managed: { [a]: 1, '/config/c/json': 1, '/config/d/json': 1 } }
    const desired = { [b]: 1, '/config/c/json': 1, '/config/d/json': 1 }
    const digests = [{}, moved(a, b)].map((rest) => planned(setting, desired, rest).plan.digest)
    expect(new Set(digests).size).toBe(2)
  })
})

describe('a plan file that calls a delete half of a rename', () => {
  it.each([
    ['whose other half is elsewhere', { movedTo: '/config/c/json' }, {}],
    ['that nothing answers', {}, { movedFrom: undefined }],
  ])('%s is refused', (_, onDelete, onCreate) => {
    const input = inputOf({ managed: { [a]: 1 } }, { [b]: 1 }, moved(a, b))
    const { plan } = makePlan(input) as { plan: Plan }
    const changes = plan.changes.map((change) => ({
      ...change,
      ...(change.action === 'delete' ? onDelete : onCreate),
    })) as Plan['changes']
    const bare = JSON.parse(JSON.stringify({ ...plan, changes })) as Plan
    const forged = { ...bare, digest: planDigest(bare) }
    expect(derivePlan(forged, input.live).diagnostics).not.toEqual([])
    expect(decodePlan(encodePlan(sealPlan(forged)))).toHaveProperty('diagnostics')
  })
})

function moved(from: string, to: string) {
  return { moved: [{ from, to }] }
}

type Values = { readonly [key: string]: JsonValue }

function inputOf(setting: Setting, values: Values, rest: Partial<Environment>) {
  const desired = desiredOf(values)
  const environment = { ...desired.environment, ...rest }
  return planInput({ ...setting, rest: { desired: { ...desired, environment } } })
}

function planned(setting: Setting, values: Values, rest: Partial<Environment>) {
  const { plan, diagnostics } = makePlan(inputOf(setting, values, rest))
  return { plan: plan as Plan, diagnostics }
}
