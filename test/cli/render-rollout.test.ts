import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Rollout } from '../../src/app/rollout/index.ts'
import { renderCanary, renderRollout, rolloutExitCode } from '../../src/cli/render/rollout.ts'
import { expectGolden } from '../support/golden.ts'

const view = { storeName: 'etcd 127.0.0.1:2379', spell: (words: string) => `appia ${words} --env lab` }
const runs = { member: 'sniffer@gw-01', state: 'runs', documents: [], reason: null } as const
const late = {
  member: 'detector@gw-02',
  state: 'behind',
  documents: [],
  reason: 'detector: ml-detector ended with 1\nbad threshold',
} as const
const silent = {
  member: 'rag@default',
  state: 'not-seen',
  documents: [],
  reason: 'not seen: nothing with a live lease reports',
} as const
const members = [late, silent, runs]
const taken = { kind: 'applied', revision: 43, seq: 5, keys: 2 } as const

const storeAway = { ended: 'expired', members: [], problem: 'no endpoint answers' } as const

const cases: { readonly [name: string]: readonly [Rollout, number] } = {
  'all run': [{ ended: 'all-run', members: [runs, { ...runs, member: 'sniffer@gw-02' }] }, 0],
  'one runs': [{ ended: 'all-run', members: [runs] }, 0],
  nobody: [{ ended: 'all-run', members: [] }, 0],
  'some are late': [{ ended: 'expired', members }, 10],
  interrupted: [{ ended: 'interrupted', members }, 130],
  'store away': [storeAway, 10],
  'taken back': [{ ended: 'expired', members, takenBack: { kind: 'outcome', outcome: taken } }, 1],
  'not taken back': [
    {
      ended: 'expired',
      members,
      takenBack: { kind: 'failed', problem: '@4 is not the newest apply any more' },
    },
    10,
  ],
  'no plan back': [
    {
      ended: 'expired',
      members,
      takenBack: {
        kind: 'not-planned',
        diagnostics: [{ code: 'not-restorable', severity: 'error', message: 'it holds a secret' }],
      },
    },
    10,
  ],
  'back in conflict': [
    {
      ended: 'expired',
      members,
      takenBack: { kind: 'outcome', outcome: { kind: 'conflict', moved: [], problem: 'keys changed' } },
    },
    10,
  ],
}

describe('a rollout as text', () => {
  it('names who does not run it, why, what stands and what to do', () => {
    const text = Object.entries(cases)
      .map(([name, [rollout]]) => `--- ${name}\n${renderRollout(rollout, view)}`)
      .join('')
    const away = { kind: 'failed', problem: 'no endpoint answers' } as const
    const canary = renderCanary('gw-01', { ...storeAway, takenBack: away }, view)
    expectGolden(join(import.meta.dirname, 'golden/rollout.txt'), `${text}--- canary, store away\n${canary}`)
  })

  it.each(Object.entries(cases))('%s: has its exit code', (_, [rollout, exitCode]) => {
    expect(rolloutExitCode(rollout)).toBe(exitCode)
  })
})
