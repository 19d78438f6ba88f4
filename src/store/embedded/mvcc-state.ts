import type { KeyValue, WatchBatch, WatchEvent } from '../../model/index.ts'
import { compareKeys, firstNotBelow } from '../key-order.ts'

/** Everything the embedded store knows: etcd's MVCC key space as plain data. Changed only by the functions here. */
export interface MvccState {
  readonly cluster: string
  revision: number
  /** Reads before this revision are refused; 0 when never compacted. */
  readonly compactedRevision: number
  /** Every key that has a version, in byte order. */
  keys: string[]
  readonly versions: Map<string, KeyVersion[]>
  /** What happened, a batch a revision, from `compactedRevision` on. */
  readonly history: WatchBatch[]
  readonly leases: Map<string, LeaseTerm>
}

/** A key as of a revision; without `kv` it was deleted then. */
export interface KeyVersion {
  readonly modRevision: number
  readonly kv?: KeyValue
}

/** `expiresAt` in milliseconds since the epoch. */
export interface LeaseTerm {
  readonly id: string
  readonly ttlSeconds: number
  readonly expiresAt: number
}

/** One step of the state's life; the file of the store is a list of them. */
export type StateRecord =
  /** Where a history begins. */
  | {
      readonly kind: 'base'
      readonly cluster: string
      readonly revision: number
      readonly compactedRevision: number
      readonly kvs: readonly KeyValue[]
      readonly leases: readonly LeaseTerm[]
    }
  /** One transaction that wrote, or the end of a lease. Without events the revision stays. */
  | { readonly kind: 'revision'; readonly events: readonly WatchEvent[]; readonly revoked?: string }
  | { readonly kind: 'lease'; readonly lease: LeaseTerm }

/** An empty store's record; etcd too begins at revision 1. */
export function emptyBase(cluster: string): StateRecord & { kind: 'base' } {
  return { kind: 'base', cluster, revision: 1, compactedRevision: 0, kvs: [], leases: [] }
}

/** The state that a history begins with. */
export function stateOf(base: StateRecord & { kind: 'base' }): MvccState {
  return {
    cluster: base.cluster,
    revision: base.revision,
    compactedRevision: base.compactedRevision,
    keys: base.kvs.map((kv) => kv.key).sort(compareKeys),
    versions: new Map(base.kvs.map((kv) => [kv.key, [{ modRevision: kv.modRevision, kv }]])),
    history: [],
    leases: new Map(base.leases.map((lease) => [lease.id, lease])),
  }
}

/** Moves the state on by one record that follows its base. */
export function advance(state: MvccState, record: Exclude<StateRecord, { kind: 'base' }>): void {
  if (record.kind === 'lease') {
    state.leases.set(record.lease.id, record.lease)
    return
  }
  if (record.revoked !== undefined) state.leases.delete(record.revoked)
  if (record.events.length === 0) return
  state.revision++
  state.history.push({ revision: state.revision, events: record.events })
  const newKeys: string[] = []
  for (const event of record.events) {
    const key = event.kind === 'put' ? event.kv.key : event.key
    const version: KeyVersion =
      event.kind === 'put' ? { modRevision: state.revision, kv: event.kv } : { modRevision: state.revision }
    const versions = state.versions.get(key)
    if (versions !== undefined) versions.push(version)
    else {
      state.versions.set(key, [version])
      newKeys.push(key)
    }
  }
  addKeys(state, newKeys)
}

/** The state without what reads at `revision` and later do not need. */
export function compactState(state: MvccState, revision: number): MvccState {
  const versions = new Map<string, KeyVersion[]>()
  for (const [key, all] of state.versions) {
    const kept = keptVersions(all, revision)
    if (kept.length > 0) versions.set(key, kept)
  }
  return {
    ...state,
    compactedRevision: revision,
    versions,
    keys: state.keys.filter((key) => versions.has(key)),
    history: state.history.filter((batch) => batch.revision >= revision),
  }
}

/** The records that give this state again: a base just before the compacted revision, then every revision since. */
export function recordsOf(state: MvccState): StateRecord[] {
  const first = state.history[0]?.revision ?? state.revision + 1
  const kvs = state.keys.flatMap((key) => versionAt(state, key, first - 1)?.kv ?? [])
  const { cluster, compactedRevision } = state
  const leases = [...state.leases.values()]
  const revisions = state.history.map(({ events }) => ({ kind: 'revision', events }) as const)
  return [{ kind: 'base', cluster, revision: first - 1, compactedRevision, kvs, leases }, ...revisions]
}

/** The version of a key that a read at `revision` sees, a deletion included. */
export function versionAt(state: MvccState, key: string, revision: number): KeyVersion | undefined {
  return state.versions.get(key)?.findLast((version) => version.modRevision <= revision)
}

function keptVersions(versions: readonly KeyVersion[], revision: number): KeyVersion[] {
  const before = versions.findLast((version) => version.modRevision < revision)
  const since = versions.filter((version) => version.modRevision >= revision)
  return before?.kv === undefined ? since : [before, ...since]
}

function addKeys(state: MvccState, keys: readonly string[]): void {
  if (keys.length > 16) {
    // Two sorted runs, which the sort merges in linear time.
    state.keys = [...state.keys, ...[...keys].sort(compareKeys)].sort(compareKeys)
    return
  }
  for (const key of keys) state.keys.splice(firstNotBelow(state.keys, key), 0, key)
}
