import type { Duplex } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import { StoreError, type Watch, type WatchRequest } from '../../model/index.ts'
import { refuseKey } from '../embedded/mvcc-refusal.ts'
import { WatchQueue } from '../watch-queue.ts'
import { decodeId, decodeNumber } from './decode.ts'
import { deniedRange } from './denied.ts'
import { encodeEnd, encodeKey } from './encode.ts'
import type { EtcdClient } from './etcd-client.ts'
import type { EtcdEndpoints } from './etcd-endpoints.ts'
import { isTransient, toStoreError, watchRefusal } from './to-store-error.ts'
import { createFragmentJoiner, groupByRevision, type WatchReply } from './watch-reply.ts'

/** The raw gRPC stream behind `watchClient.watch()`. */
type WatchStream = Duplex & { cancel(): void }

/** What a watch needs to know beyond its request. */
export interface EtcdWatchSettings {
  readonly timeoutMilliseconds: number
  readonly watchResumeMilliseconds: number
  readonly isAuthenticated: boolean
}

/**
 * Opens a watch on a stream of its own, so that one that is refused holds no other up. After a cut it goes on from
 * the revision after the last event delivered (never from a header: those name the current revision).
 */
export function openEtcdWatch(
  endpoints: EtcdEndpoints,
  request: WatchRequest,
  settings: EtcdWatchSettings,
  onEnd: () => void,
): Watch {
  const watch = new EtcdWatch(endpoints, request, settings, onEnd)
  void watch.run()
  return watch.queue
}

class EtcdWatch {
  readonly queue: WatchQueue
  private readonly endpoints: EtcdEndpoints
  private readonly request: WatchRequest
  private readonly settings: EtcdWatchSettings
  private nextRevision: number
  /** The highest revision that the store was seen at. */
  private seenRevision = 0
  private clusterId: string | undefined
  /** Whom the stream was opened with. */
  private client: EtcdClient | undefined
  private stream: WatchStream | undefined
  private isStreamOpen = false

  constructor(
    endpoints: EtcdEndpoints,
    request: WatchRequest,
    settings: EtcdWatchSettings,
    onEnd: () => void,
  ) {
    this.endpoints = endpoints
    this.request = request
    this.settings = settings
    this.nextRevision = request.startRevision
    this.queue = new WatchQueue(() => {
      this.stopStream()
      onEnd()
    })
  }

  async run(): Promise<void> {
    try {
      await this.followAndResume()
    } catch (error) {
      this.queue.fail(deniedRange(toStoreError(error, 'read'), this.request))
    }
  }

  private async followAndResume(): Promise<void> {
    let cutAt: number | undefined
    while (!this.queue.isEnded) {
      const error = await this.follow()
      if (this.queue.isEnded) return
      const wasOpen = this.isStreamOpen
      if (wasOpen || cutAt === undefined) cutAt = performance.now()
      const isWorthAnother = this.clusterId !== undefined && isTransient(error)
      if (!isWorthAnother || performance.now() - cutAt > this.settings.watchResumeMilliseconds) throw error
      if (this.client !== undefined) this.endpoints.giveUp(this.client)
      await delay(wasOpen ? 50 : 250)
    }
  }

  /** Follows one stream until it ends; resolves to why. */
  private async follow(): Promise<StoreError> {
    this.isStreamOpen = false
    try {
      const stream = await this.startStream()
      // Closed while it was being opened: nobody else would stop it.
      if (this.queue.isEnded) return watchClosed()
      const guard = setTimeout(() => stream.cancel(), this.settings.timeoutMilliseconds)
      try {
        const join = createFragmentJoiner()
        for await (const reply of stream) {
          // The stream carries what the proto says; grpc-js types it as anything.
          await this.take(reply as WatchReply, join)
          if (this.isStreamOpen) clearTimeout(guard)
        }
      } finally {
        clearTimeout(guard)
      }
      return toStoreError(new Error('14 UNAVAILABLE: etcd ended the watch stream'), 'read')
    } catch (error) {
      return toStoreError(error, 'read')
    } finally {
      this.stopStream()
    }
  }

  private async startStream(): Promise<WatchStream> {
    refuseKey(this.request.key)
    const client = await this.endpoints.prove()
    this.client = client
    // A stream opened with an outdated token is refused as if it lacked permission; an ordinary read renews it.
    if (this.settings.isAuthenticated) {
      const message = { key: encodeKey(this.request.key), ...encodeEnd(this.request.end), count_only: true }
      await client.call((etcd) => etcd.kv.range(message))
    }
    // etcd3 types only the half of the stream that it uses itself.
    const stream = (await client.call((etcd) => etcd.watchClient.watch())) as unknown as WatchStream
    this.stream = stream
    stream.on('error', () => undefined)
    stream.write({
      create_request: {
        key: encodeKey(this.request.key),
        ...encodeEnd(this.request.end),
        start_revision: String(this.nextRevision),
        progress_notify: true,
        fragment: true,
      },
    })
    return stream
  }

  private async take(reply: WatchReply, join: ReturnType<typeof createFragmentJoiner>): Promise<void> {
    if (reply.canceled) throw watchRefusal(reply.cancel_reason, decodeNumber(reply.compact_revision))
    const revision = decodeNumber(reply.header.revision)
    if (reply.created) {
      await this.requireSameHistory(decodeId(reply.header.cluster_id), revision)
      this.isStreamOpen = true
      this.queue.open()
      return
    }
    const events = join(reply)
    if (events === undefined) return
    if (events.length === 0) {
      this.queue.push({ revision, events: [] })
      return
    }
    for (const batch of groupByRevision(events, this.nextRevision)) {
      this.queue.push(batch)
      this.nextRevision = batch.revision + 1
      this.seenRevision = Math.max(this.seenRevision, batch.revision)
    }
    await this.queue.ready()
  }

  /** A follower may lag behind what another member has shown; a read through the leader may not. */
  private async requireSameHistory(clusterId: string, revision: number): Promise<void> {
    this.clusterId ??= clusterId
    if (this.clusterId !== clusterId)
      throw wentBack(`cluster ${clusterId} answers instead of ${this.clusterId}`)
    if (revision < this.seenRevision) {
      const message = { key: encodeKey(this.request.key), ...encodeEnd(this.request.end), count_only: true }
      const reply = await this.endpoints.call('read', (client) => client.kv.range(message))
      const current = decodeNumber(reply.header.revision)
      if (current < this.seenRevision) {
        throw wentBack(`the store is at revision ${current}, but ${this.seenRevision} was seen before`)
      }
    }
    this.seenRevision = Math.max(this.seenRevision, revision)
  }

  private stopStream(): void {
    // Ended before it is cancelled: etcd3 takes an error on a writable stream for a failure of the whole endpoint.
    this.stream?.end()
    this.stream?.cancel()
    this.stream = undefined
  }
}

function watchClosed(): StoreError {
  return new StoreError('closed', 'the watch was closed', { outcome: 'not-applied' })
}

function wentBack(message: string): StoreError {
  return new StoreError('went-back', message, { outcome: 'not-applied' })
}
