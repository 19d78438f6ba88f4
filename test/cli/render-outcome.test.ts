import { describe, expect, it } from 'vitest'
import type { ApplyOutcome } from '../../src/apply/index.ts'
import { renderOutcome } from '../../src/cli/render/outcome.ts'

const view = { storeName: 'etcd a:1', spell: (words: string) => `appia ${words} --env lab` }

const outcomes: readonly (readonly [string, ApplyOutcome, string])[] = [
  [
    'that is not known yet is looked up',
    { kind: 'unknown', journal: 'j.json', problem: 'lost' },
    'find out and finish: appia apply --resume --env lab\n',
  ],
  ['that is stale is planned again', { kind: 'stale', moved: [] }, 'plan again: appia plan --env lab\n'],
  [
    'that happened before, with nothing changed since, needs nothing',
    { kind: 'already-applied', seq: 3, revision: 12 },
    'already applied as @3: nothing differs at revision 12 · etcd a:1\n',
  ],
  [
    'that happened before, with keys changed since, is planned again',
    { kind: 'stale', moved: [{ key: '/config/a', kind: 'modified', revision: 9 }], appliedAs: 3 },
    'it was applied as @3, and what it left has changed since\n  /config/a  modified at revision 9\n  plan again: appia plan --env lab\n',
  ],
  [
    'that would set what was rolled back is planned again',
    { kind: 'stale', moved: [{ key: '/config/a', kind: 'withdrawn' }] },
    '  /config/a  withdrawn\n  plan again',
  ],
  [
    'that never was for want of an etcd is looked into',
    { kind: 'unreachable', problem: 'refused' },
    'appia doctor --env lab\n',
  ],
  [
    'that a full etcd refused is made room for',
    { kind: 'refused', code: 'no-space', problem: 'full' },
    'etcdctl compact REVISION, etcdctl defrag, etcdctl alarm disarm',
  ],
  [
    'that access control refused is done by another user',
    { kind: 'refused', code: 'permission', problem: 'permission denied' },
    'ETCDCTL_USER=name:password',
  ],
]

describe('an outcome', () => {
  it.each(outcomes)('%s, in the environment that it was meant for', (_title, outcome, says) => {
    expect(renderOutcome(outcome, view)).toContain(says)
  })
})
