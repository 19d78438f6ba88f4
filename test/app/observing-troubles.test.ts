import { expect, it } from 'vitest'
import { Failure, InvalidInput, usageFailure } from '../../src/app/failure.ts'
import { isPassing } from '../../src/app/observing/is-passing.ts'
import { troubleText } from '../../src/app/observing/trouble-text.ts'
import { exitCodes, StoreError, type StoreErrorCode } from '../../src/model/index.ts'

function refusedBy(code: StoreErrorCode): Failure {
  const cause = new StoreError(code, `etcd says ${code}`, { outcome: 'not-applied' })
  return new Failure(exitCodes.unreachable, cause.message, { cause })
}

const broken = new InvalidInput([
  { code: 'wrong-type', severity: 'error', message: 'ddos is 7, the most is 1' },
])
const several = usageFailure('several workspaces own keys here: a (lab), b (lab)')

it('at the start only an etcd that is away is waited for', () => {
  for (const code of ['unreachable', 'timeout', 'no-leader'] as const)
    expect(isPassing(refusedBy(code), false), code).toBe(true)
  for (const error of [refusedBy('permission'), refusedBy('authentication'), several, broken])
    expect(isPassing(error, false)).toBe(false)
})

it('what was open once is waited for, whatever has come between', () => {
  for (const error of [refusedBy('unreachable'), refusedBy('permission'), several, broken])
    expect(isPassing(error, true)).toBe(true)
})

it('is said in words, also where the sources are broken', () => {
  expect(troubleText(several)).toBe('several workspaces own keys here: a (lab), b (lab)')
  expect(troubleText(broken)).toBe('the sources have errors: ddos is 7, the most is 1')
})
