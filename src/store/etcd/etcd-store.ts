import type { Etcd3 } from 'etcd3'
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
import { WatchQueue } from '../watch-queue.ts'
import { decodeNumber, decodeRange, decodeTxn } from './decode.ts'
import { deniedRange, deniedTxn } from './denied.ts'
import { encodeRange, encodeTxn } from './encode.ts'
import type { ConnectionOptions } from './etcd-client.ts'
import { EtcdEndpoints } from './etcd-endpoints.ts'
import { type EtcdWatchSettings, openEtcdWatch } from './etcd-watch.ts'
import { exposureOf } from './exposure.ts'
import { keepAlive } from './keep-alive.ts'
import { rangeInPages } from './range-in-pages.ts'
import { type EndpointsRequest, shareEndpoints, type UsedEndpoints } from './shared-endpoints.ts'
import { statusOf } from './status-of.ts'
import type { CallKind } from './to-store-error.ts'

/** How to reach an etcd. Certificates are PEM; endpoints are `host:port`, or `https://host:port` for TLS. */
export interface EtcdStoreOptions extends Partial<Omit<ConnectionOptions, 'endpoint' | 'onUnguarded'>> {
  readonly endpoints: readonly string[]
  /** How long a watch that lost its connection tries to go on before it ends with an error; 5000 unless given. */
  readonly watchResumeMilliseconds?: number
  /** Let a password go to another host without TLS. */
  readonly isPlaintextPasswordAllowed?: boolean
  /** Use the connection of another store of this process that was opened with the same options and shares its own. */
  readonly isShared?: boolean
  /** Told once of each thing that the store gets over and its operator should know of. */
  readonly onWarning?: (text: string) => void
}

/** Opens a store over a real etcd. Connects with the first call, so that an unreachable etcd is reported there. */
export async function openEtcdStore(options: EtcdStoreOptions): Promise<Store> {
  const {
    endpoints,
    watchResumeMilliseconds = 5_000,
    isPlaintextPasswordAllowed,
    isShared = false,
    onWarning = () => undefined,
    ...rest
  } = options
  if (endpoints.length === 0) {
    throw new StoreError('invalid', 'no etcd endpoint was given', { outcome: 'not-applied' })
  }
  for (const endpoint of endpoints) refuseExposure(endpoint, options)
  const timeoutMilliseconds = options.timeoutMilliseconds ?? 10_000
  const request = { endpoints, connection: { ...rest, timeoutMilliseconds }, onWarning }
  return new EtcdStore(await (isShared ? shareEndpoints(request) : openEndpoints(request)), {
    timeoutMilliseconds,
    watchResumeMilliseconds,
    isAuthenticated: options.user !== undefined,
  })
}

async function openEndpoints(request: EndpointsRequest): Promise<UsedEndpoints> {
  const { connection, onWarning } = request
  const endpoints = await EtcdEndpoints.open(request.endpoints, { ...connection, onWarning })
  return { endpoints, leave: () => endpoints.close() }
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
  private readonly leave: () => void
  private isClosed = false

  constructor({ endpoints, leave }: UsedEndpoints, settings: EtcdWatchSettings) {
    this.endpoints = endpoints
    this.leave = leave
    this.settings = settings
    this.name = `etcd ${endpoints.names.join(',')}`
  }

  /** Nothing is sent once this store is closed, also where it was on its way already: others may keep the connection. */
  private call<T>(kind: CallKind, send: (client: Etcd3) => Promise<T>, only?: string): Promise<T> {
    const sendUnlessClosed = (client: Etcd3): Promise<T> => {
      if (this.isClosed) throw storeClosed()
      return send(client)
    }
    return this.isClosed ? Promise.reject(storeClosed()) : this.endpoints.call(kind, sendUnlessClosed, only)
  }

  async clusterId(): Promise<string> {
    if (this.isClosed) throw storeClosed()
    return await this.endpoints.clusterId()
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
    const reply = await this.call('read', (client) => client.kv.range(message)).catch((error: unknown) => {
      throw deniedRange(error, request)
    })
    return decodeRange(reply, decodeNumber(reply.header.revision))
  }

  async txn(txn: Txn): Promise<TxnResult> {
    const message = encodeTxn(txn)
    const kind = isReadOnly(txn) ? 'read' : 'write'
    const reply = await this.call(kind, (client) => client.kv.txn(message), txn.cluster).catch(
      (error: unknown) => {
        throw deniedTxn(error, txn)
      },
    )
    return decodeTxn(reply, decodeNumber(reply.header.revision))
  }

  watch(request: WatchRequest): Watch {
    if (this.isClosed) return endedWatch(storeClosed())
    const forget = () => this.watches.delete(watch)
    const watch: Watch = openEtcdWatch(this.endpoints, request, this.settings, forget)
    this.watches.add(watch)
    return watch
  }

  async grantLease(ttlSeconds: number): Promise<Lease> {
    const message = { TTL: String(ttlSeconds), ID: '0' }
    const reply = await this.call('write', (client) => client.leaseClient.leaseGrant(message))
    return { id: String(reply.ID), ttlSeconds: decodeNumber(reply.TTL) }
  }

  async keepAliveLease(leaseId: string): Promise<Lease> {
    refuseLease(leaseId)
    const { timeoutMilliseconds } = this.settings
    return this.call('write', (client) => keepAlive(client, leaseId, timeoutMilliseconds))
  }

  async revokeLease(leaseId: string): Promise<void> {
    refuseLease(leaseId)
    await this.call('write', (client) => client.leaseClient.leaseRevoke({ ID: leaseId }))
  }

  async compact(revision: number): Promise<void> {
    const message = { revision: String(revision), physical: false }
    await this.call('write', (client) => client.kv.compact(message))
  }

  async status(): Promise<readonly EndpointStatus[]> {
    if (this.isClosed) throw storeClosed()
    return await Promise.all(this.endpoints.all().map(({ client, options }) => statusOf(client, options)))
  }

  async close(): Promise<void> {
    if (this.isClosed) return
    this.isClosed = true
    await Promise.all([...this.watches].map((watch) => watch.close()))
    this.leave()
  }
}

function endedWatch(error: StoreError): Watch {
  const queue = new WatchQueue(() => undefined)
  queue.fail(error)
  return queue
}

function storeClosed(): StoreError {
  return new StoreError('closed', 'this store is closed', { outcome: 'not-applied' })
}

function isReadOnly(txn: Txn): boolean {
  return [...txn.success, ...txn.failure].every(
    (operation) => operation.kind === 'range' || (operation.kind === 'txn' && isReadOnly(operation.txn)),
  )
}
