import { describe, expect, it } from 'vitest'
import type { JsonValue, Plan } from '../../src/model/index.ts'
import { changesDigest, makePlan } from '../../src/plan/index.ts'
import { planInput, type Setting } from './build-plan-input.ts'

type Values = { readonly [key: string]: JsonValue }

/** A plan of an environment with this prefix, which stands before every key of the setting. */
function planIn(prefix: string, setting: Setting): Plan {
  const within = (values: Values | undefined): Values | undefined =>
    values && Object.fromEntries(Object.entries(values).map(([key, value]) => [`${prefix}${key}`, value]))
  const { desired, managed, foreign, applied, rest, ...others } = setting
  const input = planInput({
    ...others,
    ...{ desired: within(desired) ?? {}, managed: within(managed) ?? {}, foreign: within(foreign) ?? {} },
    ...(applied && { applied: within(applied) ?? {} }),
  })
  const name = prefix === '' ? 'lab' : prefix.slice(1)
  const environment = { ...input.desired.environment, name, prefix }
  const entries = input.desired.entries.map((entry) => ({ ...entry, component: 'a' }))
  const managedPrefixes = [`${prefix}/config/`]
  const { plan, diagnostics } = makePlan({
    ...input,
    desired: { ...input.desired, environment, managedPrefixes, entries },
    live: {
      ...input.live,
      owner: { workspace: 'demo', environment: name },
      cluster: `cluster of ${name}`,
      revision: 10 + prefix.length,
    },
    ...rest,
  })
  if (plan === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'))
  return plan
}

const one = { managed: { '/config/a/json': { n: 1 } }, desired: { '/config/a/json': { n: 2 } } }

describe('what plans do, wherever they do it', () => {
  it('is the same in environments with other names, clusters, prefixes and revisions, and other digests', () => {
    const plans = [planIn('', one), planIn('/east', one), planIn('/west', one)]
    expect(new Set(plans.map(changesDigest)).size).toBe(1)
    expect(new Set(plans.map(({ digest }) => digest)).size).toBe(3)
  })

  it.each<[string, Setting]>([
    ['another value is written', { ...one, desired: { '/config/a/json': { n: 3 } } }],
    ['another value is written over', { ...one, managed: { '/config/a/json': { n: 0 } } }],
    [
      'another key is written',
      { managed: { '/config/b/json': { n: 1 } }, desired: { '/config/b/json': { n: 2 } } },
    ],
    ['one more key is written', { ...one, desired: { ...one.desired, '/config/b/json': 1 } }],
    ['an edit made outside is written over', { ...one, applied: { '/config/a/json': { n: 0 } } }],
    [
      'a key of others is taken over',
      {
        foreign: one.managed,
        desired: one.desired,
        rest: { permissions: { takeOver: ['*'] } },
      },
    ],
    ['it takes effect in another way', { ...one, lookup: () => ({ effect: 'live', isSecret: false }) }],
  ])('is something else where %s', (_, setting) => {
    expect(changesDigest(planIn('/east', setting))).not.toBe(changesDigest(planIn('/west', one)))
    expect(changesDigest(planIn('/east', setting))).toBe(changesDigest(planIn('/west', setting)))
  })

  it('is something else where another part of what is written over was edited outside', () => {
    const key = '/config/a/json'
    const both = { managed: { [key]: { m: 1, n: 1 } }, desired: { [key]: { m: 2, n: 2 } } }
    const [m, n] = [
      { m: 0, n: 1 },
      { m: 1, n: 0 },
    ].map((applied) => changesDigest(planIn('/east', { ...both, applied: { [key]: applied } })))
    expect(m).not.toBe(n)
  })
})
