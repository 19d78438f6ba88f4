import {
  type EndpointStatus,
  type Lease,
  type RangeRequest,
  type RangeResult,
  type Store,
  StoreError,
  type Txn,
  type TxnResult,
  type Watch,
  type WatchRequest,
} from '../../model/index.ts'
import { refuseLease } from '../embedded/mvcc-refusal.ts'
import { decodeId, decodeNumber, decodeRange, decodeTxn } from './decode.ts'
import { deniedRange, deniedTxn } from './denied.ts'
import { askingNothing, encodeRange, encodeTxn } from './encode.ts'
import type { ConnectionOptions } from './etcd-client.ts'
import { EtcdEndpoints } from './etcd-endpoints.ts'
import { type EtcdWatchSettings, openEtcdWatch } from './etcd-watch.ts'
import { exposureOf } from './exposure.ts'
import { keepAlive } from './keep-alive.ts'
import { rangeInPages } from './range-in-pages.ts'
import { statusOf } from './status-of.ts'

/** How to reach an etcd. Certificates are PEM; endpoints are `host:port`, or `https://host:port` for TLS. */
export interface EtcdStoreOptions extends Partial<Omit<ConnectionOptions, 'endpoint' | 'onUnguarded'>> {
  readonly endpoints: readonly string[]
  /** How long a watch that lost its connection tries to go on before it ends with an error; 5000 unless given. */
  readonly watchResumeMilliseconds?: number
  /** Let a password go to another host without TLS. */
  readonly isPlaintextPasswordAllowed?: boolean
  /** Told once of each thing that the store gets over and its operator should know of. */
  readonly onWarning?: (text: string) => void
}

/** Opens a store over a real etcd. Connects with the first call, so that an unreachable etcd is reported there. */
export async function openEtcdStore(options: EtcdStoreOptions): Promise<Store> {
  const {
    endpoints,
    watchResumeMilliseconds = 5_000,
    isPlaintextPasswordAllowed,
    onWarning = () => undefined,
    ...connection
  } = options
  if (endpoints.length === 0) {
    throw new StoreError('invalid', 'no etcd endpoint was given', { outcome: 'not-applied' })
  }
  for (const endpoint of endpoints) refuseExposure(endpoint, options)
  const timeoutMilliseconds = options.timeoutMilliseconds ?? 10_000
  const opened = await EtcdEndpoints.open(endpoints, { ...connection, timeoutMilliseconds, onWarning })
  return new EtcdStore(opened, {
    timeoutMilliseconds,
    watchResumeMilliseconds,
    isAuthenticated: options.user !== undefined,
  })
}

function refuseExposure(endpoint: string, options: EtcdStoreOptions): void {
  const { token, password = token, ca, cert, isPlaintextPasswordAllowed = false } = options
  const exposure = exposureOf({
    endpoint,
    password,
    hasAuthority: ca !== undefined,
    hasCertificate: cert !== undefined,
    isPlaintextPasswordAllowed,
  })
  if (exposure !== undefined) throw new StoreError('invalid', exposure.message, { outcome: 'not-applied' })
}

class EtcdStore implements Store {
  readonly kind = 'etcd'
  readonly name: string
  private readonly endpoints: EtcdEndpoints
  private readonly settings: EtcdWatchSettings
  private readonly watches = new Set<Watch>()

  constructor(endpoints: EtcdEndpoints, settings: EtcdWatchSettings) {
    this.endpoints = endpoints
    this.settings = settings
    this.name = `etcd ${endpoints.names.join(',')}`
  }

  async clusterId(): Promise<string> {
    const reply = await this.endpoints.call('read', (client) => client.kv.txn(askingNothing))
    return decodeId(reply.header.cluster_id)
  }

  async range(request: RangeRequest): Promise<RangeResult> {
    try {
      return await this.rangeAtOnce(request)
    } catch (error) {
      const isWhole = request.end !== undefined && request.limit === undefined
      if (!isWhole || !(error instanceof StoreError) || error.code !== 'too-large') throw error
      return await rangeInPages(request, (page) => this.rangeAtOnce(page))
    }
  }

  private async rangeAtOnce(request: RangeRequest): Promise<RangeResult> {
    const message = encodeRange(request)
    const reply = await this.endpoints
      .call('read', (client) => client.kv.range(message))
      .catch((error: unknown) => {
        throw deniedRange(error, request)
      })
    return decodeRange(reply, decodeNumber(reply.header.revision))
  }

  async txn(txn: Txn): Promise<TxnResult> {
    const message = encodeTxn(txn)
    const kind = isReadOnly(txn) ? 'read' : 'write'
    const reply = await this.endpoints
      .call(kind, (client) => client.kv.txn(message), txn.cluster)
      .catch((error: unknown) => {
        throw deniedTxn(error, txn)
      })
    return decodeTxn(reply, decodeNumber(reply.header.revision))
  }

  watch(request: WatchRequest): Watch {
    const forget = () => this.watches.delete(watch)
    const watch: Watch = openEtcdWatch(this.endpoints, request, this.settings, forget)
    this.watches.add(watch)
    return watch
  }

  async grantLease(ttlSeconds: number): Promise<Lease> {
    const message = { TTL: String(ttlSeconds), ID: '0' }
    const reply = await this.endpoints.call('write', (client) => client.leaseClient.leaseGrant(message))
    return { id: String(reply.ID), ttlSeconds: decodeNumber(reply.TTL) }
  }

  async keepAliveLease(leaseId: string): Promise<Lease> {
    refuseLease(leaseId)
    const { timeoutMilliseconds } = this.settings
    return this.endpoints.call('write', (client) => keepAlive(client, leaseId, timeoutMilliseconds))
  }

  async revokeLease(leaseId: string): Promise<void> {
    refuseLease(leaseId)
    await this.endpoints.call('write', (client) => client.leaseClient.leaseRevoke({ ID: leaseId }))
  }

  async compact(revision: number): Promise<void> {
    const message = { revision: String(revision), physical: false }
    await this.endpoints.call('write', (client) => client.kv.compact(message))
  }

  status(): Promise<readonly EndpointStatus[]> {
    return Promise.all(this.endpoints.all().map(({ client, options }) => statusOf(client, options)))
  }

  async close(): Promise<void> {
    await Promise.all([...this.watches].map((watch) => watch.close()))
    this.endpoints.close()
  }
}

function isReadOnly(txn: Txn): boolean {
  return [...txn.success, ...txn.failure].every(
    (operation) => operation.kind === 'range' || (operation.kind === 'txn' && isReadOnly(operation.txn)),
  )
}
