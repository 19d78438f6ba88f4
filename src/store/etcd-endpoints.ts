import type { Etcd3 } from 'etcd3'
import { StoreError } from '../model/index.ts'
import { type CallKind, isTransient, toStoreError } from './etcd-error.ts'
import { type ConnectionOptions, openEtcdClient } from './etcd-library.ts'

// An endpoint that swallows packets must not use up the time of the others.
const probeMilliseconds = 3_000

/** When a call that only asks whether an endpoint answers is given up, in milliseconds since the epoch. */
export function probeDeadline(): number {
  return Date.now() + probeMilliseconds
}

/** One client an endpoint, and which of them is in use: the first that answers, until it fails. */
export class EtcdEndpoints {
  readonly names: readonly string[]
  private readonly clients: readonly Etcd3[]
  private current = 0
  private isProven = false
  private isClosed = false

  private constructor(names: readonly string[], clients: readonly Etcd3[]) {
    this.names = names
    this.clients = clients
  }

  /** Opens a client for each endpoint; nothing is sent yet. */
  static async open(
    endpoints: readonly string[],
    options: Omit<ConnectionOptions, 'endpoint'>,
  ): Promise<EtcdEndpoints> {
    const clients = await Promise.all(
      endpoints.map((endpoint) => openEtcdClient({ ...options, endpoint })),
    ).catch((error: unknown) => {
      throw toStoreError(error, 'read')
    })
    return new EtcdEndpoints(endpoints, clients)
  }

  /** Every endpoint with its client, to be asked one by one. */
  all(): readonly { readonly endpoint: string; readonly client: Etcd3 }[] {
    return this.clients.map((client, index) => ({ endpoint: this.names[index] as string, client }))
  }

  /** Calls the endpoint in use; a read that finds it gone is asked of the others, a write is sent once and no more. */
  async call<T>(kind: CallKind, send: (client: Etcd3) => Promise<T>): Promise<T> {
    if (kind === 'write') await this.prove()
    const attempts = kind === 'read' ? this.clients.length : 1
    for (let attempt = 1; ; attempt++) {
      try {
        const reply = await send(this.inUse())
        this.isProven = true
        return reply
      } catch (thrown) {
        const error = toStoreError(thrown, kind)
        if (isTransient(error)) this.turn()
        if (attempt === attempts || !isTransient(error)) throw error
      }
    }
  }

  /** The client of an endpoint that answered; asks them in turn when the last call failed or none was made. */
  async prove(): Promise<Etcd3> {
    for (let attempt = 1; !this.isProven; attempt++) {
      try {
        await this.inUse().maintenance.status({ deadline: probeDeadline() })
        this.isProven = true
      } catch (thrown) {
        // Nothing of the caller's was sent, so nothing of it can have been applied.
        const error = toStoreError(thrown, 'read')
        this.turn()
        if (attempt >= this.clients.length || !isTransient(error)) throw error
      }
    }
    return this.inUse()
  }

  /** Gives the endpoint in use up for the next one. */
  turn(): void {
    this.current = (this.current + 1) % this.clients.length
    this.isProven = false
  }

  close(): void {
    this.isClosed = true
    for (const client of this.clients) client.close()
  }

  private inUse(): Etcd3 {
    if (this.isClosed) throw new StoreError('closed', 'this store is closed', { outcome: 'not-applied' })
    return this.clients[this.current] as Etcd3
  }
}
