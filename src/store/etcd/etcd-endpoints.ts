import type { Etcd3 } from 'etcd3'
import { StoreError } from '../../model/index.ts'
import { type ConnectionOptions, openEtcdClient } from './etcd-client.ts'
import { firstToAnswer } from './first-to-answer.ts'
import { type CallKind, isTransient, toStoreError } from './to-store-error.ts'

/** One client an endpoint, and which of them is in use: the first that answers, until it fails. */
export class EtcdEndpoints {
  readonly names: readonly string[]
  private readonly options: Omit<ConnectionOptions, 'endpoint'>
  private readonly clients: Etcd3[]
  private current = 0
  private isProven = false
  /** The endpoint in use has failed, and nothing has answered since. */
  private isDoubted = false
  private isClosed = false
  private proof: Promise<void> | undefined

  private constructor(
    names: readonly string[],
    clients: readonly Etcd3[],
    options: Omit<ConnectionOptions, 'endpoint'>,
  ) {
    this.names = names
    this.clients = [...clients]
    this.options = options
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
    return new EtcdEndpoints(endpoints, clients, options)
  }

  /** Every endpoint with its client, to be asked one by one. */
  all(): readonly { readonly endpoint: string; readonly client: Etcd3 }[] {
    return this.clients.map((client, index) => ({ endpoint: this.names[index] as string, client }))
  }

  /** Calls the endpoint in use; a read that finds it gone is asked of the others, a write is sent once and no more. */
  async call<T>(kind: CallKind, send: (client: Etcd3) => Promise<T>): Promise<T> {
    if (kind === 'write' || this.isDoubted) await this.prove()
    const asked = new Set<number>()
    for (;;) {
      const index = this.nextOf(asked)
      const client = this.clientAt(index)
      try {
        const reply = await send(client)
        this.trust(client)
        return reply
      } catch (thrown) {
        const error = toStoreError(thrown, kind)
        if (isTransient(error)) this.giveUp(client)
        asked.add(index)
        if (kind === 'write' || asked.size === this.clients.length || !isTransient(error)) throw error
      }
    }
  }

  /** The client of an endpoint that answered; asks them in turn when the last call failed or none was made. */
  async prove(): Promise<Etcd3> {
    if (!this.isProven) {
      this.proof ??= this.askInTurn().finally(() => {
        this.proof = undefined
      })
      await this.proof
    }
    return this.clientAt(this.current)
  }

  private async askInTurn(): Promise<void> {
    const asked = new Set<number>()
    while (!this.isProven) {
      const index = this.nextOf(asked)
      asked.add(index)
      try {
        const client = await firstToAnswer(this.clientAt(index), () => this.openAt(index))
        this.clients[index] = client
        if (this.isClosed) client.close()
        this.current = index
        this.trust(client)
      } catch (thrown) {
        // Nothing of the caller's was sent, so nothing of it can have been applied.
        const error = toStoreError(thrown, 'read')
        if (!this.isClosed) this.clients[index] = await this.openAt(index)
        if (this.current === index) this.turn()
        if (asked.size === this.clients.length || !isTransient(error)) throw error
      }
    }
  }

  /** The endpoint in use, or the next after it that was not asked yet. */
  private nextOf(asked: ReadonlySet<number>): number {
    const order = this.clients.map((_, step) => (this.current + step) % this.clients.length)
    return order.find((index) => !asked.has(index)) ?? this.current
  }

  private openAt(index: number): Promise<Etcd3> {
    return openEtcdClient({ ...this.options, endpoint: this.names[index] as string })
  }

  /** What another endpoint answered says nothing of the one in use. */
  private trust(client: Etcd3): void {
    if (this.clients[this.current] !== client) return
    this.isProven = true
    this.isDoubted = false
  }

  /** Goes on to the next endpoint, once: calls that fail together have all asked the same one. */
  giveUp(client: Etcd3): void {
    if (this.clients[this.current] === client) this.turn()
  }

  private turn(): void {
    this.current = (this.current + 1) % this.clients.length
    this.isProven = false
    this.isDoubted = true
  }

  close(): void {
    this.isClosed = true
    for (const client of this.clients) client.close()
  }

  private clientAt(index: number): Etcd3 {
    if (this.isClosed) throw new StoreError('closed', 'this store is closed', { outcome: 'not-applied' })
    return this.clients[index] as Etcd3
  }
}
