import { clustersOf, type InspectedEndpoint, serves } from '../../app/observing/index.ts'
import type { Alarm, BoardDrift, BoardMember, BoardRotation, Contact, MemberState } from '../board.ts'
import type { BoardState } from './board-state.ts'
import { ageText, bytesText, listText, plural } from './words.ts'

/** Everything that is wrong, or worth knowing, the worst first: one sentence each, the same kind together. */
export function alarmsOf(state: BoardState, now: number): Alarm[] {
  const { contact, members, drift, rotation, endpoints } = state
  const all = [
    ...contactAlarms(contact, now),
    ...endpointAlarms(endpoints, contact),
    ...memberAlarms([...members.values()]),
    ...pendingAlarms(state),
    ...driftAlarms(drift),
    ...rotationAlarms(rotation, now),
    ...sourceAlarms(state),
  ]
  const rank = { broken: 0, attention: 1, note: 2 }
  return all.sort((a, b) => rank[a.severity] - rank[b.severity])
}

function contactAlarms({ state, since, readAt, problem }: Contact, now: number): Alarm[] {
  if (state !== 'away') return []
  const age = readAt === null ? 'nothing was read yet' : `what is shown is ${ageText(now - readAt)} old`
  const text = `etcd cannot be read since ${ageText(now - since)}: ${problem ?? 'no answer'}; ${age}`
  return [{ severity: 'broken', text, view: 'etcd', next: 'appia doctor' }]
}

function endpointAlarms(endpoints: readonly InspectedEndpoint[], contact: Contact): Alarm[] {
  const clusters = clustersOf(endpoints)
  const faulty = endpoints.filter(({ faults }) => faults.length > 0)
  return [
    ...(contact.state === 'away' ? [] : endpoints.filter((each) => !serves(each)).map(silentAlarm)),
    ...endpoints.flatMap(({ endpoint, alarms = [] }) =>
      alarms.map(
        (alarm): Alarm => ({
          severity: 'broken',
          text: `etcd ${endpoint} has the alarm ${alarm}${alarm === 'NOSPACE' ? ': every write is refused' : ''}`,
          view: 'etcd',
          next:
            alarm === 'NOSPACE'
              ? 'etcdctl compact REVISION, etcdctl defrag, etcdctl alarm disarm'
              : 'restore this member from a good one',
        }),
      ),
    ),
    ...endpoints.filter(isNearlyFull).map(fullAlarm),
    ...(clusters.length < 2
      ? []
      : [broken(`the endpoints are not of one cluster: ${clusters.join(', ')}`, 'etcd', 'appia doctor')]),
    ...(faulty.length === 0
      ? []
      : [
          note(
            `etcd ${[...new Set(faulty.map(({ version }) => version ?? ''))].join(', ')} has known security faults`,
            'etcd',
            'appia doctor',
          ),
        ]),
  ]
}

function silentAlarm({ endpoint, reachable, isLearner, problem }: InspectedEndpoint): Alarm {
  const why = !reachable
    ? `is not reachable: ${problem ?? 'no answer'}`
    : isLearner === true
      ? 'is a learner, and serves nobody'
      : 'knows of no leader, and serves nobody'
  return broken(`etcd ${endpoint} ${why}`, 'etcd', 'appia doctor')
}

/** From four fifths of the quota on it is time: beyond it, etcd refuses every write. */
function isNearlyFull({ sizeBytes = 0, quotaBytes }: InspectedEndpoint): boolean {
  return quotaBytes !== undefined && sizeBytes * 5 >= quotaBytes * 4
}

function fullAlarm({ endpoint, sizeBytes = 0, quotaBytes = 0 }: InspectedEndpoint): Alarm {
  const text = `etcd ${endpoint} is nearly full: ${bytesText(sizeBytes)} of ${bytesText(quotaBytes)}`
  return attention(text, 'etcd', 'etcdctl compact REVISION, etcdctl defrag')
}

const memberTexts: {
  readonly [state in Exclude<MemberState, 'runs'>]: readonly [Alarm['severity'], string]
} = {
  down: ['broken', 'down'],
  sick: ['broken', 'sick'],
  behind: ['attention', 'not running what is applied'],
  unknown: ['note', 'silent: whether they run is not known'],
}

/** As many of one state are told one by one, with why; more in one sentence. */
const mostAlone = 2

function memberAlarms(members: readonly BoardMember[]): Alarm[] {
  return (['down', 'sick', 'behind', 'unknown'] as const).flatMap((state): Alarm[] => {
    const those = members.filter((member) => member.state === state)
    const [severity, words] = memberTexts[state]
    const next = state === 'unknown' ? null : 'appia status'
    if (those.length > mostAlone) {
      const text = `${those.length} members are ${words}: ${listText(those.map(({ name }) => name))}`
      return [{ severity, text, view: 'fleet', next }]
    }
    const is = state === 'down' || state === 'sick' ? ` is ${state}:` : ''
    return those.map((member) => ({
      severity,
      text: `${member.name}${is} ${member.words}`,
      view: 'fleet',
      next,
    }))
  })
}

function pendingAlarms({ pending }: BoardState): Alarm[] {
  if (pending === null) return []
  const { seq, who, kind, node = '', isExpired } = pending
  if (kind === 'canary')
    return [attention(`a canary of ${who} on ${node} stands since @${seq}`, 'applies', 'appia rollback')]
  if (isExpired)
    return [broken(`@${seq} of ${who} was not confirmed in time`, 'applies', `appia confirm ${seq}`)]
  return [attention(`@${seq} of ${who} waits to be confirmed`, 'applies', `appia confirm ${seq}`)]
}

function driftAlarms(drift: BoardDrift | null): Alarm[] {
  if (drift === null) return []
  const of = (kind: string) => drift.entries.filter((entry) => entry.kind === kind).map(({ key }) => key)
  const [modified, deleted, leased, foreign] = [of('modified'), of('deleted'), of('leased'), of('foreign')]
  const keys = (those: readonly string[]) => `${plural(those.length, 'key')}`
  return [
    ...(deleted.length === 0
      ? []
      : [broken(`${keys(deleted)} deleted outside: ${listText(deleted)}`, 'drift', 'appia apply')]),
    ...(leased.length === 0
      ? []
      : [
          broken(
            `${keys(leased)} under a lease, and gone with it: ${listText(leased)}`,
            'drift',
            'appia drift',
          ),
        ]),
    ...(modified.length === 0
      ? []
      : [
          attention(
            `${keys(modified)} changed outside: ${listText(modified)}`,
            'drift',
            'appia adopt, or appia apply',
          ),
        ]),
    ...(foreign.length === 0
      ? []
      : [note(`${keys(foreign)} that nobody here declares: ${listText(foreign)}`, 'drift', null)]),
  ]
}

function rotationAlarms(rotation: BoardRotation | null, now: number): Alarm[] {
  if (rotation === null) return []
  const { waitsFor, nextRotation, standing, state } = rotation
  if (state === 'bad-policy')
    return [broken(`the rotation policy is refused: ${standing}`, 'keys', 'appia check')]
  const overdue = nextRotation === null ? 0 : now - Date.parse(nextRotation)
  return [
    ...(waitsFor.length === 0
      ? []
      : [attention(`the rotation waits for ${listText(waitsFor)}`, 'keys', 'appia status')]),
    ...(overdue > graceMilliseconds && waitsFor.length === 0
      ? [
          attention(
            `the rotation is overdue by ${ageText(overdue)}: no rotator runs`,
            'keys',
            'appia rotator',
          ),
        ]
      : []),
  ]
}

/** A rotator that is there has rotated by then. */
const graceMilliseconds = 15 * 60_000

function sourceAlarms({ subject, sourcesProblem, unapplied, denied }: BoardState): Alarm[] {
  return [
    ...(sourcesProblem === null ? [] : [attention(sourcesProblem, 'plan', 'appia check')]),
    ...(unapplied.length === 0
      ? []
      : [
          note(
            `etcd holds something else than the sources say for ${listText(unapplied)}`,
            'plan',
            'appia plan',
          ),
        ]),
    ...(subject?.withoutSources
      ? [
          note(
            `without sources (${subject.withoutSources}): values that no schema describes stay hidden`,
            'plan',
            null,
          ),
        ]
      : []),
    ...[...denied].map(([part, problem]) =>
      attention(
        `this user may not read ${deniedTexts[part]}: ${problem}`,
        'etcd',
        'appia roles: the role "status"',
      ),
    ),
  ]
}

const deniedTexts = {
  fleet: 'members and keys',
  applies: 'the history',
  drift: 'what is managed',
  endpoints: 'the state of etcd',
}

function broken(text: string, view: Alarm['view'], next: string | null): Alarm {
  return { severity: 'broken', text, view, next }
}

function attention(text: string, view: Alarm['view'], next: string | null): Alarm {
  return { severity: 'attention', text, view, next }
}

function note(text: string, view: Alarm['view'], next: string | null): Alarm {
  return { severity: 'note', text, view, next }
}
