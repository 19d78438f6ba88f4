import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  arrayMap,
  constant,
  element,
  entriesFrom,
  enumeration,
  hashMap,
  interfaceIndex,
  layout,
  struct,
  u8,
  u32,
} from '../../src/define/index.ts'
import { type EncodedEntry, encodeMaps, type MapPlan, planMap } from '../../src/kernel/index.ts'
import { desiredMaps, type EntryMapLayout, type Layout, resolveLayout } from '../../src/layout/index.ts'

const host = {
  endianness: 'LE',
  interfaces: new Map([
    ['eth1', 2],
    ['eth3', 5],
  ]),
} as const
const entries = entriesFrom('/doc', '', { key: interfaceIndex, value: { mode: constant(1) } })
const value = struct('config', { mode: enumeration('mode', u8, { off: 0, on: 1 }) })
const found = resolveLayout(
  layout('demo', {
    maps: {
      nics: hashMap({ key: u32, value, maxEntries: 4, entries }),
      table: arrayMap({
        value: u8,
        maxEntries: 4,
        entries: entriesFrom('/doc', '', { key: element, value: constant(1) }),
      }),
    },
  }),
).layout as Layout
const [nics, table] = found.maps as [EntryMapLayout, EntryMapLayout]

const key = (index: number) => `${index.toString(16).padStart(2, '0')}000000`
const entry = (index: number, mode: number): EncodedEntry => ({ key: key(index), value: `0${mode}` })

/** `remove 2, add 5` */
function textOf(plan: MapPlan): string {
  return plan.changes.map(({ action, text }) => `${action} ${text}`).join(', ')
}

/** Carries a plan out on a model of a hash map; throws where the kernel would refuse. */
function carryOut(plan: MapPlan, present: readonly EncodedEntry[], capacity: number): Map<string, string> {
  const map = new Map(present.map((each) => [each.key, each.value]))
  for (const change of plan.changes) {
    if (change.action === 'remove') {
      if (!map.delete(change.key)) throw new Error('no such entry')
    } else {
      map.set(change.key, change.value ?? '')
      if (map.size > capacity) throw new Error('the map is full')
    }
  }
  return map
}

describe('the plan of a map', () => {
  it('says changes in words, with interfaces by name and values of before and after', () => {
    const plan = planMap({ map: nics, entries: [entry(2, 1), entry(5, 1)] }, [entry(2, 0), entry(9, 1)], host)
    expect(plan.changes).toEqual([
      { action: 'update', key: key(2), value: '01', text: 'eth1 (2)', from: 'mode=off', to: 'mode=on' },
      { action: 'add', key: key(5), value: '01', text: 'eth3 (5)', to: 'mode=on' },
      { action: 'remove', key: key(9), text: 'interface 9 (gone)', from: 'mode=on' },
    ])
  })

  it('is empty when nothing differs', () => {
    expect(planMap({ map: nics, entries: [entry(2, 1)] }, [entry(2, 1)], host).changes).toEqual([])
  })

  it('removes first, at capacity, just as many as it needs room for', () => {
    const present = [1, 2, 3, 4].map((index) => entry(index, 1))
    const plan = planMap({ map: nics, entries: [entry(2, 1), entry(7, 1)] }, present, host)
    expect(plan.removedFirst).toBe(1)
    expect(textOf(plan)).toBe(
      'remove interface 1 (gone), add interface 7 (gone), remove interface 3 (gone), remove interface 4 (gone)',
    )
  })

  it('removes nothing from an array, which keeps every index', () => {
    const present = [0, 1, 2, 3].map((index) => entry(index, 0))
    expect(textOf(planMap({ map: table, entries: [entry(1, 1)] }, present, host))).toBe('update 1')
  })

  it('never overfills a map and always ends at what is desired', () => {
    const contents = fc.uniqueArray(fc.tuple(fc.nat(9), fc.nat(1)), {
      maxLength: 4,
      selector: ([index]) => index,
    })
    fc.assert(
      fc.property(contents, contents, (wanted, had) => {
        const [desired, present] = [wanted, had].map((list) =>
          list.map(([index, mode]) => entry(index, mode)),
        ) as [EncodedEntry[], EncodedEntry[]]
        const plan = planMap({ map: nics, entries: desired }, present, host)
        const after = carryOut(plan, present, nics.maxEntries)
        expect([...after].sort()).toEqual(desired.map((each) => [each.key, each.value]).sort())
      }),
    )
  })
})

describe('a missing interface', () => {
  it('is an error that says which there are, and leaves no map to write', () => {
    const desired = desiredMaps({ ...found, maps: [nics] }, new Map([['/doc', { eth1: {}, eth7: {} }]]))
    expect(encodeMaps(desired.maps, host)).toMatchObject({
      maps: [],
      diagnostics: [
        {
          code: 'interface-missing',
          message: 'interface eth7 is not on this host: nothing would be captured there',
          pointer: '/eth7',
          notes: [{ text: 'interfaces of this host: eth1, eth3' }],
        },
      ],
    })
  })
})
