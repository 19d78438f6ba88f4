import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type JsonValue, valueAt } from '../../src/model/index.ts'
import { scanJson } from '../../src/schema/scan-json.ts'

describe('scanning JSON', () => {
  it('finds every value where JSON.parse finds it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(4), (value, indent) => {
        const text = JSON.stringify(value, null, indent)
        const scan = scanJson(text)
        if (scan.kind === 'broken') throw new Error(scan.reason)
        for (const [pointer, { start, end }] of scan.spans) {
          expect(JSON.parse(text.slice(start, end))).toEqual(valueAt(JSON.parse(text) as JsonValue, pointer))
        }
        expect(scan.spans.size).toBe(countValues(JSON.parse(text) as JsonValue))
      }),
    )
  })

  it('refuses what JSON.parse refuses', () => {
    const damaged = fc
      .tuple(fc.jsonValue(), fc.nat(), fc.constantFrom('', ',', '"', '}', ']', '//', '\u0001', '0', ' '))
      .map(([value, at, put]) => {
        const text = JSON.stringify(value)
        const place = at % (text.length + 1)
        return text.slice(0, place) + put + text.slice(place + 1)
      })
    fc.assert(
      fc.property(damaged, (text) => {
        const scan = scanJson(text)
        if (scan.kind === 'broken' && scan.reason.includes('twice')) return
        expect(scan.kind === 'scanned').toBe(isJson(text))
      }),
    )
  })

  it('names the place where a text stops being JSON', () => {
    expect(scanJson('{\n  "a": 1,\n}')).toEqual({
      kind: 'broken',
      offset: 12,
      reason: 'a member name in double quotes expected, found "}"',
    })
    expect(scanJson('[1, 2')).toMatchObject({
      offset: 5,
      reason: '"," or "]" expected, found the end of the file',
    })
    expect(scanJson('{} // no')).toMatchObject({ offset: 3 })
  })

  it('refuses what is nested deeper than it can be followed', () => {
    const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth)
    expect(scanJson(`[${nested(255)}, ${nested(255)}]`).kind).toBe('scanned')
    expect(scanJson(nested(257))).toEqual({
      kind: 'broken',
      offset: 256,
      reason: 'lists and objects more than 256 deep',
    })
    expect(scanJson(nested(100_000)).kind).toBe('broken')
  })

  it('refuses a member name that is there twice', () => {
    expect(scanJson('{"a": 1, "a": 2}')).toMatchObject({
      kind: 'broken',
      offset: 9,
      reason: 'the member "a" twice',
    })
  })

  it('tells each member that stands twice, with the place of the earlier one, and no look-alike inside it', () => {
    const text = '{"a": {"x": 1}, "a": {"x": 2, "x": 3}, "b": 1, "b": 2}'
    const scan = scanJson(text)
    if (scan.kind !== 'broken') throw new Error('not refused')
    const told = scan.repetitions?.map(({ name, key, earlier }) => [name, earlier.start, key.start])
    expect(told).toEqual([
      ['a', 1, 16],
      ['x', 22, 30],
      ['b', 39, 47],
    ])
    expect(scanJson('{"a": 1, "a": 2')).toMatchObject({ offset: 9, reason: 'the member "a" twice' })
  })
})

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

function countValues(value: JsonValue): number {
  if (typeof value !== 'object' || value === null) return 1
  return 1 + Object.values(value).reduce<number>((sum, member) => sum + countValues(member), 0)
}
