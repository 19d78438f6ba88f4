import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Observation } from '../../src/app/observing/index.ts'
import type { BoardChange } from '../../src/dashboard/board.ts'
import { afterChange } from '../../src/dashboard/page/live/after-change.ts'
import { fleetOf, historyOf, keeperAt, opened, reported, start } from './board-samples.ts'

const member = fc.record({
  node: fc.integer({ min: 1, max: 6 }),
  running: fc.constantFrom('1'.repeat(64), '5'.repeat(64), null),
})
const observation: fc.Arbitrary<Observation> = fc.oneof(
  fc
    .uniqueArray(member, { selector: ({ node }) => node })
    .map((members) => fleetOf(members.map(({ node, running }) => reported(`a@n${node}`, { running })))),
  fc
    .integer({ min: 0, max: 60 })
    .map((count): Observation => ({ kind: 'applies', entries: historyOf(count) })),
  fc.boolean().map(
    (reachable): Observation => ({
      kind: 'endpoints',
      endpoints: [{ endpoint: 'e1', reachable, faults: [] }],
    }),
  ),
)

describe('what is sent', () => {
  it('changes, one after the other, leave the board that a newcomer is sent', () => {
    fc.assert(
      fc.property(fc.array(observation, { maxLength: 12 }), (observations) => {
        const clock = { now: start }
        const keeper = keeperAt(clock)
        keeper.observer.onObservation(opened)
        let board = keeper.board()
        keeper.subscribe((change) => {
          board = afterChange(board, JSON.parse(JSON.stringify(change)) as BoardChange)
        })
        for (const each of observations) {
          clock.now += 1000
          keeper.observer.onObservation(each)
        }
        const whole = keeper.board()
        const sorted = (members: typeof whole.members) =>
          members.toSorted((a, b) => (a.name < b.name ? -1 : 1))
        expect({ ...board, now: 0, members: sorted(board.members) }).toEqual({
          ...whole,
          now: 0,
          members: sorted(whole.members),
        })
      }),
    )
  })

  it('of a large fleet only the member that changed', () => {
    const clock = { now: start }
    const keeper = keeperAt(clock)
    const fleet = Array.from({ length: 500 }, (_, index) => reported(`a@n${index}`))
    keeper.observer.onObservation(fleetOf(fleet))
    const changes: BoardChange[] = []
    keeper.subscribe((change) => changes.push(change))
    keeper.observer.onObservation(fleetOf(fleet.with(7, reported('a@n7', { running: '1'.repeat(64) }))))
    expect(changes.map(({ changedMembers }) => changedMembers?.map(({ name }) => name))).toEqual([['a@n7']])
  })

  it('nothing where nothing changed', () => {
    const keeper = keeperAt({ now: start })
    keeper.observer.onObservation(fleetOf([reported('a@n1')]))
    const changes: BoardChange[] = []
    keeper.subscribe((change) => changes.push(change))
    keeper.observer.onObservation(fleetOf([reported('a@n1')]))
    expect(changes).toEqual([])
  })

  it('when a member was seen to take something up stays with it', () => {
    const clock = { now: start }
    const keeper = keeperAt(clock)
    const take = (running: string) => keeper.observer.onObservation(fleetOf([reported('a@n1', { running })]))
    take('1'.repeat(64))
    expect(keeper.board().members[0]?.tookUpAt).toBe(null)
    clock.now += 5000
    take('5'.repeat(64))
    clock.now += 5000
    take('5'.repeat(64))
    expect(keeper.board().members[0]?.tookUpAt).toBe(start + 5000)
  })
})

describe('the history', () => {
  it('is sent in part, and older applies as they are asked for', () => {
    const keeper = keeperAt({ now: start })
    keeper.observer.onObservation({ kind: 'applies', entries: historyOf(2000) })
    const { applies } = keeper.board()
    expect([applies?.total, applies?.newest.length, applies?.newest[0]?.seq]).toEqual([2000, 50, 2000])
    expect(keeper.appliesBefore(1951, 3).map(({ seq }) => seq)).toEqual([1950, 1949, 1948])
    expect(keeper.appliesBefore(1, 3)).toEqual([])
  })
})
