import {
  type Change,
  isPointerKey,
  type LedgerEntry,
  type Plan,
  prefixOfPointer,
  publishedKeys,
  type Store,
  sha256,
  type WatchEvent,
} from '../../../src/model/index.ts'
import { decodeGeneration, decodeGenerationPointer } from '../../../src/records/index.ts'

/** Revisions after which a pointer names a generation that is not whole; pointers that somebody else wrote name none. */
export function findTornGenerations({ revisions }: StoreHistory, prefix = ''): string[] {
  const values = new Map<string, Uint8Array>()
  const torn: string[] = []
  for (const { revision, events } of revisions) {
    for (const event of events) {
      if (event.kind === 'delete') values.delete(event.key)
      else values.set(event.kv.key, event.kv.value)
    }
    for (const key of [...values.keys()].filter(isPointerKey)) {
      const generation = decodeGenerationPointer(values.get(key))?.generation
      const keys = publishedKeys(prefix, prefixOfPointer(key))
      const manifest = values.get(`${keys.generation}${generation}`)
      const shards = manifest && decodeGeneration(generation ?? '', manifest)
      const isWhole = shards && Object.values(shards).every((shard) => values.has(`${keys.shard}${shard}`))
      if (generation !== undefined && !isWhole)
        torn.push(`revision ${revision}: ${key} names what is not there`)
    }
  }
  return torn
}

/** Everything that a store went through, as an independent watcher saw it. */
export interface StoreHistory {
  readonly revisions: readonly { readonly revision: number; readonly events: readonly WatchEvent[] }[]
}

/** Watches a store from its first revision to its newest one. */
export async function readWholeHistory(store: Store): Promise<StoreHistory> {
  const { revision: newest } = await store.range({ key: '/' })
  const watch = store.watch({ key: '\0', end: '\0', startRevision: 1 })
  const revisions: { revision: number; events: readonly WatchEvent[] }[] = []
  if (newest <= 1) return { revisions }
  for await (const { revision, events } of watch) {
    if (events.length > 0) revisions.push({ revision, events })
    if (revision >= newest) break
  }
  await watch.close()
  return { revisions }
}

/** The ledger entries that ever appeared under a prefix, by apply id. */
export function ledgerOf({ revisions }: StoreHistory, prefix = ''): Map<string, AppliedEntry> {
  const entries = new Map<string, AppliedEntry>()
  for (const { revision, events } of revisions) {
    for (const event of events) {
      if (event.kind !== 'put' || !event.kv.key.startsWith(`${prefix}/appia/demo/ledger/`)) continue
      const entry = JSON.parse(new TextDecoder().decode(event.kv.value)) as LedgerEntry
      entries.set(entry.applyId, { ...entry, revision })
    }
  }
  return entries
}

type AppliedEntry = LedgerEntry & { readonly revision: number }

/** What is wrong with the history, given the plans that were sent under each apply id; empty when all is well. */
export function findViolations(
  history: StoreHistory,
  plans: ReadonlyMap<string, Plan>,
  prefix = '',
): string[] {
  const violations: string[] = []
  const byRevision = new Map([...ledgerOf(history, prefix).values()].map((entry) => [entry.revision, entry]))
  const values = new Map<string, string>()
  for (const { revision, events } of history.revisions) {
    const entry = byRevision.get(revision)
    const plan = entry === undefined ? undefined : plans.get(entry.applyId)
    if (plan !== undefined) violations.push(...checkApplied(plan, { events, values, revision, prefix }))
    if (entry?.kind === 'fence' && events.length !== 2) violations.push(`the fence at ${revision} wrote more`)
    for (const event of events) {
      if (event.kind === 'delete') values.delete(event.key)
      else values.set(event.kv.key, sha256(event.kv.value))
    }
  }
  return violations
}

/** An applied plan wrote exactly its changes (what only changes hands is not written), over exactly what it had seen. */
function checkApplied(
  plan: Plan,
  {
    events,
    values,
    revision,
    prefix,
  }: {
    readonly events: readonly WatchEvent[]
    readonly values: ReadonlyMap<string, string>
    readonly revision: number
    readonly prefix: string
  },
): string[] {
  const written = events
    .map((event) => (event.kind === 'put' ? `${event.kv.key}=${sha256(event.kv.value)}` : `${event.key}=`))
    .filter((line) => line.startsWith(`${prefix}/config/`))
    .sort()
  // beside many keys a delete of a key that somebody else has deleted meanwhile is not noticed: the end is the same
  const isGone = (change: Change) =>
    plan.changes.length > 100 && change.action === 'delete' && !values.has(change.key)
  const wanted = plan.changes
    .filter((change) => change.action !== 'own' && change.action !== 'release' && !isGone(change))
    .map((change) => `${change.key}=${change.after?.sha256 ?? ''}`)
    .sort()
  const violations: string[] = []
  if (written.join() !== wanted.join()) {
    violations.push(
      `revision ${revision} holds a part of an apply: ${written.join(' ')} instead of ${wanted.join(' ')}`,
    )
  }
  for (const change of plan.changes.filter((one) => !isGone(one))) {
    if ((values.get(change.key) ?? '') !== (change.before?.sha256 ?? '')) {
      violations.push(`revision ${revision} wrote over something unseen in ${change.key}`)
    }
  }
  return violations
}
