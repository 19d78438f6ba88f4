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
