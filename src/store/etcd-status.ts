import type { Etcd3, IStatusResponse } from 'etcd3'
import type { EndpointStatus } from '../model/index.ts'
import { decodeNumber } from './etcd-decode.ts'
import { toStoreError } from './etcd-error.ts'

/** How one endpoint fares; one that does not answer is reported, not thrown. */
export async function statusOf(endpoint: string, client: Etcd3): Promise<EndpointStatus> {
  const start = performance.now()
  try {
    const status = await client.maintenance.status()
    const latencyMilliseconds = performance.now() - start
    return {
      endpoint,
      reachable: true,
      latencyMilliseconds,
      version: status.version,
      sizeBytes: decodeNumber(status.dbSize),
      isLeader: status.leader === status.header.member_id,
      alarms: await alarmsOf(client, status),
    }
  } catch (error) {
    return { endpoint, reachable: false, problem: toStoreError(error, 'read').message }
  }
}

/** Alarms of the member that answered, in etcd's own upper-case names. */
async function alarmsOf(client: Etcd3, status: IStatusResponse): Promise<readonly string[]> {
  const reply = await client.maintenance.alarm({ action: 'Get' })
  return reply.alarms
    .filter((alarm) => alarm.memberID === status.header.member_id)
    .map((alarm) => String(alarm.alarm).toUpperCase())
    .sort()
}
