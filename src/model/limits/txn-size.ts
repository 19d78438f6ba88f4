import type { Compare, Operation, PutOperation, Txn } from '../store.ts'

/** What etcd takes with its default flags (`--max-request-bytes`, `--max-txn-ops`). */
export const storeLimits = { requestBytes: 1_572_864, operations: 128 } as const

// etcd checks the request inside its raft envelope: header with request id, user name and auth revision.
const envelopeBytes = 64

/** Bytes of a transaction as etcd counts them against `storeLimits.requestBytes` (protobuf plus its envelope). */
export function txnSize(txn: Txn): number {
  return envelopeBytes + bytesOfTxn(txn)
}

function bytesOfTxn(txn: Txn): number {
  let total = 0
  for (const compare of txn.compare) total += nested(1, bytesOfCompare(compare))
  for (const operation of txn.success) total += nested(1, bytesOfOperation(operation))
  for (const operation of txn.failure) total += nested(1, bytesOfOperation(operation))
  return total
}

function bytesOfOperation(operation: Operation): number {
  switch (operation.kind) {
    case 'put':
      return nested(1, bytesOfPut(operation))
    case 'delete':
      return nested(1, text(operation.key) + text(operation.end))
    case 'range':
      return nested(1, text(operation.key) + text(operation.end) + integer(operation.limit ?? 0) + 4)
    case 'txn':
      return nested(1, bytesOfTxn(operation.txn))
    default:
      return operation satisfies never
  }
}

function bytesOfPut(put: PutOperation): number {
  const value = put.value.length === 0 ? 0 : nested(1, put.value.length)
  return text(put.key) + value + integer(put.lease ?? 0) + (put.ignoreLease === true ? 2 : 0)
}

/** `range_end` is field 64, which takes a tag of two bytes. */
function bytesOfCompare(compare: Compare): number {
  const end = compare.end === undefined ? 0 : nested(2, Buffer.byteLength(compare.end))
  return 4 + text(compare.key) + end + 1 + bytesOfTarget(compare)
}

function bytesOfTarget(compare: Compare): number {
  switch (compare.target) {
    case 'value':
      return nested(0, compare.value.length)
    case 'lease':
      return varint(BigInt(compare.lease))
    default:
      return varint(BigInt(compare.number))
  }
}

function text(content: string | undefined): number {
  return content === undefined || content === '' ? 0 : nested(1, Buffer.byteLength(content))
}

function nested(tagBytes: number, length: number): number {
  return tagBytes + varint(BigInt(length)) + length
}

function integer(value: number | string): number {
  return value === 0 || value === '0' ? 0 : 1 + varint(BigInt(value))
}

function varint(value: bigint): number {
  if (value < 0n) return 10
  let length = 1
  for (let rest = value >> 7n; rest > 0n; rest >>= 7n) length++
  return length
}
