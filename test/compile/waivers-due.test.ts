import { describe, expect, it } from 'vitest'
import { compileEnvironment, waiversDue } from '../../src/compile/index.ts'
import { expiredWaivers } from '../../src/model/index.ts'
import { documentOf, schemas, workspaceOf } from './a-workspace.ts'

const waiver = { invariant: 'fail-closed', reason: 'not tested yet', until: '2027-01-31' }

function due(time: string) {
  return waiversDue([waiver], new Date(time)).map(({ severity, code, message }) => ({
    severity,
    code,
    message,
  }))
}

describe('a waiver', () => {
  it('is shown where its last day is written, or where it is agreed to', () => {
    const at = { file: 'configs/waivers.ts', line: 3, column: 1 }
    const untilAt = { ...at, line: 5 }
    const now = new Date('2027-02-01')
    expect(waiversDue([{ ...waiver, at, untilAt }], now)[0]?.at).toEqual(untilAt)
    expect(waiversDue([{ ...waiver, at }], now)[0]?.at).toEqual(at)
  })

  it('says nothing while more than 30 days are left', () => {
    expect(due('2026-12-31T23:59:59Z')).toEqual([])
  })

  it.each([
    ['2027-01-01T00:00:00Z', 'in 30 days'],
    ['2027-01-30T12:00:00Z', 'tomorrow'],
    ['2027-01-31T23:59:59Z', 'today'],
  ])('is a warning at %s: its last day is %s', (time, left) => {
    expect(due(time)).toEqual([
      {
        severity: 'warning',
        code: 'waiver-expires-soon',
        message: `the last day of the waiver of fail-closed is 2027-01-31, ${left} (not tested yet)`,
      },
    ])
  })

  it('is an error from the next day on', () => {
    expect(due('2027-02-01T00:00:00Z')).toEqual([
      {
        severity: 'error',
        code: 'waiver-expired',
        message: 'the waiver of fail-closed expired on 2027-01-31 (not tested yet)',
      },
    ])
  })

  it.each(['2027-02-30', 'never', '2027-1-1', ''])(
    'until %j is an error of the sources, and never counts',
    async (until) => {
      const waivers = [{ ...waiver, until }]
      const loaded = workspaceOf([documentOf('sniffer', { workers: 4, interval: 5000 })], { waivers })
      const { diagnostics } = await compileEnvironment({ loaded, schemas, environment: 'local' })
      expect(diagnostics).toContainEqual(
        expect.objectContaining({ code: 'waiver-day-invalid', severity: 'error' }),
      )
      expect(expiredWaivers(waivers, new Date('2020-01-01'))).toEqual(waivers)
      expect(waiversDue(waivers, new Date('2020-01-01'))).toEqual([])
    },
  )
})
