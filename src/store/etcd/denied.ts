import { type Operation, prefixEnd, type RangeRequest, StoreError, type Txn } from '../../model/index.ts'

/** A read that was denied, with what was to be read in its message; any other error as it is. */
export function deniedRange<T>(error: T, { key, end }: Pick<RangeRequest, 'key' | 'end'>): T | StoreError {
  return denied(error, `read ${rangeName(key, end)}`)
}

/** A transaction that was denied: etcd does not say which of its keys it was. */
export function deniedTxn<T>(error: T, txn: Txn): T | StoreError {
  const names = [...new Set(accessesOf(txn))]
  const others = names.length > 3 ? `, or one of ${names.length - 3} others` : ''
  return denied(error, `${names.slice(0, 3).join(', or to ')}${others}`)
}

function denied<T>(error: T, access: string): T | StoreError {
  if (!(error instanceof StoreError) || error.code !== 'permission') return error
  const { outcome, cause } = error
  return new StoreError('permission', `permission denied to ${access}`, { outcome, cause })
}

function accessesOf({ compare, success, failure }: Txn): string[] {
  return [
    ...[...success, ...failure].flatMap(accesses),
    ...compare.map(({ key, end }) => `read ${rangeName(key, end)}`),
  ]
}

function accesses(operation: Operation): string[] {
  switch (operation.kind) {
    case 'put':
      return [`write ${operation.key}`]
    case 'delete':
      return [`write ${rangeName(operation.key, operation.end)}`]
    case 'range':
      return [`read ${rangeName(operation.key, operation.end)}`]
    case 'txn':
      return accessesOf(operation.txn)
    default:
      return operation satisfies never
  }
}

function rangeName(key: string, end: string | undefined): string {
  if (end === undefined) return key
  return end === prefixEnd(key) ? `all under ${key}` : `the keys from ${key} on`
}
