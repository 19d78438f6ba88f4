import { describe, expect, it } from 'vitest'
import {
  canonicalJson,
  type Environment,
  type JsonValue,
  type LeafLookup,
  type Provenance,
  sha256,
} from '../../src/model/index.ts'
import { makePlan, type PlanInput } from '../../src/plan/index.ts'
import { desiredOf, keyValue, planInput, type Setting } from './build-plan-input.ts'

const key = '/config/sniffer/json'
const otherKey = '/config/detector/json'

describe('a plan', () => {
  it('creates what is missing, updates what differs, deletes what is no longer wanted', () => {
    const { plan, diagnostics } = planned({
      desired: { [key]: { a: 2 }, '/config/rag/json': { b: 1 }, '/config/same/json': {} },
      managed: { [key]: { a: 1 }, [otherKey]: { c: 1 }, '/config/same/json': {} },
    })
    expect(diagnostics).toEqual([])
    expect(plan?.changes.map(({ key, action }) => [key, action])).toEqual([
      [otherKey, 'delete'],
      ['/config/rag/json', 'create'],
      [key, 'update'],
    ])
    expect(plan?.changes[2]?.leaves).toEqual([{ pointer: '/a', from: 1, to: 2, effect: 'restart' }])
    expect(plan).toMatchObject({ baseRevision: 10, baseSeq: 1, baseApplyId: 'a1', managedKeys: 3 })
  })

  it('of what is already there is empty', () => {
    expect(planned({ desired: { [key]: { a: 1 } }, managed: { [key]: { a: 1 } } }).plan?.changes).toEqual([])
  })

  it('takes an equal key that nobody wrote into ownership without a write', () => {
    const { plan, diagnostics } = planned({ desired: { [key]: { a: 1 } }, foreign: { [key]: { a: 1 } } })
    expect(plan?.changes).toMatchObject([{ key, action: 'own', leaves: [] }])
    expect(diagnostics).toEqual([])
  })

  it('refuses to take over a different key until it is named', () => {
    const setting = { desired: { [key]: { a: 1 } }, foreign: { [key]: { a: 2 } } }
    expect(planned(setting).plan?.changes).toMatchObject([{ action: 'update', takesOver: true }])
    expect(codes(setting)).toEqual(['takes-over'])
    expect(codes({ ...setting, rest: { permissions: { takeOver: [key] } } })).toEqual([])
  })

  it('reports foreign keys and leaves them alone', () => {
    const { plan } = planned({ foreign: { '/config/other': 1 } })
    expect(plan?.foreignKeys).toEqual(['/config/other'])
    expect(plan?.changes).toEqual([])
  })

  it('says of each leaf where it comes from and what it does', () => {
    const at = { file: 'configs/a.ts', line: 3, column: 4 }
    const provenance = new Map<string, Provenance>([[key, new Map([['/a', { kind: 'exact', at }]])]])
    const { plan } = planned({
      desired: { [key]: { a: { b: 5 } } },
      lookup: () => ({ effect: 'live', unit: 's', isSecret: false }),
      rest: { provenance },
    })
    expect(plan?.changes[0]?.leaves).toEqual([{ pointer: '/a/b', to: 5, effect: 'live', unit: 's', at }])
  })

  it('gives the same bytes for the same input', () => {
    const setting = { desired: { [key]: { a: 2 }, [otherKey]: 1 }, managed: { [key]: { a: 1 } } }
    expect(canonicalJson(asJson(planned(setting).plan))).toBe(canonicalJson(asJson(planned(setting).plan)))
  })
})

describe('a plan refuses', () => {
  it('to change the JSON type of a leaf until it is named', () => {
    const setting = { desired: { [key]: { port: '80' } }, managed: { [key]: { port: 80 } } }
    const [diagnostic] = makePlan(planInput(setting)).diagnostics
    expect(diagnostic).toMatchObject({
      code: 'type-change',
      message: `${key}#/port is a number in the store and would become a string`,
    })
    expect(codes({ ...setting, rest: { permissions: { allowTypeChange: [`${key}#/port`] } } })).toEqual([])
  })

  it('no change between types that the schema allows side by side', () => {
    const types = (...allowed: string[]): Pick<Setting, 'lookup'> => ({
      lookup: () => ({ effect: 'restart', isSecret: false, types: allowed }),
    })
    const setting = { desired: { [key]: { level: 5 } }, managed: { [key]: { level: null } } }
    expect(codes({ ...setting, ...types('null', 'number') })).toEqual([])
    expect(codes({ ...setting, ...types('number') })).toEqual(['type-change'])
    const lists = { desired: { [key]: { l: [1, 'a'] } }, managed: { [key]: { l: [1] } } }
    expect(codes({ ...lists, ...types('number', 'string') })).toEqual([])
    expect(codes({ ...lists, ...types('number') })).toEqual(['type-change'])
  })

  it('to delete more than half of the managed keys until their number is allowed', () => {
    const managed = { '/config/a': 1, '/config/b': 1, '/config/c': 1 }
    expect(codes({ managed })).toEqual(['delete-protection'])
    expect(codes({ managed, desired: { '/config/a': 1 } })).toEqual(['delete-protection'])
    expect(codes({ managed, desired: { '/config/a': 1, '/config/b': 1 } })).toEqual([])
    expect(codes({ managed, rest: { permissions: { allowDelete: 2 } } })).toEqual(['delete-protection'])
    expect(codes({ managed, rest: { permissions: { allowDelete: 3 } } })).toEqual([])
  })

  it('to lose most documents of a collection until their number is allowed; as many others in their place are no loss', () => {
    const collection = { key: '/config/a/.generation', bytes: 9, changed: 0, documents: [] }
    const losing = (keys: number, removed: number, allowDelete = 0) =>
      codes({
        rest: {
          collections: [{ ...collection, keys, added: Math.max(0, keys - 4 + removed), removed }],
          permissions: { allowDelete },
        },
      })
    expect(losing(0, 4)).toEqual(['delete-protection'])
    expect(losing(1, 3)).toEqual(['delete-protection'])
    expect(losing(1, 4, 3)).toEqual(['delete-protection'])
    expect(losing(1, 4, 4)).toEqual([])
    expect(losing(2, 2)).toEqual([])
    expect(losing(4, 4)).toEqual([])
  })

  it('a prefix that belongs to somebody else, and makes nothing of it', () => {
    const result = planned({ live: { owner: { workspace: 'demo', environment: 'production' } } })
    expect(result.plan).toBeUndefined()
    expect(result.diagnostics).toMatchObject([{ code: 'wrong-owner' }])
  })

  it('a managed key that carries a lease', () => {
    const entries = new Map([[key, keyValue(key, '1', '77')]])
    expect(codes({ desired: { [key]: 1 }, managed: { [key]: 1 }, live: { entries } })).toEqual(['leased-key'])
  })

  it('what one transaction cannot carry, and says how large it is', () => {
    const { plan, diagnostics } = planned({ desired: { [key]: 'x'.repeat(1_500_000) } })
    expect(diagnostics).toMatchObject([{ code: 'too-large' }])
    expect(plan?.requestBytes).toBeGreaterThan(1_500_000)
  })

  describe('more keys than one transaction takes, by their number alone:', () => {
    const many = (count: number, value: number) =>
      Object.fromEntries(
        Array.from({ length: count }, (_, index) => [`/config/k${index}/json`, { a: value }]),
      )
    const refusal = (message: string) => ({ diagnostics: [expect.objectContaining({ message })] })

    it('of what is new, changed and gone', () => {
      expect(planned({ desired: many(10_001, 1) })).toEqual(
        refusal('10001 keys change; one transaction takes 10000'),
      )
      const [now, before] = [many(6_000, 2), many(6_000, 1)]
      const gone = Object.fromEntries(Object.keys(before).map((name) => [name.replace('/k', '/old'), 1]))
      expect(planned({ desired: now, managed: { ...before, ...gone } })).toEqual(
        refusal('12000 keys change; one transaction takes 10000'),
      )
    })

    it('none of what stays as it is', () => {
      const managed = many(10_001, 1)
      const { plan, diagnostics } = planned({ desired: { ...managed, [key]: { a: 2 } }, managed })
      expect(diagnostics).toEqual([])
      expect(plan?.changes.map((change) => change.key)).toEqual([key])
    })

    it('none of what is given up, or left to others', () => {
      const managed = many(10_001, 1)
      const forgetting = inEnvironment({}, { forget: ['/config/'] })
      expect(planned({ managed, rest: forgetting }).plan?.changes).toHaveLength(10_001)
      const leaving = inEnvironment(many(10_001, 2), { ignoreChanges: [{ key: '/config/*/json' }] })
      expect(planned({ managed, rest: leaving }).plan?.changes).toEqual([])
    })
  })

  it('withdrawn values beyond twenty as a count', () => {
    const names = Array.from({ length: 1_000 }, (_, index) => `/config/k${index}/json`)
    const values = (value: number) => Object.fromEntries(names.map((name) => [name, { a: value, b: value }]))
    const suppressed = names.flatMap((name) =>
      ['/a', '/b'].map((pointer) => ({ key: name, pointer, sha256: sha256('2') })),
    )
    const { diagnostics } = planned({ desired: values(2), managed: values(1), live: { suppressed } })
    expect(diagnostics).toHaveLength(21)
    expect(diagnostics.find(({ key: of }) => of === undefined)).toMatchObject({
      code: 'withdrawn-value',
      message: '1980 more values of 990 keys would get what was rolled back',
    })
  })

  it('a value that a rollback withdrew, until it is named', () => {
    const setting = {
      desired: { [key]: { ports: [22, 80] } },
      managed: { [key]: { ports: [22] } },
      live: { suppressed: [{ key, pointer: '/ports/-', sha256: sha256('80') }] },
    }
    expect(codes(setting)).toEqual(['withdrawn-value'])
    const allowed = planned({ ...setting, rest: { permissions: { unsuppress: [`${key}#/ports/-`] } } })
    expect(allowed.diagnostics).toEqual([])
    expect(allowed.plan?.unsuppresses).toEqual(setting.live.suppressed)
    expect(codes({ ...setting, rest: { permissions: { unsuppress: [key] } } })).toEqual([])
    expect(codes({ ...setting, desired: { [key]: { ports: [22, 81] } } })).toEqual([])
  })
})

describe('the place of a leaf in the sources', () => {
  it('is that of the element itself, and of the list for one that went', () => {
    const place = (line: number) => ({ kind: 'exact' as const, at: { file: 'a.ts', line, column: 1 } })
    const provenance = new Map<string, Provenance>([
      [
        key,
        new Map([
          ['/rules', place(1)],
          ['/rules/0', place(2)],
          ['/rules/0/expr', place(3)],
        ]),
      ],
    ])
    const { plan } = planned({
      desired: { [key]: { rules: [{ name: 'two', expr: 'z' }] } },
      managed: {
        [key]: {
          rules: [
            { name: 'one', expr: 'x' },
            { name: 'two', expr: 'y' },
          ],
        },
      },
      rest: { provenance },
    })
    expect(plan?.changes[0]?.leaves.map(({ pointer, at }) => [pointer, at?.line])).toEqual([
      ['/rules/0', 1],
      ['/rules/0/expr', 3],
    ])
  })
})

describe('secrets', () => {
  const lookup = (_: string, pointer: string) => ({
    effect: 'restart' as const,
    isSecret: pointer.startsWith('/password'),
  })

  it('never enter a plan: only that they changed, and the name of the new one', () => {
    const { plan } = planned({
      desired: { [key]: { password: { $secret: 'db' } } },
      managed: { [key]: { password: 'hunter2' } },
      lookup,
    })
    expect(plan?.changes[0]?.leaves).toEqual([
      {
        pointer: '/password',
        effect: 'restart',
        isSecret: true,
        from: { $secret: null },
        to: { $secret: 'db' },
      },
    ])
    expect(JSON.stringify(plan)).not.toContain('hunter2')
    expect(plan?.changes[0]?.before).toMatchObject({ isWithheld: true })
  })

  it('inside an object that is secret as a whole are masked too', () => {
    const { plan } = planned({
      desired: { [key]: { password: null } },
      managed: { [key]: { password: { user: 'a', value: 'hunter2' } } },
      lookup: (_, pointer) => ({ effect: 'restart', isSecret: pointer === '/password' }),
    })
    expect(JSON.stringify(plan)).not.toContain('hunter2')
    expect(JSON.stringify(plan)).not.toContain('"a"')
  })

  it('in elements of lists are masked where they are literals, and untouched ones are no change', () => {
    const user = (name: string, password: JsonValue) => ({ name, password })
    const inUsers: LeafLookup = (_, pointer) => ({
      effect: 'restart',
      isSecret: /^\/users\/\d+\/password$/.test(pointer),
    })
    const { plan } = planned({
      desired: { [key]: { users: [user('b', { $secret: 'b' }), user('c', { $secret: 'c' })] } },
      managed: { [key]: { users: [user('a', 'hunter2'), user('b', { $secret: 'b' })] } },
      lookup: inUsers,
    })
    expect(plan?.changes[0]?.leaves).toMatchObject([
      { pointer: '/users/0', from: { name: 'a', password: { $secret: null } } },
      { pointer: '/users/1', to: { name: 'c', password: { $secret: 'c' } } },
    ])
    expect(JSON.stringify(plan?.changes[0]?.leaves)).not.toContain('hunter2')
    expect(plan?.changes[0]?.before).toMatchObject({ isWithheld: true })
  })

  it('never tell elements apart', () => {
    const inNames: LeafLookup = (_, pointer) => ({ effect: 'live', isSecret: pointer.endsWith('/name') })
    const { plan } = planned({
      desired: { [key]: [{ name: { $secret: 'n' }, x: 2 }] },
      managed: {
        [key]: [
          { name: 'hunter2', x: 1 },
          { name: 'hunter3', x: 1 },
        ],
      },
      lookup: inNames,
    })
    expect(JSON.stringify(plan?.changes[0]?.leaves)).not.toContain('hunter')
  })

  it('may have changed their JSON type', () => {
    const setting = {
      desired: { [key]: { password: { $secret: 'db' } } },
      managed: { [key]: { password: null } },
    }
    expect(codes({ ...setting, lookup })).toEqual([])
  })
})

describe('drift', () => {
  it('names the leaves edited outside that the plan overwrites, and no others', () => {
    const { plan } = planned({
      desired: { [key]: { a: 1, b: 3, c: 5 } },
      applied: { [key]: { a: 1, b: 2, c: 4 } },
      foreign: { [key]: { a: 9, b: 2, c: 4 } },
    })
    expect(plan?.changes[0]?.takesOver).toBe(false)
    expect(plan?.drift).toMatchObject([
      { key, kind: 'modified', overwrites: [{ pointer: '/a', from: 9, to: 1 }] },
    ])
  })

  it('that equals the source is settled without a write', () => {
    const { plan } = planned({
      desired: { [key]: { a: 2 } },
      applied: { [key]: { a: 1 } },
      foreign: { [key]: { a: 2 } },
    })
    expect(plan?.changes).toMatchObject([{ key, action: 'own' }])
    expect(plan?.drift).toEqual([{ key, kind: 'modified', overwrites: [] }])
  })

  it('of a deleted key that is wanted counts as overwriting the deletion', () => {
    const { plan } = planned({ desired: { [key]: { a: 1 } }, applied: { [key]: { a: 1 } } })
    expect(plan?.changes).toMatchObject([{ key, action: 'create' }])
    expect(plan?.drift).toEqual([{ key, kind: 'deleted', overwrites: [{ pointer: '', effect: 'restart' }] }])
  })

  it.each(['{"a":9007199254740993}', '{"a":1e999}', `${'['.repeat(1e5)}${']'.repeat(1e5)}`, '\u0000'])(
    'to something that cannot be shown truly is shown as a hash (%#)',
    (text) => {
      const { plan } = planned({
        desired: { [key]: { a: 1 } },
        applied: { [key]: { a: 1 } },
        raw: { [key]: text },
      })
      expect(plan?.changes[0]?.leaves[0]).toMatchObject({
        pointer: '',
        effect: 'restart',
        fromBytes: { sha256: sha256(text), bytes: text.length },
      })
    },
  )

  it('to other bytes of the same values is kept as it is written', () => {
    const text = '{ "b": 2, "a": 1.0 }'
    const { plan } = planned({
      desired: { [key]: { a: 1, b: 2 } },
      applied: { [key]: { a: 1, b: 2 } },
      raw: { [key]: text },
    })
    expect(plan?.changes).toMatchObject([
      { action: 'own', leaves: [], after: { bytes: text, sha256: sha256(text) } },
    ])
  })

  it('to bytes that readers take in more than one way is written over, and said to be that', () => {
    const { plan } = planned({
      desired: { [key]: { a: 1, b: 2 } },
      applied: { [key]: { a: 1, b: 2 } },
      raw: { [key]: '{"a":3,"a":1,"b":2}' },
    })
    expect(plan?.changes).toMatchObject([
      { action: 'update', leaves: [], otherBytes: 'a member twice, of which the last counts' },
    ])
  })

  it('of an element is told from the change of another one before it', () => {
    const rule = (name: string, expr: string) => ({ name, expr })
    const { plan } = planned({
      desired: { [key]: { rules: [rule('two', 'y2'), rule('three', 'z')] } },
      applied: { [key]: { rules: [rule('one', 'x'), rule('two', 'y'), rule('three', 'z')] } },
      foreign: { [key]: { rules: [rule('one', 'x'), rule('two', 'y'), rule('three', 'edited')] } },
    })
    expect(plan?.changes[0]?.leaves.map(({ path }) => path)).toEqual([
      ['rules', { id: 'one' }],
      ['rules', { id: 'two' }, 'expr'],
      ['rules', { id: 'three' }, 'expr'],
    ])
    expect(plan?.drift[0]?.overwrites).toMatchObject([{ from: 'edited', to: 'z' }])
  })

  it('to something that is not JSON is shown as a hash', () => {
    const { plan } = planned({
      desired: { [key]: { a: 1 } },
      applied: { [key]: { a: 1 } },
      raw: { [key]: '{ // comment\n "a": 1 }' },
    })
    expect(plan?.changes[0]?.leaves).toMatchObject([
      { pointer: '', fromBytes: { problem: 'no JSON' } },
      { pointer: '/a', to: 1 },
    ])
    expect(plan?.drift[0]?.overwrites).toHaveLength(2)
  })
})

function planned(setting: Setting) {
  return makePlan(planInput(setting))
}

function codes(setting: Setting): string[] {
  return makePlan(planInput(setting)).diagnostics.map((diagnostic) => diagnostic.code)
}

function asJson(value: unknown): JsonValue {
  return JSON.parse(JSON.stringify(value)) as JsonValue
}

/** These values desired, in an environment that says more. */
function inEnvironment(
  values: { readonly [key: string]: JsonValue },
  more: Partial<Environment>,
): Pick<PlanInput, 'desired'> {
  const desired = desiredOf(values)
  return { desired: { ...desired, environment: { ...desired.environment, ...more } } }
}
