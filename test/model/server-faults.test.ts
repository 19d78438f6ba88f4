import { expect, it } from 'vitest'
import { knownFaults } from '../../src/app/state/server-faults.ts'
import { faultsOf, isEndOfLife } from '../../src/model/index.ts'
import { accessControlFaults, hasBrokenAccessControl } from '../../src/rotation/index.ts'

const debug = 'CVE-2021-28235'
const lease = 'CVE-2023-32082'
const nested = 'CVE-2026-33343'
const apis = 'CVE-2026-33413'
const previous = 'CVE-2026-44283'
const revoked = 'CVE-2026-59818'
const watch = 'CVE-2026-73499'
const handshake = 'CVE-2026-73500'
const [killed, single, defragmented, joined] = [13766, 14370, 14685, 14571].map(
  (issue) => `etcd-io/etcd#${issue}`,
)

it.each([
  ['2.3.8', [debug, lease, nested, apis, previous, revoked, handshake, single]],
  ['3.4.19', [debug, lease, nested, apis, previous, revoked, handshake, single]],
  ['3.4.20', [debug, lease, nested, apis, previous, revoked, handshake, single, joined]],
  ['3.4.22', [debug, lease, nested, apis, previous, revoked, handshake]],
  ['3.4.24', [debug, lease, nested, apis, previous, revoked, handshake]],
  ['3.4.25', [lease, nested, apis, previous, revoked, handshake]],
  ['3.4.26', [nested, apis, previous, revoked, handshake]],
  ['3.4.42', [previous, revoked, handshake]],
  ['3.4.44', [revoked, handshake]],
  ['3.5.2', [debug, lease, nested, apis, previous, revoked, watch, handshake, killed, single, defragmented]],
  ['3.5.4', [debug, lease, nested, apis, previous, revoked, watch, handshake, single, defragmented]],
  ['3.5.5', [debug, lease, nested, apis, previous, revoked, watch, handshake, defragmented, joined]],
  ['3.5.6', [debug, lease, nested, apis, previous, revoked, watch, handshake]],
  ['3.5.16', [nested, apis, previous, revoked, watch, handshake]],
  ['3.5.28', [previous, revoked, watch, handshake]],
  ['3.5.30', [revoked, watch, handshake]],
  ['3.5.32', [watch, handshake]],
  ['3.5.33', []],
  ['3.6.8', [nested, apis, previous, revoked, watch, handshake]],
  ['3.6.11', [revoked, watch, handshake]],
  ['3.6.13', [watch, handshake]],
  ['3.6.14', []],
  ['3.7.0', [watch, handshake]],
  ['3.7.1', []],
  ['3.8.0', []],
  ['4.0.0', []],
])(
  'etcd %s has the faults %j: doctor names them, and the gate of bare seeds goes by the same',
  (version, ids) => {
    expect(faultsOf(version)?.map(({ id }) => id)).toEqual(ids)
    const lines = knownFaults(version).filter((line) => !line.includes('end of life'))
    expect(lines.map((line) => line.slice(0, line.indexOf(':')))).toEqual(ids)
    const isVoid = [debug, nested, apis, previous, watch].some((id) => ids.includes(id))
    expect(hasBrokenAccessControl(version)).toBe(isVoid)
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

it('a fault that leaves access control alone leaves the gate open', () => {
  expect(hasBrokenAccessControl('3.4.44')).toBe(false)
  expect(accessControlFaults(['3.7.0', '3.6.13', 'unknown'])).toEqual([watch])
})

it('a series that gets no fixes any more is said to', () => {
  expect(['3.3.27', '3.4.45', '3.5.0', '3.7.1', 'unknown'].filter(isEndOfLife)).toEqual(['3.3.27', '3.4.45'])
  expect(knownFaults('3.4.45').at(-1)).toBe('etcd 3.4 has reached its end of life: it gets no more fixes')
})
