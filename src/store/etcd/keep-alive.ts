import type { Etcd3, ILeaseKeepAliveResponse } from 'etcd3'
import { type Lease, StoreError } from '../../model/index.ts'
import { decodeNumber } from './decode.ts'

/** Renews a lease once: etcd offers that as a stream only, of which one message each way is used. */
export async function keepAlive(client: Etcd3, leaseId: string, timeoutMilliseconds: number): Promise<Lease> {
  const deadline = Date.now() + timeoutMilliseconds
  const stream = await client.leaseClient.leaseKeepAlive({ deadline })
  const reply = await new Promise<ILeaseKeepAliveResponse>((resolve, reject) => {
    stream.on('error', reject)
    stream.on('data', resolve)
    stream.on('end', () => reject(new Error('14 UNAVAILABLE: the lease stream ended')))
    stream.write({ ID: leaseId })
  }).finally(() => stream.end())
  const ttlSeconds = decodeNumber(reply.TTL)
  if (ttlSeconds > 0) return { id: String(reply.ID), ttlSeconds }
  throw new StoreError('lease-not-found', 'requested lease not found', { outcome: 'not-applied' })
}
