import type { Etcd3 } from 'etcd3'
import { StoreError } from '../model/index.ts'
import { type CallKind, isTransient, toStoreError } from './etcd-error.ts'
import { type ConnectionOptions, openEtcdClient } from './etcd-library.ts'
import { firstToAnswer } from './etcd-probe.ts'

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
    const attempts = kind === 'read' ? this.clients.length : 1
    for (let attempt = 1; ; attempt++) {
      try {
        const reply = await send(this.inUse())
        this.trust()
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
    if (!this.isProven) {
      this.proof ??= this.askInTurn().finally(() => {
        this.proof = undefined
      })
      await this.proof
    }
    return this.inUse()
  }

  private async askInTurn(): Promise<void> {
    for (let attempt = 1; !this.isProven; attempt++) {
      const asked = this.current
      try {
        const client = await firstToAnswer(this.inUse(), () => this.openAt(asked))
        this.clients[asked] = client
        if (this.isClosed) client.close()
        this.trust()
      } catch (thrown) {
        // Nothing of the caller's was sent, so nothing of it can have been applied.
        const error = toStoreError(thrown, 'read')
        if (!this.isClosed) this.clients[asked] = await this.openAt(asked)
        this.turn()
        if (attempt >= this.clients.length || !isTransient(error)) throw error
      }
    }
  }

  private openAt(index: number): Promise<Etcd3> {
    return openEtcdClient({ ...this.options, endpoint: this.names[index] as string })
  }

  private trust(): void {
    this.isProven = true
    this.isDoubted = false
  }

  /** Gives the endpoint in use up for the next one. */
  turn(): void {
    this.current = (this.current + 1) % this.clients.length
    this.isProven = false
    this.isDoubted = true
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
