import type { EnvironmentDrift } from '../../../src/app/state/index.ts'
import { differencesPage, historyPage } from '../../../src/cli/render/html/state-pages.ts'
import type { LedgerEntry } from '../../../src/model/index.ts'

const threshold = { pointer: '/ddos', from: 0.7, to: 0.8, effect: 'restart' } as const

/** Every kind of key that drift tells of. */
export const outsideChanges: EnvironmentDrift = {
  ...{ environment: 'lab', storeName: 'etcd 127.0.0.1:2379', revision: 14, isApplied: true },
  report: {
    entries: [
      { key: '/config/a/json', kind: 'modified', revision: 12, sinceApply: [threshold], toSource: [] },
      { key: '/config/b/json', kind: 'deleted' },
      {
        ...{ key: '/config/c/json', kind: 'foreign', revision: 13 },
        owner: { workspace: 'books', environment: 'prod' },
      },
      { key: '/config/d/json', kind: 'leased', lease: '1f' },
    ],
    ...{ checked: 3, ignored: 0 },
    unmatched: [{ key: '/config/x/json' }],
  },
  writes: { kind: 'read', writes: [{ revision: 13, kind: 'put', key: '/config/c/json' }] },
  withoutSources: 'none here',
}

const entry = (seq: number, message?: string): LedgerEntry => ({
  ...{ seq, kind: 'apply', applyId: `a${seq}`, when: '2026-11-23T01:02:03Z', who: 'ci@runner' },
  ...(message !== undefined && { message }),
})

/** Pages of states, as the commands make them. */
export const states = {
  differences: differencesPage(
    [
      { key: '/config/a/json', kind: 'changed', leaves: [threshold] },
      { key: '/config/b/json', kind: 'removed', leaves: [{ pointer: '/x', from: 1, effect: 'live' }] },
      { key: '/config/new/json', kind: 'moved', from: '/config/old/json', leaves: [] },
    ],
    { from: '@1', to: 'live' },
  ),
  history: historyPage([entry(2, 'lower <b>'), entry(1)]),
}
