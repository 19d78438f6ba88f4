import { expect, it } from 'vitest'
import { dueTimes } from '../../src/app/observing/due-times.ts'

const start = Date.parse('2026-11-23T01:00:00Z')
const hour = 3_600_000

it('each kind is due once each time', () => {
  const due = dueTimes({ often: 1000, seldom: 5000 }, start)
  const said = [999, 1000, 1500, 2000, 5000].map((ms) => [
    due('often', start + ms),
    due('seldom', start + ms),
  ])
  expect(said).toEqual([
    [false, false],
    [true, false],
    [false, false],
    [true, false],
    [true, true],
  ])
})

it('a clock that is put back holds nothing up', () => {
  const due = dueTimes({ often: 1000 }, start)
  expect(due('often', start + 1000)).toBe(true)
  expect(due('often', start - hour)).toBe(true)
  expect(due('often', start - hour + 500)).toBe(false)
  expect(due('often', start - hour + 1000)).toBe(true)
})
