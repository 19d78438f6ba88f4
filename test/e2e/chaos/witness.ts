import { setTimeout } from 'node:timers/promises'
import {
  type Store,
  StoreError,
  type Watch,
  type WatchBatch,
  type WatchEvent,
} from '../../../src/model/index.ts'
import type { StoreHistory } from '../../apply/simulation/history.ts'

type Revision = StoreHistory['revisions'][number]

/** An onlooker that is none of the clients: reads every revision of a server, in each of its timelines. */
export interface Witness {
  /** The newest revision that it has read in this timeline. */
  seen(): number
  /** Which timeline this is; a restore begins a new one. */
  timeline(): number
  /** Waits until it has read revision `revision` of this timeline. */
  reads(revision: number): Promise<void>
  /** Stops following: the server goes down for good. */
  leave(): Promise<void>
  /** Reads what it had missed of the timeline from `store`, the old data, and ends it. */
  endTimeline(store: Store): Promise<void>
  /** Follows a new timeline that shares everything up to `revision` with the one before. */
  beginTimeline(revision: number): void
  /** What happened in each timeline, from its beginning to its end. */
  histories(): readonly StoreHistory[]
}

/** Follows `store`, which reconnects by itself when its server comes back. */
export function openWitness(store: Store): Witness {
  const timelines: Revision[][] = [[]]
  const current = () => timelines.at(-1) as Revision[]
  const seen = () => current().at(-1)?.revision ?? 0
  let follower = follow(store, current())
  return {
    seen,
    timeline: () => timelines.length - 1,
    reads: (revision) => waitFor(() => seen() >= revision, follower),
    leave: () => follower.stop(),
    async endTimeline(old) {
      const { revision } = await old.range({ key: '/' })
      // an etcd that nobody has written to is at revision 1
      if (seen() >= revision || revision === 1) return
      const last = follow(old, current())
      await waitFor(() => seen() >= revision, last)
      await last.stop()
    },
    beginTimeline(revision) {
      timelines.push(current().filter((one) => one.revision <= revision))
      follower = follow(store, current())
    },
    histories: () => timelines.map((revisions) => ({ revisions })),
  }
}

interface Follower {
  readonly failure: () => unknown
  stop(): Promise<void>
}

function follow(store: Store, revisions: Revision[]): Follower {
  let watch: Watch | undefined
  let isOver = false
  let failure: unknown
  const read = async () => {
    while (!isOver) {
      watch = store.watch({ key: '\0', end: '\0', startRevision: (revisions.at(-1)?.revision ?? 0) + 1 })
      try {
        for await (const batch of watch) if (batch.events.length > 0) revisions.push(withoutBlobs(batch))
      } catch (error) {
        if (!(error instanceof StoreError) || error.code === 'compacted') throw error
      }
      if (!isOver) await setTimeout(50) // the server was killed; go on behind the last revision seen
    }
  }
  const ended = read().catch((error: unknown) => {
    failure = error
  })
  return {
    failure: () => failure,
    async stop() {
      isOver = true
      await watch?.close()
      await ended
    },
  }
}

async function waitFor(isReached: () => boolean, follower: Follower): Promise<void> {
  while (!isReached()) {
    if (follower.failure() !== undefined) throw follower.failure()
    await setTimeout(10)
  }
}

/** Blobs and fillings say nothing here and are large. */
function withoutBlobs({ revision, events }: WatchBatch): Revision {
  const isTold = (key: string) => key.includes('/config/') || key.includes('/ledger/')
  return {
    revision,
    events: events.map(
      (event): WatchEvent =>
        event.kind === 'delete' || isTold(event.kv.key)
          ? event
          : { kind: 'put', kv: { ...event.kv, value: new Uint8Array() } },
    ),
  }
}
