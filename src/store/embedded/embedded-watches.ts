import {
  StoreError,
  type Watch,
  type WatchBatch,
  type WatchEvent,
  type WatchRequest,
} from '../../model/index.ts'
import { isInRange } from '../key-order.ts'
import { WatchQueue } from '../watch-queue.ts'
import { refusal, refuseKey } from './mvcc-refusal.ts'
import type { MvccState } from './mvcc-state.ts'

// How often a watch looks for what other processes wrote, and for leases that ran out.
const pollMilliseconds = 50

interface Watcher {
  readonly queue: WatchQueue
  readonly request: WatchRequest
  nextRevision: number
  /** The store as this watch last saw it. */
  seen: { readonly cluster: string; readonly revision: number } | undefined
}

/** The open watches of an embedded store. */
export class EmbeddedWatches {
  private readonly watchers = new Set<Watcher>()
  /** Refreshes the state, which delivers what is new. */
  private readonly refresh: () => Promise<unknown>
  private timer: NodeJS.Timeout | undefined

  constructor(refresh: () => Promise<unknown>) {
    this.refresh = refresh
  }

  open(request: WatchRequest): Watch {
    const queue = new WatchQueue(() => this.forget(watcher))
    const watcher: Watcher = { queue, request, nextRevision: request.startRevision, seen: undefined }
    this.watchers.add(watcher)
    this.timer ??= setInterval(() => void this.poll(), pollMilliseconds)
    try {
      refuseKey(request.key)
      void this.poll()
    } catch (error) {
      queue.fail(asStoreError(error))
    }
    return queue
  }

  /** Hands every watcher the whole revisions that it has not seen. */
  deliver(state: MvccState): void {
    for (const watcher of this.watchers) deliverTo(watcher, state)
  }

  async close(): Promise<void> {
    await Promise.all([...this.watchers].map(({ queue }) => queue.close()))
  }

  private async poll(): Promise<void> {
    try {
      await this.refresh()
    } catch (error) {
      const failure = asStoreError(error)
      // Somebody else writes for long; nothing is lost by looking again.
      if (failure.code === 'locked') return
      for (const { queue } of this.watchers) queue.fail(failure)
    }
  }

  private forget(watcher: Watcher): void {
    this.watchers.delete(watcher)
    if (this.watchers.size > 0) return
    clearInterval(this.timer)
    this.timer = undefined
  }
}

function deliverTo(watcher: Watcher, state: MvccState): void {
  const { queue, request, nextRevision } = watcher
  const { cluster, revision } = state
  const seen = watcher.seen ?? state
  watcher.seen = { cluster, revision }
  if (seen.cluster !== cluster || seen.revision > revision) {
    queue.fail(refusal('went-back', 'the store holds another history than before'))
  } else if (nextRevision < state.compactedRevision) {
    queue.fail(refusal('compacted', `revisions before ${state.compactedRevision} have been compacted`))
  } else {
    queue.open()
    for (const batch of since(state.history, nextRevision)) {
      const events = batch.events.filter((event) => isInRange(keyOf(event), request.key, request.end))
      if (events.length > 0) queue.push({ revision: batch.revision, events })
      watcher.nextRevision = batch.revision + 1
    }
  }
}

/** Revisions follow one another without gaps, so the first wanted is found by counting. */
function since(history: readonly WatchBatch[], revision: number): readonly WatchBatch[] {
  const first = history[0]?.revision ?? revision
  return history.slice(Math.max(0, revision - first))
}

function keyOf(event: WatchEvent): string {
  return event.kind === 'put' ? event.kv.key : event.key
}

function asStoreError(error: unknown): StoreError {
  if (error instanceof StoreError) return error
  return new StoreError('internal', String(error), { outcome: 'not-applied', cause: error })
}
