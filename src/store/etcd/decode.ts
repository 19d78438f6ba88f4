import type { IKeyValue, IRangeResponse, IResponseOp, ITxnResponse } from 'etcd3'
import {
  type KeyValue,
  type OperationResult,
  type RangeResult,
  StoreError,
  type TxnResult,
} from '../../model/index.ts'

/** A revision or count from the wire, where 64-bit numbers are decimal text. */
export function decodeNumber(text: string | number | undefined): number {
  const value = Number(text ?? 0)
  if (Number.isSafeInteger(value)) return value
  throw new StoreError('internal', `etcd sent the number ${text}, beyond 2^53`, { outcome: 'unknown' })
}

/** A cluster or member id: 16 hex digits. */
export function decodeId(text: string | undefined): string {
  return BigInt(text ?? 0)
    .toString(16)
    .padStart(16, '0')
}

/** One key with its value. */
export function decodeKeyValue(kv: IKeyValue): KeyValue {
  return {
    key: kv.key.toString('utf8'),
    value: kv.value,
    createRevision: decodeNumber(kv.create_revision),
    modRevision: decodeNumber(kv.mod_revision),
    version: decodeNumber(kv.version),
    lease: String(kv.lease ?? '0'),
  }
}

/** The reply to a range. `revision` is the store's, which replies nested in a transaction do not carry. */
export function decodeRange(response: IRangeResponse, revision: number): RangeResult {
  return {
    kvs: response.kvs.map(decodeKeyValue),
    count: decodeNumber(response.count),
    more: response.more,
    revision,
  }
}

/** The reply to a transaction; nested ones get the revision of the root. */
export function decodeTxn(response: ITxnResponse, revision: number): TxnResult {
  return {
    succeeded: response.succeeded,
    revision,
    results: response.responses.map((reply) => decodeReply(reply, revision)),
  }
}

function decodeReply(reply: IResponseOp, revision: number): OperationResult {
  if (reply.response_put) return { kind: 'put' }
  if (reply.response_delete_range) {
    return { kind: 'delete', deleted: decodeNumber(reply.response_delete_range.deleted) }
  }
  if (reply.response_range) return { kind: 'range', ...decodeRange(reply.response_range, revision) }
  // etcd3's types know no nested transactions; the wire does (ResponseOp.response_txn).
  const nested = (reply as { readonly response_txn?: ITxnResponse }).response_txn
  if (nested) return { kind: 'txn', result: decodeTxn(nested, revision) }
  throw new StoreError('internal', 'etcd sent a reply of an unknown kind', { outcome: 'unknown' })
}
