import { describe, expect, it } from 'vitest'
import { isQuiet } from '../../src/rotation/index.ts'

const at = (text: string): number => Date.parse(`${text}Z`)

describe('a quiet window', () => {
  it('includes its beginning and excludes its end', () => {
    const windows = [{ from: '08:00', to: '18:00' }]
    expect(isQuiet(windows, at('2026-11-23T08:00:00'))).toBe(true)
    expect(isQuiet(windows, at('2026-11-23T17:59:59'))).toBe(true)
    expect(isQuiet(windows, at('2026-11-23T18:00:00'))).toBe(false)
    expect(isQuiet(windows, at('2026-11-23T07:59:59'))).toBe(false)
  })

  it('that passes midnight belongs to the day it begins', () => {
    // 2026-11-27 is a Friday.
    const windows = [{ days: ['fri'], from: '22:00', to: '06:00' }] as const
    expect(isQuiet(windows, at('2026-11-27T23:00:00'))).toBe(true)
    expect(isQuiet(windows, at('2026-11-28T05:59:00'))).toBe(true)
    expect(isQuiet(windows, at('2026-11-28T06:00:00'))).toBe(false)
    expect(isQuiet(windows, at('2026-11-27T05:00:00'))).toBe(false)
    expect(isQuiet(windows, at('2026-11-28T22:30:00'))).toBe(false)
  })

  it('from a time to the same time is the whole day', () => {
    expect(isQuiet([{ days: ['mon'], from: '00:00', to: '00:00' }], at('2026-11-23T12:00:00'))).toBe(true)
  })
})
