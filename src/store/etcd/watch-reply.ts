import type { IEvent, IWatchResponse } from 'etcd3'
import type { WatchBatch, WatchEvent } from '../../model/index.ts'
import { decodeKeyValue, decodeNumber } from './decode.ts'

/** A message of the watch stream; `fragment` says that the next one continues it (missing from etcd3's types). */
export type WatchReply = IWatchResponse & { readonly fragment?: boolean }

/** Joins fragments: feed it every reply, get the whole one with the last of its pieces. */
export function createFragmentJoiner(): (reply: WatchReply) => readonly IEvent[] | undefined {
  let pieces: IEvent[] = []
  return (reply) => {
    pieces.push(...reply.events)
    if (reply.fragment === true) return undefined
    const whole = pieces
    pieces = []
    return whole
  }
}

/** One batch a revision, in order; events before `firstRevision` were delivered already and are left out. */
export function groupByRevision(events: readonly IEvent[], firstRevision: number): readonly WatchBatch[] {
  const batches: { revision: number; events: WatchEvent[] }[] = []
  for (const event of events) {
    const revision = decodeNumber(event.kv.mod_revision)
    if (revision < firstRevision) continue
    const last = batches.at(-1)
    if (last?.revision === revision) last.events.push(decodeEvent(event, revision))
    else batches.push({ revision, events: [decodeEvent(event, revision)] })
  }
  return batches
}

function decodeEvent(event: IEvent, revision: number): WatchEvent {
  if (event.type === 'Put') return { kind: 'put', kv: decodeKeyValue(event.kv) }
  return { kind: 'delete', key: event.kv.key.toString('utf8'), modRevision: revision }
}
