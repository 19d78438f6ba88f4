import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  arrayMap,
  char,
  constant,
  element,
  entriesFrom,
  entryFrom,
  enumeration,
  hashMap,
  interfaceIndex,
  interfacesFrom,
  layout,
  leaf,
  packed,
  s16,
  struct,
  u8,
  u16,
  u32,
} from '../../src/define/index.ts'
import {
  attachSet,
  decodeValue,
  desiredMaps,
  encodeValue,
  type Layout,
  resolveLayout,
} from '../../src/layout/index.ts'
import type { JsonValue, MapDeclaration } from '../../src/model/index.ts'

const mode = enumeration('mode', u8, { off: 0, on: 7 })
const host = { endianness: 'LE', interfaces: new Map([['eth1', 258]]) } as const

function resolved(maps: { readonly [name: string]: MapDeclaration }): Layout {
  const { layout: found, diagnostics } = resolveLayout(
    layout('demo', { maps, attach: interfacesFrom('/doc', '/ports', { pointer: '/mode', value: 'off' }) }),
  )
  if (!found) throw new Error(JSON.stringify(diagnostics))
  return found
}

const ports = (entryKey = element) =>
  resolved({
    ports: hashMap({
      key: u16,
      value: u8,
      maxEntries: 4,
      entries: entriesFrom('/doc', '/ports', { key: entryKey, value: constant(1) }),
    }),
  })

function entriesAsHex(found: Layout, document: JsonValue): string[] {
  const { maps, diagnostics } = desiredMaps(found, new Map([['/doc', document]]))
  return [
    ...diagnostics.map(({ pointer, message }) => `${pointer}: ${message}`),
    ...maps.flatMap(({ map, entries }) =>
      entries.map(({ key, value }) => {
        const bytes = [encodeValue(map.key, key, host), encodeValue(map.value, value, host)]
        return bytes.map((part) => part.toString('hex')).join(' → ')
      }),
    ),
  ]
}

describe('entries of a map', () => {
  it('are made of a list, an element each', () => {
    expect(entriesAsHex(ports(), { ports: [22, 3389] })).toEqual(['1600 → 01', '3d0d → 01'])
  })

  it('of an empty list are none', () => {
    expect(entriesAsHex(ports(), { ports: [] })).toEqual([])
  })

  it('never come out of a missing document or a missing leaf', () => {
    expect(desiredMaps(ports(), new Map()).diagnostics).toMatchObject([
      { code: 'map-entry', message: 'the document /doc is not there' },
    ])
    expect(entriesAsHex(ports(), {})).toEqual(['/ports: /doc has nothing at /ports'])
  })

  it('are refused, not cut off, when a port does not fit 16 bits', () => {
    expect(entriesAsHex(ports(), { ports: [70000] })).toEqual([
      '/ports/0: 70000 is not a whole number in 0..65535 (u16)',
    ])
    expect(entriesAsHex(ports(), { ports: [-1, 1.5, '22'] })).toHaveLength(3)
  })

  it('must not share a key, nor be more than the map holds', () => {
    expect(entriesAsHex(ports(), { ports: [22, 22] })).toEqual([
      '/ports/1: a second entry of ports with the same key',
    ])
    expect(entriesAsHex(ports(), { ports: [1, 2, 3, 4, 5] })).toEqual([
      '/ports/4: ports has room for 4 entries, got 5',
    ])
  })

  const interfaces = resolved({
    nics: hashMap({
      key: u32,
      value: packed('nic', { name: char(5), mode, delta: s16, ifindex: u32 }),
      maxEntries: 2,
      entries: entriesFrom('/doc', '/nics', {
        key: interfaceIndex,
        value: { name: element, mode: leaf('/mode'), delta: leaf('/delta'), ifindex: interfaceIndex },
      }),
    }),
  })

  it('are made of an object, a member each, with enumerations by name and interfaces by index', () => {
    expect(entriesAsHex(interfaces, { nics: { eth1: { mode: 'on', delta: -2 } } })).toEqual([
      `02010000 → ${['6574683100', '07', 'feff', '02010000'].join('')}`,
    ])
  })

  it('name the leaf that does not fit', () => {
    expect(entriesAsHex(interfaces, { nics: { ethernet1: { mode: 'up', delta: 40000 } } })).toEqual([
      '/nics/ethernet1: "ethernet1" is not a text of at most 4 bytes',
      '/nics/ethernet1/mode: "up" is not a mode (one of off, on)',
      '/nics/ethernet1/delta: 40000 is not a whole number in -32768..32767 (s16)',
    ])
  })

  it('of an array are at an index that it has', () => {
    const entries = entryFrom('/doc', '/filter', { key: constant(1), value: constant(0) })
    const single = resolved({ one: arrayMap({ value: u8, maxEntries: 1, entries }) })
    expect(entriesAsHex(single, { filter: {} })).toEqual(['/filter: one has no index 1, the last is 0'])
  })

  it('have interface names of at most 15 bytes', () => {
    const name = 'a-name-of-16-byt'
    expect(entriesAsHex(interfaces, { nics: { [name]: { mode: 'on', delta: 0 } } })[0]).toBe(
      `/nics/${name}: "${name}" is not an interface name of 1..15 bytes`,
    )
  })

  it('can be a single one', () => {
    const single = resolved({
      settings: hashMap({
        key: u32,
        value: struct('settings', { mode }),
        maxEntries: 1,
        entries: entryFrom('/doc', '/filter', { key: constant(3), value: { mode: leaf('/action') } }),
      }),
    })
    expect(entriesAsHex(single, { filter: { action: 'on' } })).toEqual(['03000000 → 07'])
  })
})

describe('bytes of a value', () => {
  it('are read back as what was written, in both byte orders', () => {
    const kinds = fc.constantFrom(
      { type: u16, low: 0, high: 65535 },
      { type: s16, low: -32768, high: 32767 },
      { type: u32, low: 0, high: 2 ** 32 - 1 },
    )
    const cases = kinds.chain(({ type, low, high }) =>
      fc.tuple(fc.constant(type), fc.integer({ min: low, max: high })),
    )
    fc.assert(
      fc.property(cases, fc.constantFrom('LE' as const, 'BE' as const), ([type, value], endianness) => {
        const bytes = encodeValue(type, { kind: 'number', value }, { ...host, endianness })
        expect(decodeValue(type, bytes, endianness)).toBe(String(value))
      }),
    )
  })

  it('in big-endian order put the highest byte first', () => {
    const value = { kind: 'number', value: 0x1234 } as const
    expect(encodeValue(u16, value, { ...host, endianness: 'BE' }).toString('hex')).toBe('1234')
  })
})

describe('the attach set', () => {
  it('is every member but the excepted ones, sorted', () => {
    const document = { ports: { b: { mode: 'on' }, a: { mode: 'on' }, c: { mode: 'off' } } }
    expect(attachSet(ports(), new Map([['/doc', document]])).interfaces).toEqual(['a', 'b'])
  })
})
