import { type KeyValue, StoreError, sha256, type WatchEvent } from '../../model/index.ts'
import type { LeaseTerm, StateRecord } from './mvcc-state.ts'

/**
 * The file of the embedded store is lines of `checksum json`. A checksum covers the one before it, so that a line
 * that is changed, dropped or moved shows at once. The first line is the base and carries the format's version.
 */
const formatVersion = 1

type PackedPut = readonly [
  'p',
  key: string,
  base64: string,
  created: number,
  modified: number,
  version: number,
  lease: string,
]
type PackedDelete = readonly ['d', key: string, modified: number]

interface PackedBase {
  readonly kind: 'base'
  readonly formatVersion: number
  readonly cluster: string
  readonly revision: number
  readonly compacted: number
  readonly kvs: readonly PackedPut[]
  readonly leases: readonly LeaseTerm[]
}

type Packed =
  | PackedBase
  | {
      readonly kind: 'revision'
      readonly events: readonly (PackedPut | PackedDelete)[]
      readonly revoked?: string
    }
  | { readonly kind: 'lease'; readonly lease: LeaseTerm }

/** The line of a record, its line feed included, and the checksum that the next one continues. */
export function encodeLine(record: StateRecord, previous: string): { line: string; checksum: string } {
  const json = JSON.stringify(pack(record))
  const checksum = checksumOf(json, previous)
  return { line: `${checksum} ${json}\n`, checksum }
}

/** The record of a line without its line feed; throws `corrupt` unless it continues the line before. */
export function decodeLine(line: string, previous: string): { record: StateRecord; checksum: string } {
  const checksum = line.slice(0, 16)
  const json = line.slice(17)
  if (checksumOf(json, previous) !== checksum) throw corrupt('a line does not match its checksum')
  // Vouched for by the checksum: nobody but this file wrote it.
  const packed = JSON.parse(json) as Packed
  return { record: unpack(packed), checksum }
}

/** The error of a file that cannot be trusted. */
export function corrupt(message: string): StoreError {
  return new StoreError('corrupt', message, { outcome: 'not-applied' })
}

function checksumOf(json: string, previous: string): string {
  return sha256(`${previous}\n${json}`).slice(0, 16)
}

function pack(record: StateRecord): Packed {
  switch (record.kind) {
    case 'base': {
      const { cluster, revision, compactedRevision: compacted, kvs, leases } = record
      return { kind: 'base', formatVersion, cluster, revision, compacted, kvs: kvs.map(packPut), leases }
    }
    case 'revision':
      return { ...record, events: record.events.map(packEvent) }
    case 'lease':
      return record
    default:
      return record satisfies never
  }
}

function packEvent(event: WatchEvent): PackedPut | PackedDelete {
  return event.kind === 'put' ? packPut(event.kv) : ['d', event.key, event.modRevision]
}

function packPut(kv: KeyValue): PackedPut {
  const base64 = Buffer.from(kv.value).toString('base64')
  return ['p', kv.key, base64, kv.createRevision, kv.modRevision, kv.version, kv.lease]
}

function unpack(packed: Packed): StateRecord {
  switch (packed.kind) {
    case 'base': {
      const { cluster, revision, compacted: compactedRevision, leases } = packed
      if (packed.formatVersion !== formatVersion) {
        throw corrupt(`format version ${packed.formatVersion}, but this program knows ${formatVersion}`)
      }
      return { kind: 'base', cluster, revision, compactedRevision, kvs: packed.kvs.map(unpackPut), leases }
    }
    case 'revision':
      return { ...packed, events: packed.events.map(unpackEvent) }
    case 'lease':
      return packed
    default:
      throw corrupt('a record of an unknown kind')
  }
}

function unpackEvent(packed: PackedPut | PackedDelete): WatchEvent {
  if (packed[0] === 'p') return { kind: 'put', kv: unpackPut(packed) }
  return { kind: 'delete', key: packed[1], modRevision: packed[2] }
}

function unpackPut(packed: PackedPut): KeyValue {
  const [, key, base64, createRevision, modRevision, version, lease] = packed
  return { key, value: Buffer.from(base64, 'base64'), createRevision, modRevision, version, lease }
}
