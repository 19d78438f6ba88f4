import { setTimeout as sleep } from 'node:timers/promises'
import type { Host, Layout } from '../layout/index.ts'
import { configPrefix, prefixEnd, StoreError } from '../model/index.ts'
import { KernelError } from './bpftool.ts'
import { type DocumentSource, followedKeys, readDocuments } from './read-documents.ts'
import { readHost } from './read-host.ts'
import { type SyncOutcome, syncMaps } from './sync-maps.ts'

export interface FollowRequest extends DocumentSource {
  readonly layout: Layout
  readonly pins: string
  /** Looks at the host whose interfaces count; this one when absent. */
  readonly readHost?: () => Promise<Host>
  /** Ends the following. */
  readonly signal: AbortSignal
  /** Maps are synced again this often even without a change, for what others wrote into them. Default 30. */
  readonly resyncSeconds?: number
  /** Interfaces are looked at this often; the maps are synced at once when one came, went or has another index. Default 1. */
  readonly lookSeconds?: number
  /** Told after every sync, with the revision of the documents. */
  readonly onSync: (outcome: SyncOutcome, revision: number) => void
  /** Told when the store or the kernel cannot be reached; the maps keep what they hold, and it is tried again. */
  readonly onTrouble: (error: StoreError | KernelError) => void
}

const retryMilliseconds = 1000

/** Keeps pinned maps at what the documents in a store say, until the signal. Bad configuration keeps the last good entries. */
export async function followMaps(request: FollowRequest): Promise<void> {
  while (!request.signal.aborted) {
    try {
      await followOnce(request)
    } catch (error) {
      if (!(error instanceof StoreError || error instanceof KernelError)) throw error
      if (request.signal.aborted) return
      request.onTrouble(error)
      await sleep(retryMilliseconds, undefined, { signal: request.signal }).catch(() => undefined)
    }
  }
}

async function followOnce(request: FollowRequest): Promise<void> {
  const { store, prefix, signal } = request
  const keys = new Set(followedKeys(request, request.layout))
  let last = await sync(request)
  const range = configPrefix(prefix)
  const watch = store.watch({ key: range, end: prefixEnd(range), startRevision: last.revision + 1 })
  const close = () => void watch.close()
  const timer = setInterval(close, 1000 * (request.resyncSeconds ?? 30))
  const look = async () => {
    const now = await lookAt(request).catch(() => undefined)
    if (now === undefined || interfacesOf(now) !== last.interfaces) close()
  }
  const looks = setInterval(() => void look(), 1000 * (request.lookSeconds ?? 1))
  signal.addEventListener('abort', close)
  try {
    for await (const batch of watch) {
      // A read may already have seen what the watch delivers later.
      if (batch.revision <= last.revision) continue
      const isFollowed = batch.events.some((event) =>
        keys.has(event.kind === 'put' ? event.kv.key : event.key),
      )
      if (isFollowed) last = await sync(request, last.compared)
    }
  } finally {
    clearInterval(timer)
    clearInterval(looks)
    signal.removeEventListener('abort', close)
    await watch.close()
  }
}

interface Synced {
  readonly revision: number
  /** Of the host, as they were then. */
  readonly interfaces: string
  readonly compared?: string
}

async function sync(request: FollowRequest, compared?: string): Promise<Synced> {
  const host = await lookAt(request)
  const { documents, revision, diagnostics } = await readDocuments(request, request.layout)
  const syncRequest = { ...request, host, documents, ...(compared === undefined ? {} : { compared }) }
  const outcome: SyncOutcome =
    diagnostics.length > 0 ? { kind: 'refused', diagnostics } : await syncMaps(syncRequest)
  request.onSync(outcome, revision)
  const interfaces = interfacesOf(host)
  return { revision, interfaces, ...(outcome.kind === 'synced' ? { compared: outcome.ids } : {}) }
}

function lookAt(request: FollowRequest): Promise<Host> {
  return (request.readHost ?? readHost)()
}

function interfacesOf({ interfaces }: Host): string {
  return JSON.stringify([...interfaces].sort())
}
