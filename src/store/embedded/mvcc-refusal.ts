import {
  type Compare,
  type Operation,
  StoreError,
  type StoreErrorCode,
  storeLimits,
  type Txn,
  txnSize,
} from '../../model/index.ts'
import { compareKeys } from '../key-order.ts'

/** A refusal in etcd's words; nothing was written. */
export function refusal(code: StoreErrorCode, message: string): StoreError {
  return new StoreError(code, message, { outcome: 'not-applied' })
}

/** Throws what etcd refuses before it looks at any key: too many operations, duplicate keys, too large (v3rpc/key.go). */
export function refuseMalformed(txn: Txn): void {
  refuseOperations(txn, storeLimits.operations)
  writesOf(txn.success)
  writesOf(txn.failure)
  if (txnSize(txn) > storeLimits.requestBytes) throw refusal('too-large', 'request is too large')
}

/** Throws on a key that etcd would not take. */
export function refuseKey(key: string): void {
  if (key === '') throw refusal('invalid', 'key is not provided')
  if (!key.isWellFormed()) throw refusal('invalid', 'a key holds half a surrogate pair')
}

/** Throws on anything but a signed 64-bit number in decimal. */
export function refuseLease(lease: string): void {
  if (!/^\d{1,19}$/.test(lease)) throw refusal('invalid', `${lease} is not a lease id`)
}

/** The allowance is shared along a path: a child gets what the longest list of its parent leaves. */
function refuseOperations(txn: Txn, allowance: number): void {
  const longest = Math.max(txn.compare.length, txn.success.length, txn.failure.length)
  if (longest > allowance) throw refusal('too-many-operations', 'too many operations in txn request')
  for (const compare of txn.compare) refuseCompare(compare)
  for (const operation of [...txn.success, ...txn.failure]) {
    if (operation.kind === 'txn') refuseOperations(operation.txn, allowance - longest)
    else refuseOperation(operation)
  }
}

function refuseCompare(compare: Compare): void {
  refuseKey(compare.key)
  if (compare.target === 'lease') refuseLease(compare.lease)
  else if (compare.target !== 'value' && !Number.isSafeInteger(compare.number)) {
    throw refusal('invalid', `${compare.number} is not a revision`)
  }
}

function refuseOperation(operation: Exclude<Operation, { kind: 'txn' }>): void {
  refuseKey(operation.key)
  if (operation.kind !== 'put' || operation.lease === undefined) return
  refuseLease(operation.lease)
  if (operation.ignoreLease === true && operation.lease !== '0') throw refusal('invalid', 'lease is provided')
}

interface Writes {
  readonly puts: Set<string>
  readonly deletes: Interval[]
}

interface Interval {
  readonly from: string
  readonly end?: string
}

/**
 * What a list of operations writes; throws when a key is put twice, or put where this level or an earlier sibling
 * deletes. As in etcd, `then` and `else` of one child may put the same key, and a delete after a sibling's put passes.
 */
function writesOf(operations: readonly Operation[]): Writes {
  const puts = new Set<string>()
  const deletes = operations.flatMap((operation) =>
    operation.kind === 'delete' ? [intervalOf(operation)] : [],
  )
  for (const operation of operations) {
    if (operation.kind !== 'txn') continue
    const success = writesOf(operation.txn.success)
    const failure = writesOf(operation.txn.failure)
    for (const key of success.puts) refuseDuplicate(key, puts.has(key), deletes)
    for (const key of failure.puts) refuseDuplicate(key, puts.has(key), deletes)
    for (const key of [...success.puts, ...failure.puts]) puts.add(key)
    deletes.push(...success.deletes, ...failure.deletes)
  }
  for (const operation of operations) {
    if (operation.kind !== 'put') continue
    refuseDuplicate(operation.key, puts.has(operation.key), deletes)
    puts.add(operation.key)
  }
  return { puts, deletes }
}

function refuseDuplicate(key: string, isPutAlready: boolean, deletes: readonly Interval[]): void {
  if (isPutAlready || deletes.some((interval) => covers(interval, key))) {
    throw refusal('duplicate-key', 'duplicate key given in txn request')
  }
}

function intervalOf(operation: { readonly key: string; readonly end?: string }): Interval {
  const { key: from, end } = operation
  return end === undefined || end === '' ? { from } : { from, end }
}

/** Without the meaning "to the end" of '\0', which etcd's check does not know either. */
function covers({ from, end }: Interval, key: string): boolean {
  if (end === undefined) return key === from
  return compareKeys(key, from) >= 0 && compareKeys(key, end) < 0
}
