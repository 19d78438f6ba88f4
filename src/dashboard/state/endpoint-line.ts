import { type InspectedEndpoint, serves } from '../../app/observing/index.ts'
import type { BoardEndpoint } from '../board.ts'
import { bytesText } from './words.ts'

/** An endpoint of etcd as the page shows it. */
export function endpointLine(endpoint: InspectedEndpoint): BoardEndpoint {
  const { endpoint: name, latencyMilliseconds = null, sizeBytes = null, faults } = endpoint
  const [isServing, words] = [serves(endpoint), wordsOf(endpoint)]
  return { name, isServing, words, faults, latencyMilliseconds, sizeBytes }
}

function wordsOf(endpoint: InspectedEndpoint): string[] {
  const { reachable, problem, version, sizeBytes, isLeader, isLearner, hasLeader, quotaBytes } = endpoint
  if (!reachable) return [problem ?? 'not reachable']
  return [
    ...(version === undefined ? [] : [`version ${version}`]),
    ...(sizeBytes === undefined ? [] : [sizeText(sizeBytes, quotaBytes)]),
    ...(isLeader === true ? ['leader'] : []),
    ...(isLearner === true ? ['learner: serves nobody until it is promoted'] : []),
    ...(hasLeader === false ? ['knows of no leader: serves nobody'] : []),
    ...(endpoint.limitation === undefined ? [] : [endpoint.limitation]),
    ...(endpoint.alarms ?? []).map((alarm) => `alarm ${alarm}`),
  ]
}

function sizeText(sizeBytes: number, quotaBytes: number | undefined): string {
  return quotaBytes === undefined
    ? bytesText(sizeBytes)
    : `${bytesText(sizeBytes)} of ${bytesText(quotaBytes)}`
}
