import type { ICompare, IRangeRequest, IRequestOp, ITxnRequest } from 'etcd3'
import { type Compare, type Operation, type RangeRequest, StoreError, type Txn } from '../../model/index.ts'
import { refuseLease } from '../embedded/mvcc-refusal.ts'

/**
 * Names of the enum values in rpc.proto. The proto loader takes a misspelt one without a word and evaluates another
 * comparison: they are written here once, typed by etcd3 and tested against a real server.
 */
const comparison = { '=': 'Equal', '!=': 'NotEqual', '<': 'Less', '>': 'Greater' } as const
const target = { mod: 'Mod', create: 'Create', version: 'Version', value: 'Value', lease: 'Lease' } as const

/** A transaction that every role may send, and whose answer names the cluster. */
export const askingNothing: ITxnRequest = { compare: [], success: [], failure: [] }

/** A range request as the wire wants it. */
export function encodeRange(request: RangeRequest): IRangeRequest {
  return {
    key: encodeKey(request.key),
    ...encodeEnd(request.end),
    ...(request.revision === undefined ? {} : { revision: String(request.revision) }),
    ...(request.limit === undefined ? {} : { limit: String(request.limit) }),
    keys_only: request.keysOnly === true,
    count_only: request.countOnly === true,
  }
}

/** A transaction as the wire wants it. */
export function encodeTxn(txn: Txn): ITxnRequest {
  return {
    compare: txn.compare.map(encodeCompare),
    success: txn.success.map(encodeOperation),
    failure: txn.failure.map(encodeOperation),
  }
}

/** UTF-8 bytes of a key; a text that UTF-8 cannot carry is refused. */
export function encodeKey(key: string): Buffer {
  if (key.isWellFormed()) return Buffer.from(key)
  throw new StoreError('invalid', 'a key holds half a surrogate pair', { outcome: 'not-applied' })
}

/** `range_end`, absent for a single key. */
export function encodeEnd(end: string | undefined): { range_end?: Buffer } {
  return end === undefined ? {} : { range_end: encodeKey(end) }
}

function encodeCompare(compare: Compare): ICompare {
  return {
    key: encodeKey(compare.key),
    ...encodeEnd(compare.end),
    result: comparison[compare.is],
    target: target[compare.target],
    ...encodeOperand(compare),
  }
}

function encodeOperand(compare: Compare): Partial<ICompare> {
  switch (compare.target) {
    case 'mod':
      return { mod_revision: String(compare.number) }
    case 'create':
      return { create_revision: String(compare.number) }
    case 'version':
      return { version: String(compare.number) }
    case 'value':
      return { value: bytes(compare.value) }
    case 'lease':
      refuseLease(compare.lease)
      return { lease: compare.lease }
    default:
      return compare satisfies never
  }
}

function encodeOperation(operation: Operation): IRequestOp {
  switch (operation.kind) {
    case 'put':
      refuseLease(operation.lease ?? '0')
      return {
        request_put: {
          key: encodeKey(operation.key),
          value: bytes(operation.value),
          lease: operation.lease ?? '0',
          ignore_lease: operation.ignoreLease === true,
        },
      }
    case 'delete':
      return { request_delete_range: { key: encodeKey(operation.key), ...encodeEnd(operation.end) } }
    case 'range':
      return { request_range: encodeRange(operation) }
    case 'txn':
      return { request_txn: encodeTxn(operation.txn) }
    default:
      return operation satisfies never
  }
}

function bytes(value: Uint8Array): Buffer {
  return Buffer.from(value.buffer, value.byteOffset, value.byteLength)
}
