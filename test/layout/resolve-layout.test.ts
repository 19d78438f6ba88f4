import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  array,
  arrayMap,
  char,
  constant,
  element,
  entriesFrom,
  enumeration,
  hashMap,
  interfaceIndex,
  layout,
  leaf,
  packed,
  padding,
  ringbuf,
  struct,
  u8,
  u16,
  u32,
  u64,
} from '../../src/define/index.ts'
import { resolveLayout } from '../../src/layout/index.ts'
import type { LayoutType, MapDeclaration } from '../../src/model/index.ts'
import { withGapsFilled } from './with-gaps-filled.ts'

/** Messages about a layout of these maps. */
function problemsOf(maps: { readonly [name: string]: MapDeclaration }): string[] {
  return resolveLayout(layout('demo', { maps })).diagnostics.map(({ code, message }) => `${code}: ${message}`)
}

/** Messages about one struct. */
function problemsOfStruct(fields: { readonly [name: string]: LayoutType }): string[] {
  return problemsOf({ things: arrayMap({ value: struct('thing', fields), maxEntries: 1 }) })
}

describe('a gap that a compiler would fill in', () => {
  it('is refused, and the help names the padding to write', () => {
    const { diagnostics } = resolveLayout(
      layout('demo', {
        maps: { things: arrayMap({ value: struct('thing', { a: u8, b: u32 }), maxEntries: 1 }) },
      }),
    )
    expect(diagnostics).toMatchObject([
      {
        code: 'layout-differs',
        message: 'struct thing has a gap of 3 bytes before b (offset 1) that the compiler would fill in',
        pointer: '/maps/things/value/fields/b',
        help: 'write the gap down: _pad1: padding(3), or use packed()',
      },
    ])
  })

  it('before a 64-bit integer is one that i386 would not make', () => {
    expect(problemsOfStruct({ a: u32, b: u64 })).toEqual([
      'layout-differs: struct thing has a gap of 4 bytes before b (offset 4) that the compiler would fill in, and another on i386, where 64-bit integers are aligned to 4 bytes',
    ])
  })

  it('at the end of a struct is one too', () => {
    expect(problemsOfStruct({ a: u64, b: u32 })).toEqual([
      'layout-differs: struct thing has a gap of 4 bytes at its end (offset 12) that the compiler would fill in, and another on i386, where 64-bit integers are aligned to 4 bytes',
    ])
  })

  it('is none in a packed struct', () => {
    const value = packed('thing', { a: u8, b: u64 })
    expect(problemsOf({ things: arrayMap({ value, maxEntries: 1 }) })).toEqual([])
  })

  it('is found in a nested struct and around it', () => {
    const inner = struct('inner', { wide: u64 })
    expect(problemsOfStruct({ a: u32, inner })).toHaveLength(1)
    expect(problemsOfStruct({ a: u32, _pad: padding(4), inner })).toEqual([])
  })

  it('filled as the help says leaves no problem, whatever the fields', () => {
    const types = fc.constantFrom<LayoutType>(u8, u16, u32, u64, char(3), array(u16, 3), padding(1))
    fc.assert(
      fc.property(fc.array(types, { minLength: 1, maxLength: 12 }), (list) => {
        const fields = Object.fromEntries(list.map((type, index) => [`f${index}`, type]))
        expect(problemsOfStruct(withGapsFilled('thing', fields).fields)).toEqual([])
      }),
    )
  })
})

describe('what C or the kernel would not take', () => {
  it('is a map name that the kernel cuts off', () => {
    expect(problemsOf({ interface_configs: arrayMap({ value: u8, maxEntries: 1 }) })).toEqual([
      'layout-invalid: map name interface_configs is 17 bytes long: the kernel cuts it off to interface_confi',
    ])
  })

  it.each([
    ['class', 'is a word of C or C++'],
    ['1st', 'is not a C identifier'],
    ['a-b', 'is not a C identifier'],
    ['linux', 'is a word of C or C++'],
    ['_Big', 'is reserved for compilers'],
  ])('is the field name %s, which %s', (name, reason) => {
    expect(problemsOfStruct({ [name]: u8 })).toEqual([
      `layout-invalid: field name ${JSON.stringify(name)} ${reason}`,
    ])
  })

  it.each([0, 4095, 6144, 1000, 1.5])('is a ring buffer of %d bytes', (bytes) => {
    const record = packed('record', { a: u8 })
    expect(problemsOf({ events: ringbuf({ record, bytes }) })).toEqual([
      `layout-invalid: ring buffer events must be a power of two and a multiple of the page (4096), got ${bytes}`,
    ])
  })

  it('is a key that does not fit the BPF stack', () => {
    expect(problemsOf({ things: hashMap({ key: array(u8, 513), value: u8, maxEntries: 1 }) })).toEqual([
      'layout-invalid: the key of things is 513 bytes, more than the 512 that fit the BPF stack',
    ])
  })

  it('is a map without room', () => {
    expect(problemsOf({ things: arrayMap({ value: u8, maxEntries: 0 }) })).toHaveLength(1)
  })

  it('is an enumeration with a number twice, or one that its integer does not hold', () => {
    const value = enumeration('mode', u8, { off: 0, on: 0, huge: 256 })
    expect(problemsOf({ things: arrayMap({ value, maxEntries: 1 }) })).toEqual([
      'layout-invalid: enumeration mode gives 0 to more than one name',
      'layout-invalid: mode huge is 256, which a u8 does not hold',
    ])
  })

  it('is two types of one name', () => {
    const maps = {
      one: arrayMap({ value: struct('thing', { a: u8 }), maxEntries: 1 }),
      two: arrayMap({ value: struct('thing', { a: u16 }), maxEntries: 1 }),
    }
    expect(problemsOf(maps)).toEqual(['layout-invalid: two different types are called thing'])
  })

  it('is a struct without fields', () => {
    expect(problemsOfStruct({})).toEqual(['layout-invalid: struct thing has no fields'])
  })

  it('is something that is no type, as a misspelt import gives', () => {
    const value = undefined as unknown as LayoutType
    expect(problemsOf({ things: arrayMap({ value, maxEntries: 1 }) })).toEqual(['layout-invalid: not a type'])
  })
})

describe('the source of entries', () => {
  const config = struct('config', { ifindex: u32, mode: u8, _pad: padding(3) })

  it('must fill every field but padding', () => {
    const entries = entriesFrom('/config/a/json', '/x', {
      key: interfaceIndex,
      value: { ifindex: interfaceIndex, colour: leaf('/colour') },
    })
    expect(problemsOf({ things: hashMap({ key: u32, value: config, maxEntries: 1, entries }) })).toEqual([
      'layout-invalid: struct config has no field colour',
      'layout-invalid: nothing fills the field mode of struct config',
    ])
  })

  it('must fit the type: no interface index in 16 bits, no 256 in 8', () => {
    const entries = entriesFrom('/config/a/json', '/x', { key: interfaceIndex, value: constant(256) })
    expect(problemsOf({ things: hashMap({ key: u16, value: u8, maxEntries: 1, entries }) })).toEqual([
      'layout-invalid: an interface index takes 32 bits, not a u16',
      'layout-invalid: 256 is not in 0..255 (u8)',
    ])
  })

  it('must give a struct its fields one by one', () => {
    const entries = entriesFrom('/config/a/json', '/x', { key: element, value: element })
    expect(problemsOf({ things: hashMap({ key: u32, value: config, maxEntries: 1, entries }) })).toEqual([
      'layout-invalid: a struct config is not filled by a single value',
    ])
  })
})

describe('the hash of a layout', () => {
  const hashOf = (value: LayoutType, version = 1) =>
    resolveLayout(layout('demo', { maps: { things: arrayMap({ value, maxEntries: 1, version }) } })).layout
      ?.hash

  it('changes with a number of an enumeration, which no size shows', () => {
    expect(hashOf(enumeration('mode', u8, { off: 0, on: 1 }))).not.toBe(
      hashOf(enumeration('mode', u8, { on: 0, off: 1 })),
    )
  })

  it('changes with a version and with the order of fields', () => {
    expect(hashOf(u8, 1)).not.toBe(hashOf(u8, 2))
    expect(hashOf(struct('thing', { a: u8, b: u8 }))).not.toBe(hashOf(struct('thing', { b: u8, a: u8 })))
  })

  it('does not depend on the order in which maps are written', () => {
    const one = struct('one', { a: u8 })
    const two = struct('two', { one })
    const [a, b] = [arrayMap({ value: two, maxEntries: 1 }), arrayMap({ value: one, maxEntries: 2 })]
    const hashes = [
      { a, b },
      { b, a },
    ].map((maps) => resolveLayout(layout('demo', { maps })).layout?.hash)
    expect(hashes[0]).toBe(hashes[1])
  })
})
