import { describe, expect, it } from 'vitest'
import {
  array,
  arrayMap,
  char,
  enumeration,
  hashMap,
  layout,
  packed,
  ringbuf,
  s32,
  struct,
  u8,
  u16,
  u32,
} from '../../src/define/index.ts'
import {
  compareLayout,
  type FoundLayout,
  type FoundMap,
  type FoundStruct,
  type FoundType,
} from '../../src/kernel/index.ts'
import { type Layout, resolveLayout } from '../../src/layout/index.ts'

const inner = struct('inner', { a: u16, b: u16 })
const record = packed('record', { kind: u8, size: u32, name: char(8), pair: inner })
const definition = resolveLayout(
  layout('demo', {
    maps: {
      table: arrayMap({ value: struct('row', { x: s32, bytes: array(u8, 4) }), maxEntries: 2 }),
      modes: hashMap({ key: u16, value: enumeration('mode', u8, { off: 0 }), maxEntries: 8 }),
      events: ringbuf({ record, bytes: 4096 }),
    },
  }),
).layout as Layout

const integer = (size: number, isSigned = false): FoundType => ({
  kind: 'integer',
  size,
  isSigned,
  name: `int${size * 8}`,
})
const list = (element: FoundType, length: number): FoundType => ({
  kind: 'array',
  element,
  length,
  size: element.size * length,
})

/** A struct whose fields follow each other. */
function packedStruct(name: string, fields: { readonly [name: string]: FoundType }): FoundStruct {
  let offset = 0
  const placed = Object.entries(fields).map(([field, type]) => {
    const bitOffset = offset * 8
    offset += type.size
    return { name: field, bitOffset, bits: 0, type }
  })
  return { kind: 'struct', name, size: offset, fields: placed }
}

const row = packedStruct('row', { x: integer(4, true), bytes: list(integer(1), 4) })
const foundInner = packedStruct('inner', { a: integer(2), b: integer(2) })
const recordFields = { kind: integer(1), size: integer(4), name: list(integer(1, true), 8), pair: foundInner }

interface Found {
  readonly table?: Partial<FoundMap>
  readonly modes?: Partial<FoundMap>
  readonly record?: FoundStruct
  /** Structs beside those of the maps, as a linked object has them. */
  readonly others?: readonly FoundStruct[]
  readonly hash?: string | undefined
}

/** What a program holds that agrees with the definition but for some parts. */
function found(parts: Found = {}): FoundLayout {
  const record = [parts.record ?? packedStruct('record', recordFields), ...(parts.others ?? [])]
  const structs = new Map([['record', record]])
  const table = {
    structs,
    name: 'table',
    type: 'array',
    keySize: 4,
    valueSize: 8,
    maxEntries: 2,
    key: integer(4),
    value: row,
  }
  const modes = {
    structs,
    name: 'modes',
    type: 'hash',
    keySize: 2,
    valueSize: 1,
    maxEntries: 8,
    key: integer(2),
    value: integer(1),
  }
  const events = { name: 'events', type: 'ringbuf', keySize: 0, valueSize: 0, maxEntries: 4096, structs }
  const maps: FoundMap[] = [{ ...table, ...parts.table }, { ...modes, ...parts.modes }, events]
  const hash = 'hash' in parts ? parts.hash : definition.hash.slice(0, 16)
  return {
    where: 'the program',
    maps: new Map(maps.map((map) => [map.name, map])),
    hashes: hash === undefined ? [] : [hash],
  }
}

const messages = (parts: Found) => compareLayout(definition, found(parts)).map(({ message }) => message)

describe('a comparison with the definition', () => {
  it('finds nothing where all agrees', () => {
    expect(messages({})).toEqual([])
  })

  it.each<[string, Found]>([
    ['table is of type hash in the program, array in the header', { table: { type: 'hash' } }],
    ['table value is 4 bytes in the program, 8 in the header', { table: { valueSize: 4 } }],
    ['modes key is 1 byte in the program, 2 in the header', { modes: { keySize: 1 } }],
    ['modes has room for 16 entries in the program, 8 in the header', { modes: { maxEntries: 16 } }],
    [
      'row.x is int32 in the program, s32 in the header',
      { table: { value: packedStruct('row', { x: integer(4), bytes: list(integer(1), 4) }) } },
    ],
    [
      'row.bytes is int16[2] in the program, u8[4] in the header',
      { table: { value: packedStruct('row', { x: integer(4, true), bytes: list(integer(2), 2) }) } },
    ],
    [
      'row.x of the header is called y in the program',
      { table: { value: packedStruct('row', { y: integer(4, true), bytes: list(integer(1), 4) }) } },
    ],
    ['table value is int64 in the program, struct row in the header', { table: { value: integer(8) } }],
    [
      'record is 18 bytes in the program, 17 in the header (first difference: record has a field more in the program that the header does not have)',
      { record: packedStruct('record', { ...recordFields, more: integer(1) }) },
    ],
    [
      'record is 13 bytes in the program, 17 in the header (first difference: record.pair is missing in the program)',
      { record: packedStruct('record', { kind: integer(1), size: integer(4), name: list(integer(1), 8) }) },
    ],
    [
      'inner.b of the header is called c in the program',
      {
        record: packedStruct('record', {
          ...recordFields,
          pair: packedStruct('inner', { a: integer(2), c: integer(2) }),
        }),
      },
    ],
  ])('says: %s', (message, parts) => {
    expect(messages(parts)).toEqual([message])
  })

  it.each([0, 1])('compares every struct of one name, whichever comes first', (stale) => {
    const structs = [packedStruct('record', { kind: integer(4) }), packedStruct('record', recordFields)]
    const [record, other] = stale === 0 ? structs : [...structs].reverse()
    expect(messages({ record: record as FoundStruct, others: [other as FoundStruct] })).toEqual([
      'record is 4 bytes in the program, 17 in the header (first difference: record.kind is 4 bytes in the program, 1 in the header); another struct record of the program agrees: not everything was compiled with the same headers',
    ])
  })

  it('writes the lengths of nested arrays as C does', () => {
    const nested = resolveLayout(
      layout('demo', { maps: { table: arrayMap({ value: array(char(256), 2), maxEntries: 2 }) } }),
    ).layout as Layout
    const named = (name: string): FoundType => ({ kind: 'integer', size: 1, isSigned: false, name })
    const value = list(list(named('unsigned char'), 2), 256)
    const maps = new Map([['table', { ...(found().maps.get('table') as FoundMap), valueSize: 512, value }]])
    expect(compareLayout(nested, { where: 'the program', maps, hashes: [] })[0]?.message).toBe(
      'table value is unsigned char[256][2] in the program, char[2][256] in the header',
    )
  })

  it('says where a field lies when only its place differs', () => {
    const fields = packedStruct('record', recordFields).fields.map((field) =>
      field.name === 'size' ? { ...field, bitOffset: 32 } : field,
    )
    expect(messages({ record: { kind: 'struct', name: 'record', size: 17, fields } })).toEqual([
      'record.size is at byte 4 in the program, at 1 in the header',
    ])
  })

  it('refuses a bit field, whose place depends on the byte order', () => {
    const fields = packedStruct('record', recordFields).fields.map((field) => ({ ...field, bits: 3 }))
    expect(messages({ record: { kind: 'struct', name: 'record', size: 17, fields } })).toEqual([
      'kind is a bit field in the program, record.kind in the header is not',
    ])
  })

  it('names the maps of a program that lacks one', () => {
    const other = found()
    const maps = new Map([...other.maps].filter(([name]) => name !== 'modes'))
    maps.set('modes_of_everything', { ...(other.maps.get('modes') as FoundMap), name: 'modes_of_everything' })
    const errors = compareLayout(definition, { ...other, maps }).filter(
      ({ severity }) => severity === 'error',
    )
    expect(errors.map(({ message }) => message)).toEqual([
      'there is no map modes in the program; it has modes_of_everything (which the kernel cuts off to modes_of_everyt)',
    ])
  })

  it('knows the maps of other layouts that one object defines too', () => {
    const other = { ...(found().maps.get('modes') as FoundMap), name: 'other' }
    const both = { ...found(), maps: new Map([...found().maps, ['other', other]]) }
    expect(compareLayout(definition, both).map(({ severity }) => severity)).toEqual(['warning'])
    expect(compareLayout(definition, both, ['other'])).toEqual([])
  })

  it('refuses a hash that differs beside one that agrees', () => {
    const hashes = [definition.hash.slice(0, 16), '0000000000000000']
    for (const order of [hashes, [...hashes].reverse()]) {
      expect(compareLayout(definition, { ...found(), hashes: order })[0]?.message).toMatch(
        /^the layout hash is 0{16} /,
      )
    }
  })

  it('only warns where there is no layout hash, and refuses another one', () => {
    const severities = (hash: string | undefined) =>
      compareLayout(definition, found({ hash })).map(({ severity }) => severity)
    expect(severities(undefined)).toEqual(['warning'])
    expect(severities('0000000000000000')).toEqual(['error'])
  })
})
