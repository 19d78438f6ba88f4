import { expect, it } from 'vitest'
import { keeperAt, start } from './board-samples.ts'

const report = {
  entries: [
    { key: '/config/a/json', kind: 'modified', revision: 12 },
    { key: '/config/b/json', kind: 'deleted' },
  ],
  ...{ checked: 2, ignored: 0, unmatched: [] },
} as const

/** When the entries of the drift were seen, after the watch has told of these keys at these revisions. */
function seenAfter(...told: readonly { readonly keys: readonly string[]; readonly revision: number }[]) {
  const clock = { now: start }
  const { observer, board } = keeperAt(clock)
  for (const each of told) {
    clock.now += 1000
    observer.onObservation({ kind: 'changed', ...each })
  }
  clock.now += 60_000
  const drift = { environment: 'lab', storeName: 'etcd', revision: 12, isApplied: true, report }
  observer.onObservation({ kind: 'drift', drift })
  return board().drift?.entries.map(({ seenAt }) => seenAt)
}

it('an edit is told with when the watch saw it', () => {
  expect(seenAfter({ keys: ['/config/a/json', '/config/b/json'], revision: 12 })).toEqual([
    start + 1000,
    start + 1000,
  ])
})

it('one that no watch saw has no time, not that of a write before it', () => {
  expect(seenAfter()).toEqual([null, null])
  expect(seenAfter({ keys: ['/config/a/json'], revision: 11 })).toEqual([null, null])
})
