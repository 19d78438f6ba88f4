import type {
  Compare,
  KeyValue,
  Operation,
  OperationResult,
  PutOperation,
  Txn,
  TxnResult,
  WatchEvent,
} from '../../model/index.ts'
import { refusal } from './mvcc-refusal.ts'
import type { MvccState } from './mvcc-state.ts'
import { rangeIn, type View, viewAt, viewWith } from './mvcc-view.ts'

/** What a transaction would answer and do. Nothing happens to the state; without events the revision stays. */
export interface TxnOutcome {
  readonly result: TxnResult
  readonly events: readonly WatchEvent[]
}

/**
 * Evaluates a transaction as etcd does: every compare, nested ones too, sees the state before it; then every put on
 * the chosen path is checked; then the operations run in order and see each other.
 */
export function evaluateTxn(state: MvccState, txn: Txn): TxnOutcome {
  const before = viewAt(state, state.revision)
  const chosen = choose(before, txn)
  refusePuts(before, state, chosen)
  const written = new Map<string, KeyValue | undefined>()
  const writing: Writing = {
    events: [],
    written,
    revision: state.revision + 1,
    view: viewWith(before, written),
  }
  const result = run(chosen, writing)
  const revision = writing.events.length > 0 ? writing.revision : state.revision
  return { result: withRevision(result, revision), events: writing.events }
}

/** The deletion of every key that a lease holds, in key order. */
export function evaluateRevoke(state: MvccState, leaseId: string): readonly WatchEvent[] {
  const kvs = viewAt(state, state.revision).list('\0', '\0')
  return kvs
    .filter((kv) => kv.lease === leaseId)
    .map((kv) => ({ kind: 'delete', key: kv.key, modRevision: state.revision + 1 }))
}

/** A transaction whose branches are decided. */
interface Chosen {
  readonly succeeded: boolean
  readonly steps: readonly (Exclude<Operation, { kind: 'txn' }> | Chosen)[]
}

interface Writing {
  readonly events: WatchEvent[]
  /** Undefined marks a deleted key. */
  readonly written: Map<string, KeyValue | undefined>
  readonly revision: number
  /** The state before with `written` on top. */
  readonly view: View
}

function choose(view: View, txn: Txn): Chosen {
  const succeeded = txn.compare.every((compare) => holds(view, compare))
  const operations = succeeded ? txn.success : txn.failure
  const steps = operations.map((operation) =>
    operation.kind === 'txn' ? choose(view, operation.txn) : operation,
  )
  return { succeeded, steps }
}

function holds(view: View, compare: Compare): boolean {
  const kvs = view.list(compare.key, compare.end)
  if (kvs.length > 0) return kvs.every((kv) => holdsFor(compare, kv))
  return compare.target !== 'value' && holdsFor(compare, undefined)
}

function holdsFor(compare: Compare, kv: KeyValue | undefined): boolean {
  const order = orderOf(compare, kv)
  switch (compare.is) {
    case '=':
      return order === 0
    case '!=':
      return order !== 0
    case '<':
      return order < 0
    case '>':
      return order > 0
    default:
      return compare.is satisfies never
  }
}

function orderOf(compare: Compare, kv: KeyValue | undefined): number {
  switch (compare.target) {
    case 'mod':
      return (kv?.modRevision ?? 0) - compare.number
    case 'create':
      return (kv?.createRevision ?? 0) - compare.number
    case 'version':
      return (kv?.version ?? 0) - compare.number
    case 'value':
      return Buffer.compare(kv?.value ?? new Uint8Array(), compare.value)
    case 'lease': {
      const difference = BigInt(kv?.lease ?? 0) - BigInt(compare.lease)
      return difference === 0n ? 0 : difference < 0n ? -1 : 1
    }
    default:
      return compare satisfies never
  }
}

function refusePuts(before: View, state: MvccState, chosen: Chosen): void {
  for (const step of chosen.steps) {
    if ('steps' in step) refusePuts(before, state, step)
    else if (step.kind === 'put') {
      const { key, lease = '0', ignoreLease } = step
      if (ignoreLease === true && before.get(key) === undefined)
        throw refusal('key-not-found', 'key not found')
      if (lease !== '0' && !state.leases.has(lease))
        throw refusal('lease-not-found', 'requested lease not found')
    }
  }
}

function run(chosen: Chosen, writing: Writing): TxnResult {
  const results = chosen.steps.map((step): OperationResult => {
    if ('steps' in step) return { kind: 'txn', result: run(step, writing) }
    switch (step.kind) {
      case 'put':
        return put(step, writing)
      case 'delete':
        return { kind: 'delete', deleted: remove(step.key, step.end, writing) }
      case 'range':
        return { kind: 'range', ...rangeIn(writing.view, step, 0) }
      default:
        return step satisfies never
    }
  })
  return { succeeded: chosen.succeeded, revision: 0, results }
}

function put(operation: PutOperation, { view, revision, written, events }: Writing): OperationResult {
  const previous = view.get(operation.key)
  const kv: KeyValue = {
    key: operation.key,
    value: Buffer.from(operation.value),
    createRevision: previous?.createRevision ?? revision,
    modRevision: revision,
    version: (previous?.version ?? 0) + 1,
    lease: operation.ignoreLease === true ? (previous?.lease ?? '0') : (operation.lease ?? '0'),
  }
  written.set(kv.key, kv)
  events.push({ kind: 'put', kv })
  return { kind: 'put' }
}

function remove(key: string, end: string | undefined, { view, revision, written, events }: Writing): number {
  const kvs = view.list(key, end)
  for (const kv of kvs) {
    written.set(kv.key, undefined)
    events.push({ kind: 'delete', key: kv.key, modRevision: revision })
  }
  return kvs.length
}

/** Fills in the revision, which is known only when everything has run. */
function withRevision(result: TxnResult, revision: number): TxnResult {
  const results = result.results.map((item): OperationResult => {
    if (item.kind === 'txn') return { kind: 'txn', result: withRevision(item.result, revision) }
    return item.kind === 'range' ? { ...item, revision } : item
  })
  return { ...result, revision, results }
}
