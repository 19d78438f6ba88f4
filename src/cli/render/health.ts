import {
  clustersOf,
  type EnvironmentHealth,
  type InspectedEndpoint,
  type MemberConnection,
  type StoredFacts,
  serves,
} from '../../app/state/index.ts'
import { renderCollectionState } from './plan/collection.ts'
import { plural } from './text/diagnostics.ts'
import { escapeText } from './text/plain-text.ts'
import { renderBytes } from './text/values.ts'
import { renderHistorySize } from './trim.ts'

/** How a store and what is in it stand: an endpoint at a time, then what is stored. */
export function renderHealth({
  environment,
  storeName,
  endpoints,
  stored,
  problem,
  members,
  denied,
}: EnvironmentHealth): string {
  const lines = [
    `${environment} · ${storeName}`,
    ...endpoints.flatMap(endpointLines),
    ...clusterLines(endpoints),
    ...(stored === undefined ? [] : storedLines(stored)),
    ...(problem === undefined ? [] : [escapeText(`  ✗ what is stored cannot be read: ${problem.message}`)]),
    ...members.flatMap(memberLines),
    ...denied.flatMap(deniedLines),
  ]
  return `${lines.join('\n')}\n`
}

/** What is stored, a fact a line. */
export function storedLines(stored: StoredFacts): string[] {
  const { revision, cluster, owner, newest, history, collections, complaints } = stored
  const ownerName = owner === undefined ? 'nobody yet' : `${owner.workspace}/${owner.environment}`
  return [
    `  revision ${revision} · cluster ${cluster}`,
    `  owned by ${ownerName} · ${newest === undefined ? 'never applied' : `last apply @${newest}`}`,
    `  ${plural(stored.managedKeys, 'managed key')}, ${plural(stored.foreignKeys, 'foreign key')}`,
    ...renderHistorySize(history),
    ...collections.flatMap(renderCollectionState),
    ...complaints.map((complaint) => `  ! ${complaint}`),
  ]
}

/** Endpoints of more than one cluster: what is read depends on which of them answers first. */
function clusterLines(endpoints: readonly InspectedEndpoint[]): string[] {
  if (clustersOf(endpoints).length < 2) return []
  const each = endpoints.flatMap(({ endpoint, cluster }) =>
    cluster === undefined ? [] : [`${endpoint} ${cluster}`],
  )
  return [`  ✗ these endpoints are not of one cluster: ${each.join(', ')}`]
}

function memberLines({ member, isConnected, detail, next }: MemberConnection): string[] {
  return [
    escapeText(`  ${isConnected ? '✓' : '✗'} ${member}  ${detail}`),
    ...(next === undefined ? [] : [escapeText(`    · ${next}`)]),
  ]
}

function deniedLines(prefix: string): string[] {
  return [
    `  ! this user may not read ${prefix}: nothing is said of what lies there`,
    `    where it should: etcdctl role grant-permission ROLE read --prefix=true ${prefix}`,
  ]
}

function endpointLines(endpoint: InspectedEndpoint): string[] {
  if (!endpoint.reachable) return [`  ✗ ${endpoint.endpoint}  ${endpoint.problem ?? 'not reachable'}`]
  const facts = [
    endpoint.version === undefined ? '' : `version ${endpoint.version}`,
    endpoint.latencyMilliseconds === undefined ? '' : `${endpoint.latencyMilliseconds.toFixed(1)} ms`,
    endpoint.sizeBytes === undefined ? '' : renderBytes(endpoint.sizeBytes),
    endpoint.isLeader === true ? 'leader' : '',
    endpoint.isLearner === true ? 'learner: serves nobody until it is promoted' : '',
    endpoint.hasLeader === false ? 'knows of no leader: serves nobody' : '',
  ].filter((fact) => fact !== '')
  return [
    `  ${serves(endpoint) ? '✓' : '✗'} ${endpoint.endpoint}  ${facts.join(' · ')}`,
    ...(endpoint.limitation === undefined ? [] : [`    · ${endpoint.limitation}`]),
    ...(endpoint.alarms ?? []).map((alarm) => `    ! alarm ${alarm}: ${alarmHelp(alarm)}`),
    ...endpoint.faults.map((fault) => `    ! ${fault}`),
  ]
}

function alarmHelp(alarm: string): string {
  return alarm === 'NOSPACE'
    ? 'every write is refused: etcdctl compact REVISION, etcdctl defrag, etcdctl alarm disarm'
    : 'restore this member from a good one'
}
