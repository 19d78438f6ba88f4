import type { Etcd3, IStatusResponse } from 'etcd3'
import type { EndpointStatus } from '../../model/index.ts'
import { decodeNumber } from './decode.ts'
import { probeDeadline } from './first-to-answer.ts'
import { toStoreError } from './to-store-error.ts'

/** How one endpoint fares; one that does not answer is reported, not thrown. */
export async function statusOf(endpoint: string, client: Etcd3): Promise<EndpointStatus> {
  const start = performance.now()
  try {
    const status = await client.maintenance.status({ deadline: probeDeadline() })
    const latencyMilliseconds = performance.now() - start
    return {
      endpoint,
      reachable: true,
      latencyMilliseconds,
      version: status.version,
      sizeBytes: decodeNumber(status.dbSize),
      isLeader: status.leader === status.header.member_id,
      alarms: alarmsOf(status),
    }
  } catch (error) {
    return { endpoint, reachable: false, problem: toStoreError(error, 'read').message }
  }
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
