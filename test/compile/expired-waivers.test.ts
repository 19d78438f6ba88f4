import { describe, expect, it } from 'vitest'
import { expiredWaivers } from '../../src/compile/index.ts'

const waiver = { invariant: 'fail-closed', reason: 'not tested yet', until: '2027-01-31' }

describe('a waiver', () => {
  it('is shown where its last day is written, or where it is agreed to', () => {
    const at = { file: 'configs/waivers.ts', line: 3, column: 1 }
    const untilAt = { ...at, line: 5 }
    expect(expiredWaivers([{ ...waiver, at, untilAt }], '2027-02-01')[0]?.at).toEqual(untilAt)
    expect(expiredWaivers([{ ...waiver, at }], '2027-02-01')[0]?.at).toEqual(at)
  })

  it('counts on its last day', () => {
    expect(expiredWaivers([waiver], '2027-01-31')).toEqual([])
  })

  it('is an error from the next day on', () => {
    expect(expiredWaivers([waiver], '2027-02-01')).toMatchObject([
      { code: 'waiver-expired', message: 'the waiver of fail-closed expired on 2027-01-31 (not tested yet)' },
    ])
  })

  it.each(['2027-02-30', 'never', '2027-1-1', ''])('until %j is an error whatever the day', (until) => {
    const [diagnostic] = expiredWaivers([{ ...waiver, until }], '2020-01-01')
    expect(diagnostic?.message).toContain('which is no day')
  })
})
