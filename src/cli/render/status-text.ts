import {
  connectedClients,
  type EnvironmentStatus,
  type FollowedItem,
  type MemberReport,
  type RotationReport,
} from '../../app/state/index.ts'
import type { Paint } from '../terminal/terminal.ts'
import { pendingText } from './outcome.ts'
import { plural } from './text/diagnostics.ts'
import { escapeText } from './text/plain-text.ts'
import { renderBytes, shortenId } from './text/values.ts'

/** What `appia status` prints: a line that names environment and store, a line a member, then the rotation. */
export function renderStatus(status: EnvironmentStatus, paint: Paint): string {
  const { environment, storeName, members, rotation, now } = status
  const names = members.map(({ component, node }) => `${component}@${node}`)
  const width = Math.max(0, ...names.map((name) => name.length))
  const lines = members.map(
    (member, index) => `  ${(names[index] ?? '').padEnd(width)}  ${memberText(member, { paint, now })}`,
  )
  const shown = [
    `${environment} · ${storeName}`,
    ...lines,
    ...rotationLines(rotation, { paint, now }),
    ...pendingLines(status, paint),
    ...status.endpoints.map((endpoint) => endpointLine(endpoint, paint)),
    ...clientLines(status),
  ]
  return `${shown.join('\n')}\n`
}

function memberText(member: MemberReport, { paint, now }: { paint: Paint; now: number }): string {
  if (member.aliveSince === null) return silentText(member, paint)
  return [
    `alive for ${renderAge(now - Date.parse(member.aliveSince))}`,
    configText(member, paint),
    schemaText(member, paint),
    member.configProblem === null ? '' : paint('red', `newest configuration ${member.configProblem}`),
    ...member.agentProblems.map((problem) => paint('red', escapeText(problem))),
    ...member.followed.map((item) => followedText(item, now)),
    member.keyId === null ? '' : `key ${member.keyId}`,
    member.keys === null || member.keys === 'ready' ? '' : paint('yellow', member.keys),
  ]
    .filter((part) => part !== '')
    .join(' · ')
}

/** What is wrong with it is said before, in red. */
function followedText({ name, apply, reloads, reloadedAt, keyIds }: FollowedItem, now: number): string {
  const last = reloadedAt === null ? '' : ` (last ${renderAge(now - Date.parse(reloadedAt))} ago)`
  const facts = [
    apply === null ? '' : `@${apply}`,
    reloads === null || reloads === 0 ? '' : `reloaded ${plural(reloads, 'time')}${last}`,
    keyIds.length === 0 ? '' : keyIds.join(' '),
  ].filter((fact) => fact !== '')
  return facts.length === 0 ? '' : escapeText(`${name} ${facts.join(', ')}`)
}

function pendingLines({ pending }: EnvironmentStatus, paint: Paint): string[] {
  return pending === undefined ? [] : [paint('yellow', `apply     ${pendingText(pending)}`)]
}

function endpointLine(endpoint: EnvironmentStatus['endpoints'][number], paint: Paint): string {
  const { version, isLeader, hasLeader, isLearner, alarms = [] } = endpoint
  const name = `store     ${escapeText(endpoint.endpoint)}`
  if (!endpoint.reachable) return paint('red', `${name}  ${escapeText(endpoint.problem ?? 'not reachable')}`)
  const facts = [
    version ?? '',
    sizeText(endpoint, paint),
    isLeader === true ? 'leader' : '',
    isLearner === true ? paint('yellow', 'learner') : '',
    hasLeader === false ? paint('red', 'knows of no leader') : '',
    ...alarms.map((alarm) => paint('red', `alarm ${alarm}`)),
  ]
  return `${name}  ${facts.filter((fact) => fact !== '').join(' · ')}`
}

/** Beside the quota beyond which etcd refuses every write; from four fifths of it on it is time to compact and defragment. */
function sizeText(
  { sizeBytes, quotaBytes, metricsProblem }: EnvironmentStatus['endpoints'][number],
  paint: Paint,
): string {
  if (sizeBytes === undefined) return ''
  const size = renderBytes(sizeBytes)
  if (quotaBytes === undefined)
    return metricsProblem === undefined ? size : `${size}, quota not known (${escapeText(metricsProblem)})`
  const text = `${size} of ${renderBytes(quotaBytes)}`
  return sizeBytes * 5 < quotaBytes * 4 ? text : paint('yellow', text)
}

/** Etcd names no client: those that report are known, of all together how many streams of watches they hold. */
function clientLines(status: EnvironmentStatus): string[] {
  const { members, watchStreams } = connectedClients(status)
  const isEtcd = status.endpoints.some(
    ({ watchStreams, metricsProblem }) => (watchStreams ?? metricsProblem) !== undefined,
  )
  if (!isEtcd) return []
  const streams =
    watchStreams === null
      ? 'how many clients watch is not known'
      : `${plural(watchStreams, 'watch stream')} open, of any clients`
  return [`clients   ${plural(members.length, 'member')} connected · ${streams}`]
}

/** A component without the client library reports nothing: that it is down would be a guess. */
function silentText(member: MemberReport, paint: Paint): string {
  const { applied, appliedRevision, desired, usesLibrary } = member
  const state = usesLibrary ? paint('red', 'not alive') : 'reports nothing: whether it runs is not known'
  const held = heldText(applied, appliedRevision)
  return `${state} · etcd holds ${held}${unappliedText(desired, applied, paint)}`
}

function heldText(applied: string | null, revision: number | null): string {
  if (applied === null) return 'nothing'
  const id = idText(applied)
  return id === `revision ${revision}` ? id : `${id} since revision ${revision}`
}

function unappliedText(desired: string | null, applied: string | null, paint: Paint): string {
  return desired === applied ? '' : paint('yellow', `, workspace has ${idText(desired)}: apply`)
}

function configText({ desired, applied, running, configSource }: MemberReport, paint: Paint): string {
  const source = configSource === null || configSource === 'live' ? '' : ` (from ${configSource})`
  const pending = unappliedText(desired, applied, paint)
  if (running === null) return `${paint('yellow', 'does not say what it runs')}${source}${pending}`
  if (running === applied) return `runs ${idText(running)}${source}${pending}`
  return `${paint('yellow', `runs ${idText(running)}, applied is ${idText(applied)}`)}${source}${pending}`
}

/** A component takes what its own schema takes: behind, it may refuse or ignore what is applied. */
function schemaText({ builtWith, schema }: MemberReport, paint: Paint): string {
  if (builtWith === null || schema === null || builtWith === schema) return ''
  return paint('yellow', `built with schema ${shortenId(builtWith)}, workspace has ${shortenId(schema)}`)
}

function idText(id: string | null): string {
  if (id === null) return 'none'
  return id.startsWith('revision ') ? id : shortenId(id)
}

function rotationLines(rotation: RotationReport, { paint, now }: { paint: Paint; now: number }): string[] {
  const { primary, primarySince, nextRotation, standing, forced, unacknowledged } = rotation
  const age = primarySince === null ? '' : ` for ${renderAge(now - Date.parse(primarySince))}`
  const next = nextRotation === null ? '' : ` · next rotation ${nextRotation}`
  const key = primary === null ? 'no key is primary' : `key ${primary} is primary${age}${next}`
  return [
    `rotation  ${key} · generation ${rotation.generation}`,
    ...(next === ` · ${standing}`
      ? []
      : [`  ${unacknowledged.length > 0 ? paint('yellow', standing) : standing}`]),
    ...forced.map(({ member, reason, who, at }) =>
      escapeText(`  ! ${member} was left behind by ${who} at ${at}: ${reason}`),
    ),
  ]
}

/** `3 d`, `5 h`, `12 min`, `8 s`: the largest unit that fits. */
function renderAge(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000))
  if (seconds < 60) return `${seconds} s`
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`
  return seconds < 86_400 ? `${Math.floor(seconds / 3600)} h` : `${Math.floor(seconds / 86_400)} d`
}
