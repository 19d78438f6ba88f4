import { describe, expect, it } from 'vitest'
import {
  type AppliedChange,
  canonicalJson,
  type JsonValue,
  type LeafLookup,
  sha256,
} from '../../src/model/index.ts'
import { planRollback } from '../../src/plan/index.ts'
import { planInput, type Setting } from './build-plan-input.ts'

const key = '/config/sniffer/json'
const keys = ['/config/b', '/config/c', '/config/d']
const others = Object.fromEntries(keys.map((other) => [other, 0]))

describe('a rollback', () => {
  it('gives back what an apply changed, made and deleted', () => {
    const { plan, diagnostics } = rolledBack(
      [change(key, 1, 2), change('/config/new', undefined, 1), change('/config/old', 1, undefined)],
      {
        managed: { ...others, [key]: 2, '/config/new': 1 },
      },
    )
    expect(diagnostics).toEqual([])
    expect(plan?.kind).toBe('rollback')
    expect(plan?.managedKeys).toBe(5)
    expect(plan?.changes.map(({ key, action, after }) => [key, action, after?.value])).toEqual([
      ['/config/new', 'delete', undefined],
      ['/config/old', 'create', 1],
      [key, 'update', 1],
    ])
  })

  it('to a state gives back what was managed then', () => {
    const { plan } = planRollback({
      ...input({ managed: { ...others, [key]: 3 } }),
      state: new Map(
        Object.entries({ ...others, [key]: 1 }).map(([each, value]) => [
          each,
          { component: 'sniffer', bytes: new TextEncoder().encode(canonicalJson(value)) },
        ]),
      ),
      undone: [
        { seq: 3, changes: [change(key, 2, 3)] },
        { seq: 2, changes: [change(key, 1, 2)] },
      ],
    })
    expect(plan?.changes).toMatchObject([{ key, after: { value: 1 } }])
  })

  it('keeps what was changed since in other leaves', () => {
    const { plan, diagnostics } = rolledBack(
      [change(key, { a: 1, b: 1, ports: [22] }, { a: 2, b: 1, ports: [22, 80] })],
      {
        managed: { ...others, [key]: { a: 2, b: 9, ports: [22, 80, 443] } },
      },
    )
    expect(diagnostics).toEqual([])
    expect(plan?.changes).toMatchObject([{ after: { value: { a: 1, b: 9, ports: [22, 443] } } }])
  })

  it('brings an element back to where it stood, beside what was added since', () => {
    const { plan, diagnostics } = rolledBack(
      [change(key, { steps: ['auth', 'route'] }, { steps: ['route'] })],
      {
        managed: { ...others, [key]: { steps: ['route', 'log'] } },
      },
    )
    expect(diagnostics).toEqual([])
    expect(plan?.changes).toMatchObject([{ after: { value: { steps: ['auth', 'route', 'log'] } } }])
  })

  it('refuses a leaf that was changed again, and names it', () => {
    const { diagnostics } = rolledBack([change(key, { a: 1 }, { a: 2 })], {
      managed: { ...others, [key]: { a: 3 } },
    })
    expect(diagnostics).toMatchObject([{ code: 'changed-since', key, pointer: '/a' }])
  })

  it('never touches seeds', () => {
    const current = '/keys/encryption/current'
    const { plan } = rolledBack([change(current, 1, 2)], { managed: { ...others, [current]: 2 } })
    expect(plan?.changes).toEqual([])
    expect(plan?.suppresses).toBeUndefined()
  })

  it('leaves a key that is named as it is', () => {
    const { plan, diagnostics } = planRollback({
      ...input({ managed: { ...others, [key]: { a: 3 } } }),
      undone: [{ seq: 2, changes: [change(key, { a: 1 }, { a: 2 }), change('/config/d', 1, 0)] }],
      leave: [key],
    })
    expect(diagnostics).toEqual([])
    expect(plan?.changes.map((each) => each.key)).toEqual(['/config/d'])
  })

  it('says what it cannot give back', () => {
    const withheld = { ...change(key, undefined, 2), action: 'update', isWithheld: true } as const
    const { plan, diagnostics } = rolledBack([withheld], { managed: { ...others, [key]: 2 } })
    expect(diagnostics).toMatchObject([{ code: 'not-restorable', key }])
    expect(plan?.changes).toEqual([])
  })

  it('withdraws the values that it takes back: leaf by leaf, a new document as a whole', () => {
    const { plan } = rolledBack(
      [change(key, { a: 1, p: [1] }, { a: 2, p: [2] }), change('/config/new', undefined, { x: 1 })],
      {
        managed: { ...others, [key]: { a: 2, p: [2] }, '/config/new': { x: 1 } },
      },
    )
    expect(plan?.suppresses).toEqual([
      { key, pointer: '/a', sha256: sha256('2') },
      { key, pointer: '/p/-', sha256: sha256('2') },
      { key: '/config/new', pointer: '', sha256: sha256('{"x":1}') },
    ])
  })

  it('of most keys needs their number', () => {
    const { diagnostics } = rolledBack([change(key, undefined, 2)], { managed: { [key]: 2 } })
    expect(diagnostics).toMatchObject([
      { code: 'delete-protection', message: '1 of 1 managed keys would be deleted' },
    ])
  })

  it('leaves other drift alone', () => {
    const { plan } = rolledBack([change(key, 1, 2)], {
      managed: { [key]: 2 },
      applied: { '/config/b': 1 },
      foreign: { '/config/b': 5 },
    })
    expect(plan?.changes.map((one) => one.key)).toEqual([key])
    expect(plan?.drift).toMatchObject([{ key: '/config/b', kind: 'modified', overwrites: [] }])
  })
})

function change(key: string, before: JsonValue | undefined, after: JsonValue | undefined): AppliedChange {
  const action = before === undefined ? 'create' : after === undefined ? 'delete' : 'update'
  return {
    key,
    component: 'sniffer',
    action,
    ...(before === undefined ? {} : { before: canonicalJson(before) }),
    ...(after === undefined ? {} : { after: canonicalJson(after) }),
  }
}

function rolledBack(changes: readonly AppliedChange[], setting: Setting) {
  return planRollback({ ...input(setting), undone: [{ seq: 2, changes }] })
}

function input(setting: Setting) {
  const { desired, live } = planInput(setting)
  const lookup: LeafLookup = () => ({ effect: 'restart', isSecret: false })
  return { workspace: 'demo', environment: desired.environment, managedPrefixes: ['/config/'], live, lookup }
}
