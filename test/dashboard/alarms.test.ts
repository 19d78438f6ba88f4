import { describe, expect, it } from 'vitest'
import type { MemberReport, Observation } from '../../src/app/observing/index.ts'
import { fleetOf, keeperAt, opened, reported, rotationOf, start } from './board-samples.ts'

/** What is said at the top once this was observed: `broken: …`. */
function alarmsAfter(
  observations: readonly Observation[],
  act?: (keeper: ReturnType<typeof keeperAt>, clock: { now: number }) => void,
) {
  const clock = { now: start }
  const keeper = keeperAt(clock)
  for (const observation of [opened, ...observations]) keeper.observer.onObservation(observation)
  keeper.observer.onContact()
  act?.(keeper, clock)
  return keeper.board().alarms.map(({ severity, text }) => `${severity}: ${text}`)
}

const withMembers = (...members: MemberReport[]) => alarmsAfter([fleetOf(members)])

it('nothing is said where nothing is wrong', () => {
  expect(withMembers(reported('a@n1'), reported('b@n1'))).toEqual([])
})

describe('members', () => {
  it.each<[string, Partial<MemberReport>, string]>([
    [
      'is gone',
      { aliveSince: null, running: null },
      'broken: a@n1 is down: nothing with a live lease reports',
    ],
    [
      'was never seen',
      { aliveSince: null, running: null, usesLibrary: false },
      'note: a@n1 reports nothing: whether it runs is not known',
    ],
    [
      'refused a document',
      { configProblem: 'invalid' },
      'broken: a@n1 is sick: its newest configuration is invalid',
    ],
    [
      'has an agent in trouble',
      { agentProblems: ['files a: exit 1'] },
      'broken: a@n1 is sick: files a: exit 1',
    ],
    [
      'cannot open its keys',
      { keys: 'cannot-open' },
      'broken: a@n1 is sick: cannot open the keys that are sealed for it',
    ],
    [
      'runs an older document',
      { running: '1'.repeat(64) },
      'attention: a@n1 runs 1111…11, applied is 5555…55',
    ],
    ['says nothing of it', { running: null }, 'attention: a@n1 does not say what it runs'],
    [
      'was built with another schema',
      { builtWith: 'a'.repeat(64), schema: 'b'.repeat(64) },
      'attention: a@n1 runs what is applied, built with schema aaaa…aa, the sources have bbbb…bb',
    ],
  ])('one that %s', (_, other, text) => {
    expect(withMembers(reported('a@n1', other))).toEqual([text])
  })

  it('two are told one by one, with why', () => {
    const texts = withMembers(
      reported('a@n1', { configProblem: 'invalid' }),
      reported('a@n2', { configProblem: 'missing' }),
    )
    expect(texts).toEqual([
      'broken: a@n1 is sick: its newest configuration is invalid',
      'broken: a@n2 is sick: its newest configuration is missing',
    ])
  })

  it('many in one state are one sentence, with a few names', () => {
    const gone = Array.from({ length: 30 }, (_, index) =>
      reported(`a@n${index + 10}`, { aliveSince: null, running: null }),
    )
    expect(withMembers(...gone)).toEqual(['broken: 30 members are down: a@n10, a@n11, a@n12 and 27 more'])
  })

  it('the worst comes first', () => {
    const texts = withMembers(
      reported('a@n1', { running: null }),
      reported('b@n1', { aliveSince: null, running: null, usesLibrary: false }),
      reported('c@n1', { aliveSince: null, running: null }),
    )
    expect(texts.map((text) => text.split(':')[0])).toEqual(['broken', 'attention', 'note'])
  })
})

it('what an agent keeps is told with its apply and its reloads', () => {
  const item = { name: 'files a', revision: 3, apply: 2, problem: null, isEdited: false, keyIds: [] }
  const followed = [{ ...item, reloads: 3, reloadedAt: '2026-11-23T01:02:03Z' }]
  const keeper = keeperAt({ now: start })
  keeper.observer.onObservation(fleetOf([reported('a@n1', { followed })]))
  expect(keeper.board().members[0]?.followed).toEqual([
    'files a: @2, reloaded 3 times, last at 2026-11-23T01:02:03Z',
  ])
})

describe('etcd', () => {
  it('that is away is said with how old what is shown is', () => {
    const texts = alarmsAfter([], ({ observer }, clock) => {
      clock.now += 60_000
      observer.onTrouble(new Error('connection refused'))
      clock.now += 120_000
    })
    expect(texts).toEqual([
      'broken: etcd cannot be read since 2 min: connection refused; what is shown is 3 min old',
    ])
  })

  it('that is away does not count its endpoints besides', () => {
    const endpoints: Observation = {
      kind: 'endpoints',
      endpoints: [{ endpoint: 'e1', reachable: false, faults: [] }],
    }
    const texts = alarmsAfter([endpoints], ({ observer }) => observer.onTrouble(new Error('refused')))
    expect(texts).toHaveLength(1)
  })

  it('that is nearly full is said before it refuses', () => {
    const endpoint = { endpoint: 'e1', reachable: true, faults: [], quotaBytes: 2 ** 31 }
    const alarms = (sizeBytes: number) =>
      alarmsAfter([{ kind: 'endpoints', endpoints: [{ ...endpoint, sizeBytes }] }])
    expect(alarms(2 ** 31 * 0.8)).toEqual(['attention: etcd e1 is nearly full: 1638 MiB of 2048 MiB'])
    expect(alarms(2 ** 31 * 0.79)).toEqual([])
  })

  it('one endpoint of three, a full disk and two clusters are said', () => {
    const endpoint = (name: string, other: object) => ({
      endpoint: name,
      reachable: true,
      faults: [],
      ...other,
    })
    const endpoints = [
      endpoint('e1', { cluster: 'aa', alarms: ['NOSPACE'] }),
      endpoint('e2', { reachable: false, problem: 'connection refused' }),
      endpoint('e3', { cluster: 'bb', hasLeader: false }),
    ]
    expect(alarmsAfter([{ kind: 'endpoints', endpoints }])).toEqual([
      'broken: etcd e2 is not reachable: connection refused',
      'broken: etcd e3 knows of no leader, and serves nobody',
      'broken: etcd e1 has the alarm NOSPACE: every write is refused',
      'broken: the endpoints are not of one cluster: aa, bb',
    ])
  })
})

describe('applies and keys', () => {
  const pending = {
    kind: 'confirm',
    seq: 5,
    who: 'anna',
    when: '2026-11-23T01:00:00Z',
    seconds: 60,
    modRevision: 9,
  } as const

  it('an apply that waits, and one whose time is over', () => {
    expect(alarmsAfter([fleetOf([], { pending: { ...pending, isExpired: false } })])).toEqual([
      'attention: @5 of anna waits to be confirmed',
    ])
    expect(alarmsAfter([fleetOf([], { pending: { ...pending, isExpired: true } })])).toEqual([
      'broken: @5 of anna was not confirmed in time',
    ])
  })

  it('a rotation that members hold up, and one that nobody begins', () => {
    const held = rotationOf({ unacknowledged: ['a@n1', 'b@n1'] })
    expect(alarmsAfter([fleetOf([], { rotation: held })])).toEqual([
      'attention: the rotation waits for a@n1 and b@n1',
    ])
    const overdue = rotationOf({ nextRotation: new Date(start - 3 * 3_600_000).toISOString() })
    expect(alarmsAfter([fleetOf([], { rotation: overdue })])).toEqual([
      'attention: the rotation is overdue by 3 h: no rotator runs',
    ])
  })
})

describe('drift', () => {
  it('says what was done to how many keys', () => {
    const entries = [
      { key: '/config/a/json', kind: 'modified', revision: 12 },
      { key: '/config/b/json', kind: 'deleted' },
      { key: '/config/c/json', kind: 'foreign', revision: 9 },
      { key: '/config/d/json', kind: 'leased', revision: 9, lease: '1f' },
    ] as const
    const report = { entries, checked: 4, ignored: 0, unmatched: [] }
    const drift = { environment: 'lab', storeName: 'etcd', revision: 12, isApplied: true, report }
    expect(alarmsAfter([{ kind: 'drift', drift }])).toEqual([
      'broken: 1 key deleted outside: /config/b/json',
      'broken: 1 key under a lease, and gone with it: /config/d/json',
      'attention: 1 key changed outside: /config/a/json',
      'note: 1 key that nobody here declares: /config/c/json',
    ])
  })
})

describe('what is looked at', () => {
  it('what the user may not read is said, until it may', () => {
    const denied: Observation = { kind: 'denied', part: 'fleet', problem: 'permission denied' }
    expect(alarmsAfter([denied])).toEqual([
      'attention: this user may not read members and keys: permission denied',
    ])
    expect(alarmsAfter([denied, fleetOf([])])).toEqual([])
  })

  it('sources that broke, and sources that are not applied', () => {
    expect(alarmsAfter([{ kind: 'sources', problem: 'the sources have errors' }])).toEqual([
      'attention: the sources have errors',
    ])
    expect(withMembers(reported('a@n1', { desired: '7'.repeat(64) }))).toEqual([
      'note: etcd holds something else than the sources say for a',
    ])
  })
})
