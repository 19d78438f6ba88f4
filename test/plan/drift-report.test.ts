import { describe, expect, it } from 'vitest'
import { type Plan, sha256 } from '../../src/model/index.ts'
import { comparePlans, diffSnapshots, driftOf, makePlan } from '../../src/plan/index.ts'
import { keyValue, planInput, type Setting } from './build-plan-input.ts'

const key = '/config/sniffer/json'
const lookup = () => ({ effect: 'live' as const, isSecret: false })

describe('a drift report', () => {
  it('tells modified, deleted and foreign keys, leaf by leaf, against the last apply and the source', () => {
    const report = drift({
      desired: { [key]: { a: 1, b: 7 }, '/config/gone': 1 },
      applied: { [key]: { a: 1, b: 2 }, '/config/gone': 1, '/config/same': 1 },
      foreign: { [key]: { a: 9, b: 2 }, '/config/other': 1, '/config/same': 1 },
    })
    expect(report).toEqual({
      checked: 3,
      ignored: 0,
      unmatched: [],
      entries: [
        {
          key: '/config/gone',
          kind: 'deleted',
          sinceApply: [{ pointer: '', from: 1, effect: 'live' }],
          toSource: [{ pointer: '', to: 1, effect: 'live' }],
        },
        { key: '/config/other', kind: 'foreign', revision: 7 },
        {
          key,
          kind: 'modified',
          revision: 7,
          sinceApply: [{ pointer: '/a', from: 1, to: 9, effect: 'live' }],
          toSource: [
            { pointer: '/a', from: 9, to: 1, effect: 'live' },
            { pointer: '/b', from: 2, to: 7, effect: 'live' },
          ],
        },
      ],
    })
  })

  it('says nothing where it cannot know, rather than "no leaves"', () => {
    const [entry] = drift({
      applied: { [key]: 1 },
      foreign: { [key]: 2 },
      live: { lastApplied: new Map() },
    }).entries
    expect(entry).not.toHaveProperty('sinceApply')
    const { live } = planInput({ applied: { [key]: 1 }, foreign: { [key]: 2 } })
    const [unsourced] = driftOf({ live, lookup, managedPrefixes: ['/config/'] }).entries
    expect(unsourced).not.toHaveProperty('toSource')
  })

  it('leaves out what is ignored, by key and by pointer, and counts it', () => {
    const setting: Setting = {
      applied: { [key]: { a: 1, b: { c: 1 } } },
      foreign: { [key]: { a: 2, b: { c: 2 } }, '/config/x/tmp': 1 },
    }
    const report = drift(setting, [{ key: '/config/*/tmp' }, { key, pointer: '/b' }])
    expect(report).toMatchObject({ ignored: 2, entries: [{ key, sinceApply: [{ pointer: '/a' }] }] })
    expect(drift(setting, [{ key: '/config/*/json' }]).entries).toMatchObject([{ kind: 'foreign' }])
  })
})

describe('a key under a lease', () => {
  const leased = (text: string) => {
    const { live } = planInput({ managed: { [key]: 1 } })
    const entries = new Map([[key, keyValue(key, text, '7103480802938469125')]])
    return driftOf({ live: { ...live, entries }, lookup, managedPrefixes: ['/config/'] }).entries
  }

  it('has drifted although it holds what was applied, and names the lease as etcdctl does', () => {
    expect(leased('1')).toEqual([{ key, kind: 'leased', revision: 7, lease: '6294a22787f43b05' }])
    expect(leased('2')).toMatchObject([{ key, kind: 'modified', lease: '6294a22787f43b05' }])
  })
})

describe('an ignore rule', () => {
  const setting: Setting = {
    desired: { [key]: { a: 1 }, '/config/wanted': 1 },
    applied: { [key]: { a: 1, gone: 1 } },
    foreign: { [key]: { a: 1, extra: 1 }, '/config/mine': 1 },
  }

  it.each([
    ['a drifted key', { key }],
    ['a foreign key', { key: '/config/mine' }],
    ['a key that is still to come', { key: '/config/wanted' }],
    ['a value as it was applied', { key, pointer: '/gone' }],
    ['a value as it is live', { key: '/config/*/json', pointer: '/extra' }],
  ])('for %s matches', (_title, rule) => {
    expect(drift(setting, [rule]).unmatched).toEqual([])
  })

  it.each([{ key: '/config/snifer/json' }, { key: '/config/*/*/json' }, { key, pointer: '/b' }])(
    'for %j is said to match nothing',
    (rule) => {
      expect(drift(setting, [rule]).unmatched).toEqual([rule])
    },
  )
})

describe('what was approved against what would happen now', () => {
  it('differs per key and leaf', () => {
    const approved = makePlan(
      planInput({ desired: { [key]: { a: 2, b: 1 } }, managed: { [key]: { a: 1, b: 1 } } }),
    ).plan as Plan
    const now = makePlan(
      planInput({ desired: { [key]: { a: 3, b: 1 }, '/config/x': 1 }, managed: { [key]: { a: 1, b: 1 } } }),
    ).plan as Plan
    expect(comparePlans(approved, approved)).toEqual([])
    expect(comparePlans(approved, now)).toMatchObject([
      { key, pointer: '/a', approved: { to: 2 }, now: { to: 3 } },
      { key: '/config/x', pointer: '', now: 'create' },
    ])
  })
})

describe('a difference between two states', () => {
  it('is told by key and leaf, with secrets masked', () => {
    const bytes = (text: string) => new TextEncoder().encode(text)
    const from = new Map([
      ['/a', bytes('{"x":1,"password":"old"}')],
      ['/b', bytes('1')],
      ['/same', bytes('1')],
    ])
    const to = new Map([
      ['/a', bytes('{"x":2,"password":"new"}')],
      ['/c', bytes('no JSON')],
      ['/same', bytes('1')],
    ])
    const masked = (_: string, pointer: string) => ({
      effect: 'none' as const,
      isSecret: pointer === '/password',
    })
    expect(diffSnapshots(from, to, { lookup: masked })).toEqual([
      {
        key: '/a',
        kind: 'changed',
        leaves: [
          {
            pointer: '/password',
            effect: 'none',
            isSecret: true,
            from: { $secret: null },
            to: { $secret: null },
          },
          { pointer: '/x', from: 1, to: 2, effect: 'none' },
        ],
      },
      { key: '/b', kind: 'removed', leaves: [{ pointer: '', from: 1, effect: 'none' }] },
      {
        key: '/c',
        kind: 'added',
        leaves: [
          {
            pointer: '',
            effect: 'restart',
            toBytes: { sha256: sha256('no JSON'), bytes: 7, problem: 'no JSON' },
          },
        ],
      },
    ])
  })
})

function drift(setting: Setting, ignore: readonly { key: string; pointer?: string }[] = []) {
  const { desired, live } = planInput(setting)
  return driftOf({ live, lookup, managedPrefixes: ['/config/'], desired, ignore })
}
