import { describe, expect, it } from 'vitest'
import {
  canonicalJson,
  type JsonValue,
  type LeafLookup,
  type Live,
  type Plan,
  sha256,
} from '../../src/model/index.ts'
import { derivePlan, makePlan, planRollback } from '../../src/plan/index.ts'
import { planInput, type Setting } from './build-plan-input.ts'

const key = '/config/a'
const open = { isProtected: false, signers: [] }
const guarded = { isProtected: true, signers: ['ssh-ed25519 AAAA anna'] }

/** An honest plan, and what it was made against. */
function honest(setting: Setting): { readonly plan: Plan; readonly live: Live } {
  const input = planInput(setting)
  const { plan } = makePlan(input)
  if (plan === undefined) throw new Error('no plan')
  return { plan, live: input.live }
}

/** The same plan saying something else of its one change. */
function saying(plan: Plan, change: object): Plan {
  return { ...plan, changes: plan.changes.map((each) => ({ ...each, ...change }) as typeof each) }
}

const byX: LeafLookup = () => ({ effect: 'live', isSecret: false, elementKey: ['x'] })
const drifted: Setting = {
  desired: { [key]: { a: 3 } },
  applied: { [key]: { a: 1 } },
  raw: { [key]: '{"a":2}' },
}
const withdrawn = { key, pointer: '/a', sha256: sha256('7') }

const forgeries: readonly (readonly [
  what: string,
  setting: Setting,
  forge: (plan: Plan) => Plan,
  words: RegExp,
])[] = [
  [
    'that takes a key over, and does not say so',
    { desired: { [key]: { a: 1 } }, foreign: { [key]: { a: 2 } } },
    (plan) => saying(plan, { takesOver: false }),
    /it does not say that the key is taken over/,
  ],
  [
    'that says it takes over what is managed',
    { desired: { [key]: { a: 1 } }, managed: { [key]: { a: 2 } } },
    (plan) => saying(plan, { takesOver: true }),
    /the key is not taken over, as it says/,
  ],
  [
    'that keeps quiet about an edit from outside',
    drifted,
    (plan) => ({ ...plan, drift: [] }),
    /whether the key was edited from outside/,
  ],
  [
    'that keeps quiet about what of the edit it writes over',
    drifted,
    (plan) => ({ ...plan, drift: plan.drift.map((each) => ({ ...each, overwrites: [] })) }),
    /which edits from outside it writes over/,
  ],
  [
    'that calls other bytes of the same values by other words',
    { desired: { [key]: { a: 1 } }, managed: { [key]: { a: 1 } }, raw: { [key]: '{"a":2,"a":1}' } },
    (plan) => saying(plan, { otherBytes: 'blanks' }),
    /the bytes differ otherwise than it says/,
  ],
  [
    'that tells elements apart in another way than its leaves do',
    {
      lookup: byX,
      desired: {
        [key]: {
          l: [
            { x: 1, v: 1 },
            { x: 2, v: 3 },
          ],
        },
      },
      managed: {
        [key]: {
          l: [
            { x: 2, v: 2 },
            { x: 1, v: 1 },
          ],
        },
      },
    },
    (plan) => saying(plan, { elementKeys: [] }),
    /of \/config\/a, /,
  ],
  [
    'that hides a member beside the name of a secret',
    { desired: { [key]: { p: { $secret: 'a' } } }, managed: { [key]: { p: null } } },
    (plan) => {
      const value: JsonValue = { p: { $secret: 'a', also: 5 } }
      return saying(plan, { after: { value, sha256: sha256(canonicalJson(value)) } })
    },
    /a reference to a secret that holds something else besides/,
  ],
  [
    'that lifts what was asked of plans, and does not say so',
    {
      desired: { [key]: { a: 1 } },
      managed: { [key]: { a: 2 } },
      live: { protection: guarded },
    },
    ({ protectionBefore: _, ...plan }) => ({ ...plan, protection: open }),
    /what was asked of plans before/,
  ],
  [
    'that manages more than before, and does not say so',
    { desired: { [key]: { a: 1 } }, managed: { [key]: { a: 2 } }, live: { managedPrefixes: ['/config/'] } },
    (plan) => ({ ...plan, managedPrefixes: ['/config/', '/services/'] }),
    /which prefixes are managed from now on/,
  ],
  [
    'that ends the withdrawal of a value which it does not set',
    { desired: { [key]: { a: 1 } }, managed: { [key]: { a: 2 } } },
    (plan) => ({ ...plan, unsuppresses: [withdrawn] }),
    /it ends the withdrawal of \/config\/a#\/a/,
  ],
  [
    'of an apply that withdraws values',
    { desired: { [key]: { a: 1 } }, managed: { [key]: { a: 2 } } },
    (plan) => ({ ...plan, suppresses: [withdrawn] }),
    /it withdraws values, which only a rollback does/,
  ],
]

describe('a plan file', () => {
  it.each(forgeries)('%s is refused, and the honest one is not', (_, setting, forge, words) => {
    const { plan, live } = honest(setting)
    expect(derivePlan(plan, live)).toEqual({ diagnostics: [], underived: [] })
    expect(derivePlan(forge(plan), live).diagnostics.map(({ message }) => message)).toEqual([
      expect.stringMatching(words),
    ])
  })

  it('whose elements go by the key of the schema is derived without the schema, for it carries that', () => {
    const { plan, live } = honest({
      lookup: byX,
      desired: {
        [key]: {
          l: [
            { x: 1, v: 1 },
            { x: 2, v: 3 },
          ],
        },
      },
      managed: {
        [key]: {
          l: [
            { x: 2, v: 2 },
            { x: 1, v: 1 },
          ],
        },
      },
    })
    expect(plan.changes[0]?.elementKeys).toMatchObject([{ at: '/l' }])
    expect(derivePlan(plan, live).diagnostics).toEqual([])
  })
})

describe('a rollback', () => {
  it('gives back the bytes that were there, though others hold the same values', () => {
    const { live, lookup, desired } = planInput({ managed: { [key]: { a: 1 } } })
    const bytes = new TextEncoder().encode('{ "a": 1 }')
    const { plan } = planRollback({
      ...{ workspace: 'demo', environment: desired.environment, managedPrefixes: ['/config/'] },
      ...{ live, lookup, undone: [], state: new Map([[key, { component: 'a', bytes }]]) },
    })
    expect(plan?.changes).toMatchObject([{ action: 'update', after: { bytes: '{ "a": 1 }' } }])
  })
})
