import fc from 'fast-check'
import type {
  Compare,
  KeyValue,
  Operation,
  OperationResult,
  Store,
  Txn,
  TxnResult,
  WatchBatch,
  WatchEvent,
} from '../../src/model/index.ts'
import { codeOf, take } from './contract/tools.ts'

/** A random call. Revisions are relative to where the run began, leases are numbers of the run's own. */
export type Call =
  | { readonly kind: 'txn'; readonly txn: Txn }
  | {
      readonly kind: 'range'
      readonly key: string
      readonly end?: string
      readonly revision?: number
      readonly limit?: number
      readonly keysOnly?: boolean
      readonly countOnly?: boolean
    }
  | { readonly kind: 'compact'; readonly revision: number }
  | { readonly kind: 'grant' }
  | { readonly kind: 'revoke' | 'keepAlive'; readonly lease: string }

const key = fc.constantFrom('a', 'aa', 'ab', 'b', 'c', 'é', '\u{ffff}', '\u{1f600}')
const end = fc.option(fc.constantFrom('a', 'aa', 'b', 'd', 'é', '\u{1f600}', '\u{10ffff}', '\0'), {
  nil: undefined,
})
const lease = fc.constantFrom('1', '2', '3')
const is = fc.constantFrom('=', '!=', '<', '>')
const text = fc.constantFrom('', 'x', 'y', 'xx').map((value) => Buffer.from(value))
const flag = fc.boolean()

const put: fc.Arbitrary<Operation> = fc
  .record({ key, value: text, lease: fc.option(lease, { nil: undefined, freq: 5 }), ignoreLease: fc.nat(9) })
  .map(({ key, value, lease, ignoreLease }) => ({
    kind: 'put',
    key,
    value,
    ...(lease === undefined ? {} : { lease }),
    ...(ignoreLease < 2 ? { ignoreLease: true } : {}),
  }))
const remove: fc.Arbitrary<Operation> = fc
  .record({ key, end })
  .map((range) => withoutUndefined({ kind: 'delete', ...range }))
const read: fc.Arbitrary<Operation> = fc
  .record({ key, end, limit: fc.option(fc.nat(3), { nil: undefined }), keysOnly: flag, countOnly: flag })
  .map((range) => withoutUndefined({ kind: 'range', ...range }))

const compare: fc.Arbitrary<Compare> = fc
  .oneof(
    fc.record({ key, end, is, target: fc.constantFrom('mod', 'create', 'version'), number: fc.nat(12) }),
    fc.record({ key, end, is, target: fc.constant('value'), value: text }),
    fc.record({
      key,
      end,
      is: fc.constantFrom('=', '!='),
      target: fc.constant('lease'),
      lease: fc.oneof(lease, fc.constant('0')),
    }),
  )
  .map((made) => withoutUndefined(made) as Compare)

const { txn } = fc.letrec<{ txn: Txn; operation: Operation }>((tie) => ({
  operation: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 5, arbitrary: put },
    { weight: 2, arbitrary: remove },
    { weight: 2, arbitrary: read },
    { weight: 2, arbitrary: tie('txn').map((nested): Operation => ({ kind: 'txn', txn: nested })) },
  ),
  txn: fc.record({
    compare: fc.array(compare, { maxLength: 2 }),
    success: fc.array(tie('operation'), { maxLength: 4 }),
    failure: fc.array(tie('operation'), { maxLength: 2 }),
  }),
}))

// Two leases, one with two keys, and keys to range over: from here most random calls find something.
const beginning: readonly Call[] = [
  { kind: 'grant' },
  { kind: 'grant' },
  { kind: 'txn', txn: { compare: [], success: [putOf('a', '1'), putOf('c', '1'), putOf('é')], failure: [] } },
  { kind: 'txn', txn: { compare: [], success: [putOf('aa', '2'), putOf('b')], failure: [] } },
]

/** Sequences of calls as a store may get them, wrong ones included. */
export const calls: fc.Arbitrary<readonly Call[]> = fc
  .array(
    fc.oneof(
      { weight: 12, arbitrary: txn.map((made): Call => ({ kind: 'txn', txn: made })) },
      {
        weight: 4,
        arbitrary: fc
          .record({
            key,
            end,
            revision: fc.option(fc.nat(12), { nil: undefined }),
            limit: fc.option(fc.nat(3), { nil: undefined }),
            keysOnly: flag,
            countOnly: flag,
          })
          .map((range) => withoutUndefined({ kind: 'range', ...range }) as Call),
      },
      {
        weight: 1,
        arbitrary: fc.integer({ min: 1, max: 12 }).map((revision): Call => ({ kind: 'compact', revision })),
      },
      { weight: 2, arbitrary: fc.constant<Call>({ kind: 'grant' }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('revoke', 'keepAlive'), lease }) },
    ),
    { minLength: 1, maxLength: 20 },
  )
  .map((rest) => [...beginning, ...rest])

/** What a run showed, in numbers that do not depend on the store: answers or refusals, then every event. */
export interface Transcript {
  readonly answers: readonly unknown[]
  readonly events: readonly WatchBatch[]
}

/** Empties the store, makes the calls one after another, then watches what they did. */
export async function record(store: Store, calls: readonly Call[]): Promise<Transcript> {
  const all = { key: '\0', end: '\0' }
  const emptied = await store.txn({ compare: [], success: [{ kind: 'delete', ...all }], failure: [] })
  const run = new Run(emptied.revision)
  const answers: unknown[] = []
  for (const call of calls) answers.push(await run.answer(store, call))
  const { revision } = await store.range({ ...all, countOnly: true })
  const from = Math.max(run.base, run.compacted)
  const batches = await take(store.watch({ ...all, startRevision: from + 1 }), revision - from)
  return { answers, events: batches.map((batch) => run.plainBatch(batch)) }
}

/** Translates revisions and lease ids between the run and the store. */
class Run {
  readonly base: number
  compacted = 0
  private readonly leases: string[] = []

  constructor(base: number) {
    this.base = base
  }

  async answer(store: Store, call: Call): Promise<unknown> {
    try {
      return await this.make(store, call)
    } catch (error) {
      return { refused: codeOf(error) }
    }
  }

  plainBatch(batch: WatchBatch): WatchBatch {
    return {
      revision: this.plain(batch.revision),
      events: batch.events.map((event) => this.plainEvent(event)),
    }
  }

  private async make(store: Store, call: Call): Promise<unknown> {
    switch (call.kind) {
      case 'txn':
        return this.plainTxn(await store.txn(this.realTxn(call.txn)))
      case 'range': {
        const { kind, revision, ...range } = call
        const at = revision === undefined ? {} : { revision: this.base + revision }
        return this.plainRange(await store.range({ ...range, ...at }))
      }
      case 'compact':
        await store.compact(this.base + call.revision)
        this.compacted = this.base + call.revision
        return 'compacted'
      case 'grant': {
        const { id, ttlSeconds } = await store.grantLease(1000)
        this.leases.push(id)
        return ttlSeconds
      }
      case 'keepAlive':
        return (await store.keepAliveLease(this.realLease(call.lease))).ttlSeconds
      case 'revoke':
        return store.revokeLease(this.realLease(call.lease))
      default:
        return call satisfies never
    }
  }

  private realTxn(txn: Txn): Txn {
    return {
      compare: txn.compare.map((compare) => this.realCompare(compare)),
      success: txn.success.map((operation) => this.realOperation(operation)),
      failure: txn.failure.map((operation) => this.realOperation(operation)),
    }
  }

  private realCompare(compare: Compare): Compare {
    if (compare.target === 'lease') return { ...compare, lease: this.realLease(compare.lease) }
    const isRevision = compare.target === 'mod' || compare.target === 'create'
    return isRevision && compare.number > 0 ? { ...compare, number: this.base + compare.number } : compare
  }

  private realOperation(operation: Operation): Operation {
    if (operation.kind === 'txn') return { kind: 'txn', txn: this.realTxn(operation.txn) }
    if (operation.kind !== 'put' || operation.lease === undefined) return operation
    return { ...operation, lease: this.realLease(operation.lease) }
  }

  /** A lease that was not granted yet is one that does not exist. */
  private realLease(number: string): string {
    return number === '0' ? '0' : (this.leases[Number(number) - 1] ?? `99${number}`)
  }

  private plain(revision: number): number {
    return revision - this.base
  }

  private plainTxn(result: TxnResult): unknown {
    return {
      ...result,
      revision: this.plain(result.revision),
      results: result.results.map((item) => this.plainResult(item)),
    }
  }

  private plainResult(result: OperationResult): unknown {
    if (result.kind === 'txn') return this.plainTxn(result.result)
    return result.kind === 'range' ? this.plainRange(result) : result
  }

  private plainRange<T extends { kvs: readonly KeyValue[]; revision: number }>(result: T): T {
    return {
      ...result,
      revision: this.plain(result.revision),
      kvs: result.kvs.map((kv) => this.plainKeyValue(kv)),
    }
  }

  private plainEvent(event: WatchEvent): WatchEvent {
    if (event.kind === 'put') return { kind: 'put', kv: this.plainKeyValue(event.kv) }
    return { ...event, modRevision: this.plain(event.modRevision) }
  }

  private plainKeyValue(kv: KeyValue): KeyValue {
    return {
      ...kv,
      value: Buffer.from(kv.value),
      createRevision: this.plain(kv.createRevision),
      modRevision: this.plain(kv.modRevision),
      lease: kv.lease === '0' ? '0' : String(this.leases.indexOf(kv.lease) + 1),
    }
  }
}

function putOf(key: string, lease = '0'): Operation {
  return { kind: 'put', key, value: Buffer.from('x'), lease }
}

function withoutUndefined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  // Members without a value are left out, which is what `exactOptionalPropertyTypes` asks for.
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }
}
