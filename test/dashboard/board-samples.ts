import type { MemberReport, Observation, RotationReport } from '../../src/app/observing/index.ts'
import { leafRows } from '../../src/cli/render/plan/plan-leaves.ts'
import { escapeText } from '../../src/cli/render/text/plain-text.ts'
import { type BoardKeeper, keepBoard } from '../../src/dashboard/state/keep-board.ts'
import type { LedgerEntry } from '../../src/model/index.ts'

export const wording = {
  rows: (leaves: Parameters<typeof leafRows>[0]) => leafRows(leaves, false),
  plain: escapeText,
}

/** 2026-11-23T01:02:03Z */
export const start = 1_795_395_723_000

/** A keeper whose clock is turned by hand. */
export function keeperAt(clock: { now: number }): BoardKeeper {
  return keepBoard({ now: () => clock.now, wording, version: '1.2.3' })
}

/** A member that runs what is applied. */
export function reported(name: string, other: Partial<MemberReport> = {}): MemberReport {
  const [component = '', node = ''] = name.split('@')
  const hash = '5'.repeat(64)
  return {
    ...{
      component,
      node,
      aliveSince: '2026-11-23T01:00:00.000Z',
      desired: hash,
      applied: hash,
      running: hash,
    },
    ...{ builtWith: null, schema: null, appliedRevision: 3, usesLibrary: true, configSource: 'live' },
    ...{ configProblem: null, agentProblems: [], followed: [], keyId: null, keys: null, ...other },
  }
}

const noRotation: RotationReport = {
  ...{ state: 'no-policy', generation: 0, primary: null, primarySince: null, nextRotation: null },
  ...{ standing: 'no rotation policy is applied', unacknowledged: [], forced: [], keys: [] },
}

/** The environment, opened. */
export const opened: Observation = {
  kind: 'opened',
  subject: {
    environment: 'lab',
    workspace: 'pipeline',
    storeName: 'etcd 10.0.0.1:2379',
    withoutSources: null,
  },
}

/** These members, as read together. */
export function fleetOf(
  members: readonly MemberReport[],
  other: Partial<(Observation & { kind: 'fleet' })['fleet']> = {},
): Observation {
  return { kind: 'fleet', fleet: { members, rotation: noRotation, pending: null, ...other } }
}

/** A rotation that differs from none in this. */
export function rotationOf(other: Partial<RotationReport>): RotationReport {
  return { ...noRotation, state: 'running', ...other }
}

/** A history of so many applies, newest first. */
export function historyOf(count: number): LedgerEntry[] {
  return Array.from({ length: count }, (_, index) => {
    const seq = count - index
    return {
      ...{ seq, applyId: `apply-${seq}`, kind: 'apply', who: 'ci@runner', when: '2026-11-23T01:00:00.000Z' },
      ...{ message: `change ${seq}`, revision: seq * 10 },
    } as const
  })
}
