import { randomBytes } from 'node:crypto'
import type {
  EndpointStatus,
  Lease,
  RangeRequest,
  RangeResult,
  Store,
  StoreError,
  Txn,
  TxnResult,
  Watch,
  WatchRequest,
} from '../../model/index.ts'
import { EmbeddedWatches } from './embedded-watches.ts'
import { openFileLog } from './file-log.ts'
import { corrupt } from './log-line.ts'
import { refusal, refuseKey, refuseLease, refuseMalformed } from './mvcc-refusal.ts'
import {
  advance,
  compactState,
  emptyBase,
  type LeaseTerm,
  type MvccState,
  recordsOf,
  type StateRecord,
  stateOf,
} from './mvcc-state.ts'
import { evaluateRevoke, evaluateTxn } from './mvcc-txn.ts'
import { rangeIn, viewAt } from './mvcc-view.ts'
import { memoryLog, type RecordLog } from './record-log.ts'

/** Where the embedded store lives. Without a file it is gone with the process. */
export interface EmbeddedStoreOptions {
  /** `.appia/local.db`; made with its folder if it is not there. */
  readonly file?: string
  /** How long a write waits while another process writes; 5000 unless given. */
  readonly lockWaitMilliseconds?: number
  /** Milliseconds since the epoch, for leases; the system's clock unless given. */
  readonly now?: () => number
  /** What `status` reports as the version. */
  readonly version?: string
}

// As etcd with its default election timeout of 1 s (lease.minLeaseTTL), and lease.MaxLeaseTTL.
const minLeaseSeconds = 2
const maxLeaseSeconds = 9_000_000_000

/** Opens a store of this machine: etcd's semantics, limits and refusals in one file, shared with other processes. */
export async function openEmbeddedStore(options: EmbeddedStoreOptions = {}): Promise<Store> {
  const base = () => emptyBase(randomBytes(8).toString('hex'))
  const { file, lockWaitMilliseconds = 5_000 } = options
  const log = file === undefined ? memoryLog(base()) : await openFileLog({ file, lockWaitMilliseconds }, base)
  const store = new EmbeddedStore(log, options)
  await store.clusterId()
  return store
}

/** Opens an embedded store that lives as long as the process. */
export function openMemoryStore(options: Omit<EmbeddedStoreOptions, 'file'> = {}): Promise<Store> {
  return openEmbeddedStore(options)
}

class EmbeddedStore implements Store {
  readonly kind = 'embedded'
  readonly name: string
  private readonly log: RecordLog
  private readonly now: () => number
  private readonly version: string | undefined
  private readonly watches: EmbeddedWatches
  private state: MvccState | undefined
  private isClosed = false

  constructor(log: RecordLog, options: EmbeddedStoreOptions) {
    this.log = log
    this.name = `embedded ${log.name}`
    this.now = options.now ?? Date.now
    this.version = options.version
    this.watches = new EmbeddedWatches(() => this.current())
  }

  async clusterId(): Promise<string> {
    return (await this.current()).cluster
  }

  async range(request: RangeRequest): Promise<RangeResult> {
    refuseKey(request.key)
    const state = await this.current()
    const { revision = 0 } = request
    if (revision > state.revision) throw refusal('future-revision', 'required revision is a future revision')
    if (revision > 0 && revision < state.compactedRevision) throw compacted()
    return rangeIn(viewAt(state, revision > 0 ? revision : state.revision), request, state.revision)
  }

  async txn(txn: Txn): Promise<TxnResult> {
    refuseMalformed(txn)
    return this.write((state) => {
      if (txn.cluster !== undefined && txn.cluster !== state.cluster)
        throw refusal('went-back', `cluster ${state.cluster} answers instead of ${txn.cluster}`)
      const { result, events } = evaluateTxn(state, txn)
      if (events.length > 0) this.commit(state, { kind: 'revision', events })
      return result
    })
  }

  watch(request: WatchRequest): Watch {
    return this.watches.open(request)
  }

  async grantLease(ttlSeconds: number): Promise<Lease> {
    if (ttlSeconds > maxLeaseSeconds) throw refusal('invalid', 'too large lease TTL')
    // 63 bits: ids are signed on etcd's wire.
    const id = String(randomBytes(8).readBigUInt64BE() >> 1n)
    return this.write((state) => this.setLease(state, id, Math.max(ttlSeconds, minLeaseSeconds)))
  }

  async keepAliveLease(leaseId: string): Promise<Lease> {
    refuseLease(leaseId)
    return this.write((state) => this.setLease(state, leaseId, requireLease(state, leaseId).ttlSeconds))
  }

  async revokeLease(leaseId: string): Promise<void> {
    refuseLease(leaseId)
    await this.write((state) => this.endLease(state, requireLease(state, leaseId)))
  }

  async compact(revision: number): Promise<void> {
    await this.write((state) => {
      if (revision <= state.compactedRevision) throw compacted()
      if (revision > state.revision)
        throw refusal('future-revision', 'required revision is a future revision')
      const smaller = compactState(state, revision)
      this.log.replace(recordsOf(smaller))
      this.state = smaller
      this.watches.deliver(smaller)
    })
  }

  async status(): Promise<readonly EndpointStatus[]> {
    const endpoint = this.log.name
    const start = performance.now()
    try {
      await this.current()
      return [
        {
          endpoint,
          reachable: true,
          latencyMilliseconds: performance.now() - start,
          ...(this.version === undefined ? {} : { version: this.version }),
          sizeBytes: this.log.sizeBytes(),
          isLeader: true,
          alarms: [],
        },
      ]
    } catch (error) {
      return [{ endpoint, reachable: false, problem: error instanceof Error ? error.message : String(error) }]
    }
  }

  async close(): Promise<void> {
    this.isClosed = true
    await this.watches.close()
    this.log.close()
  }

  /** The state with what other processes wrote since, and without leases that have run out. */
  private async current(): Promise<MvccState> {
    const state = this.refresh()
    const isDue = [...state.leases.values()].some((lease) => lease.expiresAt <= this.now())
    return isDue ? this.write((fresh) => fresh) : state
  }

  private write<T>(task: (state: MvccState) => T): Promise<T> {
    this.requireOpen()
    return this.log.exclusively(() => {
      const state = this.refresh()
      for (const lease of [...state.leases.values()]) {
        if (lease.expiresAt <= this.now()) this.endLease(state, lease)
      }
      return task(state)
    })
  }

  private refresh(): MvccState {
    this.requireOpen()
    const { isFresh, records } = this.log.read()
    const state = records.reduce(followed, isFresh ? undefined : this.state)
    if (state === undefined) throw corrupt(`${this.log.name} is empty`)
    this.state = state
    this.watches.deliver(state)
    return state
  }

  private commit(state: MvccState, record: Exclude<StateRecord, { kind: 'base' }>): void {
    this.log.append(record)
    advance(state, record)
    this.watches.deliver(state)
  }

  private setLease(state: MvccState, id: string, ttlSeconds: number): Lease {
    this.commit(state, {
      kind: 'lease',
      lease: { id, ttlSeconds, expiresAt: this.now() + ttlSeconds * 1_000 },
    })
    return { id, ttlSeconds }
  }

  private endLease(state: MvccState, lease: LeaseTerm): void {
    this.commit(state, { kind: 'revision', events: evaluateRevoke(state, lease.id), revoked: lease.id })
  }

  private requireOpen(): void {
    if (this.isClosed) throw refusal('closed', 'this store is closed')
  }
}

/** The state one record later; a base can only be the first. */
function followed(state: MvccState | undefined, record: StateRecord): MvccState {
  if (record.kind === 'base' && state === undefined) return stateOf(record)
  if (record.kind === 'base' || state === undefined) throw corrupt('a base record is missing or misplaced')
  advance(state, record)
  return state
}

function requireLease(state: MvccState, leaseId: string): LeaseTerm {
  const lease = state.leases.get(leaseId)
  if (lease === undefined) throw refusal('lease-not-found', 'requested lease not found')
  return lease
}

function compacted(): StoreError {
  return refusal('compacted', 'required revision has been compacted')
}
