import { expect, it } from 'vitest'
import { knownFaults } from '../../src/app/state/server-faults.ts'
import { faultsOf } from '../../src/model/index.ts'
import { hasBrokenAccessControl } from '../../src/rotation/index.ts'

const [debug, lease, nested] = ['CVE-2021-28235', 'CVE-2023-32082', 'CVE-2026-33343']

it.each([
  ['2.3.8', [debug, lease, nested]],
  ['3.3.27', [debug, lease, nested]],
  ['3.4.24', [debug, lease, nested]],
  ['3.4.25', [lease, nested]],
  ['3.4.26', [nested]],
  ['3.4.42', []],
  ['3.5.8', [lease, nested]],
  ['3.5.27', [nested]],
  ['3.5.28', []],
  ['3.6.8', [nested]],
  ['3.6.9', []],
  ['3.7.0', []],
  ['4.0.0', []],
])(
  'etcd %s has the faults %j: doctor names them, and the gate of bare seeds goes by the same',
  (version, ids) => {
    expect(faultsOf(version)?.map(({ id }) => id)).toEqual(ids)
    expect(knownFaults(version).map((line) => line.slice(0, line.indexOf(':')))).toEqual(ids)
    expect(hasBrokenAccessControl(version)).toBe(ids.includes(debug) || ids.includes(nested))
  },
)

it.each(['', 'unknown', '3', '3.4', 'v3.5.0'])(
  '%j is not a version: nothing is claimed, and no bare seed given',
  (version) => {
    expect(faultsOf(version)).toBeUndefined()
    expect(knownFaults(version)).toEqual([])
    expect(hasBrokenAccessControl(version)).toBe(true)
  },
)

it('a fault that shows names only leaves the gate open', () => {
  expect(faultsOf('3.4.25')?.map(({ isAccessControlVoid }) => isAccessControlVoid)).toEqual([false, true])
})
