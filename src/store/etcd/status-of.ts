import type { IStatusResponse } from 'etcd3'
import type { EndpointStatus, StoreError } from '../../model/index.ts'
import { decodeId, decodeNumber } from './decode.ts'
import { askingNothing } from './encode.ts'
import type { ConnectionOptions, EtcdClient } from './etcd-client.ts'
import { probeDeadline } from './first-to-answer.ts'
import { readMetrics } from './read-metrics.ts'
import { toStoreError } from './to-store-error.ts'

/** How one endpoint fares; one that does not answer is reported, not thrown. */
export async function statusOf(client: EtcdClient, options: ConnectionOptions): Promise<EndpointStatus> {
  const [status, metrics] = await Promise.all([
    maintenanceStatus(options.endpoint, client),
    readMetrics(options),
  ])
  return status.reachable ? { ...status, ...metrics } : status
}

async function maintenanceStatus(endpoint: string, client: EtcdClient): Promise<EndpointStatus> {
  const start = performance.now()
  try {
    const status = await client.call((etcd) => etcd.maintenance.status({ deadline: probeDeadline() }))
    const latencyMilliseconds = performance.now() - start
    return {
      endpoint,
      reachable: true,
      latencyMilliseconds,
      version: status.version,
      sizeBytes: decodeNumber(status.dbSize),
      inUseBytes: decodeNumber(status.dbSizeInUse),
      cluster: decodeId(status.header.cluster_id),
      isLeader: status.leader === status.header.member_id,
      hasLeader: status.leader !== '0',
      isLearner: status.isLearner,
      alarms: alarmsOf(status),
    }
  } catch (thrown) {
    const error = toStoreError(thrown, 'read')
    const isRefusal = error.code === 'permission' || error.code === 'authentication'
    return (isRefusal && (await limitedStatusOf(endpoint, client, error))) || unreachable(endpoint, error)
  }
}

/** What is known of a member that does not show its status to this user; several versions show it to root alone. */
async function limitedStatusOf(
  endpoint: string,
  client: EtcdClient,
  { code, message }: StoreError,
): Promise<EndpointStatus | undefined> {
  const start = performance.now()
  try {
    const { header } = await client.call((etcd) => etcd.kv.txn(askingNothing, { deadline: probeDeadline() }))
    return {
      endpoint,
      reachable: true,
      latencyMilliseconds: performance.now() - start,
      cluster: decodeId(header.cluster_id),
      limitation:
        code === 'permission'
          ? 'this etcd shows version, size, leader and alarms to the role root alone'
          : `version, size, leader and alarms are not shown: ${message}`,
    }
  } catch {
    return undefined
  }
}

function unreachable(endpoint: string, { message }: StoreError): EndpointStatus {
  return { endpoint, reachable: false, problem: message }
}

/**
 * Alarms of the member that answered, from its own list: `memberID:1234 alarm:NOSPACE `. Asking for them by the alarm
 * call would need a leader.
 */
function alarmsOf(status: IStatusResponse): readonly string[] {
  const own = `memberID:${status.header.member_id} `
  const lines: readonly string[] = status.errors ?? []
  return lines
    .filter((line) => line.includes(own))
    .flatMap((line) => /alarm:(\w+)/.exec(line)?.[1] ?? [])
    .sort()
}
