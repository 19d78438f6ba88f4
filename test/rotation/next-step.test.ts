import { describe, expect, it } from 'vitest'
import { isDue, nextStep, type Step } from '../../src/rotation/index.ts'
import { acknowledged, hour, keyOf, keysetOf, minute, policyOf, start, stateOf } from './states.ts'

const now = start + hour
const pending = keyOf('k2', { state: 'pending' })
const previous = keyOf('k0', { state: 'previous' })

function waitingOf(step: Step): unknown {
  return step.kind === 'wait' ? step.waiting : step
}

describe('the next step of a rotation', () => {
  it('in a store without a keyset is to begin the first', () => {
    expect(nextStep(stateOf(undefined), { now })).toEqual({ kind: 'begin', reason: 'first-start' })
  })

  it('without members is to wait', () => {
    const state = stateOf(undefined, {}, policyOf({ members: {} }))
    expect(waitingOf(nextStep(state, { now }))).toEqual({ kind: 'no-members' })
  })

  it('before the interval is over is to wait for the date', () => {
    const state = stateOf(keysetOf([keyOf('k1')]), acknowledged(['k1'], 'k1'))
    expect(waitingOf(nextStep(state, { now }))).toEqual({
      kind: 'due-date',
      next: '2026-11-30T00:00:00.000Z',
    })
  })

  it('after the interval is to begin; a month of absence makes one rotation due, not four', () => {
    const state = stateOf(keysetOf([keyOf('k1')]), acknowledged(['k1'], 'k1'))
    expect(nextStep(state, { now: start + 31 * 24 * hour })).toEqual({ kind: 'begin', reason: 'schedule' })
    const begun = stateOf(keysetOf([keyOf('k1'), pending]), acknowledged(['k1'], 'k1'))
    expect(nextStep(begun, { now: start + 31 * 24 * hour }).kind).toBe('wait')
  })

  it('with a silent member names it and waits', () => {
    const keyset = keysetOf([keyOf('k1'), pending])
    const state = stateOf(keyset, { 'a@1': acknowledged(['k1', 'k2'], 'k1') })
    expect(waitingOf(nextStep(state, { now }))).toEqual({
      kind: 'acknowledgements',
      key: 'k2',
      members: ['b@1'],
    })
  })

  it('without a member that was forced goes on', () => {
    const forced = [{ member: 'b@1', reason: 'in repair', who: 'me', at: '' }]
    const keyset = keysetOf([keyOf('k1'), { ...pending, forced }])
    const state = stateOf(keyset, { 'a@1': acknowledged(['k1', 'k2'], 'k1') })
    expect(nextStep(state, { now })).toEqual({ kind: 'promote' })
  })

  it('with all acknowledgements is to promote', () => {
    const state = stateOf(keysetOf([keyOf('k1'), pending]), acknowledged(['k1', 'k2'], 'k1'))
    expect(nextStep(state, { now })).toEqual({ kind: 'promote' })
  })

  it('is not to promote while as many previous keys exist as may', () => {
    const held = { ...previous, retireAfter: '2026-11-24T00:00:00.000Z' }
    const state = stateOf(keysetOf([held, keyOf('k1'), pending]), acknowledged(['k0', 'k1', 'k2'], 'k1'))
    expect(waitingOf(nextStep(state, { now }))).toEqual({ kind: 'grace', until: held.retireAfter })
  })

  it('once all members left the previous key is to start its grace, and not before', () => {
    const keyset = keysetOf([previous, keyOf('k1')])
    expect(nextStep(stateOf(keyset, acknowledged(['k0', 'k1'], 'k1')), { now })).toEqual({ kind: 'drain' })
    const late = stateOf(keyset, { 'a@1': acknowledged([], 'k1'), 'b@1': acknowledged(['k0', 'k1'], 'k0') })
    expect(waitingOf(nextStep(late, { now }))).toEqual({
      kind: 'acknowledgements',
      key: 'k1',
      members: ['b@1'],
    })
  })

  it('after the grace is to retire', () => {
    const over = { ...previous, retireAfter: new Date(now).toISOString() }
    const state = stateOf(keysetOf([over, keyOf('k1')]), acknowledged(['k0', 'k1'], 'k1'))
    expect(nextStep(state, { now: now - 1 }).kind).toBe('wait')
    expect(nextStep(state, { now })).toEqual({ kind: 'retire', keyIds: ['k0'], unlisted: false })
  })

  it('for one who watched is to retire by the time watched, whatever the wall clock says', () => {
    const over = { ...previous, retireAfter: new Date(now).toISOString() }
    const state = stateOf(keysetOf([over, keyOf('k1')]), acknowledged(['k0', 'k1'], 'k1'))
    const stepped = { now: now + 1000 * hour, watched: new Map([['grace k0', 5 * minute - 1]]) }
    expect(nextStep(state, stepped).kind).not.toBe('retire')
    const steppedBack = { now: start - 1000 * hour, watched: new Map([['grace k0', 5 * minute]]) }
    expect(nextStep(state, steppedBack)).toEqual({ kind: 'retire', keyIds: ['k0'], unlisted: false })
  })
})

describe('a rotation is due', () => {
  const keyset = keysetOf([keyOf('k1')])
  const says = acknowledged(['k1'], 'k1')

  it.each([
    ['added', { 'a@1': 'age1a', 'b@1': 'age1b', 'c@1': 'age1c' }],
    ['replaced', { 'a@1': 'age1a', 'b@1': 'age1other' }],
    ['removed', { 'a@1': 'age1a' }],
  ])('at once when a recipient was %s', (_what, members) => {
    expect(isDue(stateOf(keyset, says, policyOf({ members })), { now })).toBe('recipients-changed')
  })

  it('when a member asks to leave the present key, and only that one', () => {
    const request = { primary: 'k1', reason: 'message cap' }
    expect(isDue(stateOf(keyset, { ...says, request }), { now })).toBe('requested')
    expect(
      isDue(stateOf(keyset, { ...says, request: { ...request, primary: 'k0' } }), { now }),
    ).toBeUndefined()
  })

  it('by the time watched when the wall clock stepped back', () => {
    const watched = new Map([['primary k1', 168 * hour]])
    expect(isDue(stateOf(keyset, says), { now: start - 1000 * hour, watched })).toBe('schedule')
  })

  it('on schedule not in a quiet window, but for a changed recipient even then', () => {
    const quiet = policyOf({ quietWindows: [{ from: '00:00', to: '00:00' }] })
    const late = { now: start + 200 * hour }
    expect(nextStep(stateOf(keyset, says, quiet), late)).toEqual({
      kind: 'wait',
      waiting: { kind: 'quiet-window' },
    })
    const changed = { ...quiet, members: { 'a@1': 'age1a' } }
    expect(nextStep(stateOf(keyset, says, changed), late)).toEqual({
      kind: 'begin',
      reason: 'recipients-changed',
    })
  })
})

describe('recipients that change while a rotation is under way', () => {
  it('make it begin anew, sealed for the new ones', () => {
    const state = stateOf(
      keysetOf([keyOf('k1'), pending]),
      acknowledged(['k1', 'k2'], 'k1'),
      policyOf({ members: { 'a@1': 'age1a', 'b@1': 'age1new' } }),
    )
    expect(nextStep(state, { now })).toEqual({ kind: 'begin', reason: 'recipients-changed' })
  })

  it('do not make a newcomer block the retirement of a key it never had', () => {
    const state = stateOf(
      keysetOf([previous, keyOf('k1')]),
      { 'a@1': acknowledged(['k0', 'k1'], 'k1'), 'b@1': acknowledged(['k0', 'k1'], 'k1') },
      policyOf({ members: { 'a@1': 'age1a', 'b@1': 'age1b', 'c@1': 'age1c' } }),
    )
    expect(nextStep(state, { now })).toEqual({ kind: 'drain' })
  })

  it('do not make a member that lost its identity block it either, once it says that it has no key', () => {
    const policy = policyOf({ members: { 'a@1': 'age1a', 'b@1': 'age1new' } })
    const keyset = keysetOf([previous, keyOf('k1')])
    const waits = acknowledged([], null, { state: 'waiting-for-key' })
    const a = acknowledged(['k0', 'k1'], 'k1')
    expect(nextStep(stateOf(keyset, { 'a@1': a, 'b@1': waits }, policy), { now })).toEqual({ kind: 'drain' })
    const still = acknowledged(['k0', 'k1'], 'k0')
    expect(nextStep(stateOf(keyset, { 'a@1': a, 'b@1': still }, policy), { now }).kind).toBe('begin')
  })
})

describe('a store that went back', () => {
  it('stops everything as soon as a declared member has seen a higher generation', () => {
    const ahead = acknowledged(['k9'], 'k9', { generation: 12, state: 'generation-behind' })
    const waiting = { kind: 'store-went-back', members: ['a@1', 'b@1'], generation: 12 }
    expect(waitingOf(nextStep(stateOf(keysetOf([keyOf('k1')]), ahead), { now }))).toEqual(waiting)
    expect(waitingOf(nextStep(stateOf(undefined, ahead), { now }))).toEqual(waiting)
  })

  it('is not what a member says that is no longer declared', () => {
    const ahead = acknowledged([], null, { generation: 99 })
    const state = stateOf(keysetOf([keyOf('k1')]), { 'gone@1': ahead })
    expect(waitingOf(nextStep(state, { now }))).toMatchObject({ kind: 'due-date' })
  })
})
