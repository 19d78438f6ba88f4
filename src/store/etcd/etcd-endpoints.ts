import { setImmediate as turn } from 'node:timers/promises'
import type { Etcd3 } from 'etcd3'
import { StoreError } from '../../model/index.ts'
import { decodeId } from './decode.ts'
import { askingNothing } from './encode.ts'
import { EndpointWarnings } from './endpoint-warnings.ts'
import { type ConnectionOptions, type EtcdClient, isSecure, openEtcdClient } from './etcd-client.ts'
import { firstAnswer } from './first-answer.ts'
import { firstToAnswer } from './first-to-answer.ts'
import { type CallKind, isTransient, toStoreError } from './to-store-error.ts'

/** ms without an answer to a read after which another endpoint is asked as well: four times what is usual, between these. */
const shortestPatience = 250
const longestPatience = 1_000
const proofPatience = 300

type EndpointsOptions = Omit<ConnectionOptions, 'endpoint'>

/** One client an endpoint, and which of them is in use: the first that answers, until it fails. */
export class EtcdEndpoints {
  readonly names: readonly string[]
  private readonly options: EndpointsOptions
  private readonly clients: EtcdClient[]
  private current = 0
  private isProven = false
  /** The endpoint in use has failed, and nothing has answered since. */
  private isDoubted = false
  private isClosed = false
  private proof: Promise<void> | undefined
  private askingCluster: Promise<string> | undefined
  /** The cluster that answered first; another is believed only when no endpoint of this one answers. */
  private cluster: string | undefined
  /** ms that an answer takes, as of late; at first too little is waited rather than too much. */
  private usual = shortestPatience / 4
  private readonly answeredAt = new Map<number, number>()
  private readonly warnings: EndpointWarnings

  private constructor(
    names: readonly string[],
    clients: readonly EtcdClient[],
    { warnings, ...options }: EndpointsOptions & { readonly warnings: EndpointWarnings },
  ) {
    this.names = names
    this.clients = [...clients]
    this.options = options
    this.warnings = warnings
  }

  /** Opens a client for each endpoint; nothing is sent yet. */
  static async open(
    endpoints: readonly string[],
    { onWarning, ...rest }: EndpointsOptions & { readonly onWarning: (text: string) => void },
  ): Promise<EtcdEndpoints> {
    let isTold = false
    const onUnguarded = () => {
      if (!isTold) onWarning(unguarded(rest.user))
      isTold = true
    }
    const options = { ...rest, onUnguarded }
    const isUnverified = endpoints.some((endpoint) => isSecure({ ...options, endpoint }))
    if (rest.skipsVerification && isUnverified) onWarning(unverified)
    const clients = await Promise.all(
      endpoints.map((endpoint) => openEtcdClient({ ...options, endpoint })),
    ).catch((error: unknown) => {
      throw toStoreError(error, 'read')
    })
    return new EtcdEndpoints(endpoints, clients, { ...options, warnings: new EndpointWarnings(onWarning) })
  }

  /** Every endpoint with its client, to be asked one by one. */
  all(): readonly { readonly client: EtcdClient; readonly options: ConnectionOptions }[] {
    return this.clients.map((client, index) => ({ client, options: this.optionsAt(index) }))
  }

  /**
   * Calls the endpoint in use. A read is asked of the others too where that one fails or is slower than usual, and is never
   * answered by another cluster while one of the known cluster answers; a write is sent once and no more, and not at all
   * where another cluster than `only` would carry it out.
   */
  async call<T>(kind: CallKind, send: (client: Etcd3) => Promise<T>, only?: string): Promise<T> {
    if (kind === 'write' || this.isDoubted) await this.prove()
    if (kind === 'read') return await this.read(send)
    if (only !== undefined && this.cluster !== undefined && this.cluster !== only)
      throw otherCluster(`cluster ${this.cluster} answers instead of ${only}`, 'not-applied')
    const reply = await this.ask(this.current, kind, send)
    const cluster = clusterOf(reply)
    // The server was replaced behind its address, so late that nothing could tell.
    if (only !== undefined && cluster !== undefined && cluster !== only)
      throw otherCluster(`cluster ${cluster} has answered instead of ${only}`, 'unknown')
    return reply
  }

  /** The id of the cluster. Who asks before the question is sent gets the same answer: a client follows several ranges. */
  clusterId(): Promise<string> {
    this.askingCluster ??= turn().then(async () => {
      this.askingCluster = undefined
      const { header } = await this.call('read', (client) => client.kv.txn(askingNothing))
      return decodeId(header.cluster_id)
    })
    return this.askingCluster
  }

  private async read<T>(send: (client: Etcd3) => Promise<T>): Promise<T> {
    const strays: { index: number; reply: T }[] = []
    let isAnswered = false
    const asks = this.order().map((index) => async () => {
      const start = performance.now()
      const reply = await this.ask(index, 'read', send)
      const cluster = clusterOf(reply)
      this.cluster ??= cluster
      if (cluster !== undefined && cluster !== this.cluster) {
        strays.push({ index, reply })
        throw this.strange(index)
      }
      if (!isAnswered) this.answered(index, performance.now() - start)
      isAnswered = true
      return reply
    })
    try {
      return await firstAnswer({ asks, patience: this.patience(), isFinal })
    } catch (error) {
      const [stray] = strays
      if (stray === undefined) throw error
      this.cluster = clusterOf(stray.reply)
      this.answered(stray.index, 0)
      return stray.reply
    }
  }

  /** Sends to one endpoint, and goes on to another for what comes later if that fails. */
  private async ask<T>(index: number, kind: CallKind, send: (client: Etcd3) => Promise<T>): Promise<T> {
    const client = this.clientAt(index)
    this.warnings.asked(this.nameOf(index))
    try {
      const reply = await client.call(send)
      this.warnings.heard(this.nameOf(index))
      this.trust(client)
      return reply
    } catch (thrown) {
      const error = toStoreError(thrown, kind)
      if (isTransient(error)) this.giveUp(client)
      if (isTransient(error)) this.warnings.failed(this.nameOf(index), error.message)
      throw error
    }
  }

  /** The client of an endpoint that answered; asks them in turn when the last call failed or none was made. */
  async prove(): Promise<EtcdClient> {
    if (!this.isProven) {
      this.proof ??= this.askInTurn().finally(() => {
        this.proof = undefined
      })
      await this.proof
    }
    return this.clientAt(this.current)
  }

  private async askInTurn(): Promise<void> {
    const strays: { index: number; cluster: string }[] = []
    const asks = this.order().map((index) => async () => {
      const cluster = await this.probe(index)
      this.cluster ??= cluster
      if (cluster !== this.cluster) {
        strays.push({ index, cluster })
        throw this.strange(index)
      }
      return index
    })
    // Nothing of the caller's was sent, so nothing of it can have been applied.
    const index = await firstAnswer({ asks, patience: proofPatience, isFinal }).catch((error: unknown) => {
      const [stray] = strays
      if (stray === undefined) throw error
      this.cluster = stray.cluster
      return stray.index
    })
    this.answered(index, 0)
  }

  /** Resolves to the cluster of an endpoint that answers; one that does not gets a new client, for the next time. */
  private async probe(index: number): Promise<string> {
    this.warnings.asked(this.nameOf(index))
    try {
      const { client, cluster } = await firstToAnswer(
        this.clientAt(index),
        () => this.openAt(index),
        this.options.dialMilliseconds,
      )
      this.clients[index] = client
      this.warnings.heard(this.nameOf(index))
      if (this.isClosed) client.close()
      return decodeId(cluster)
    } catch (thrown) {
      if (!this.isClosed) {
        const fresh = await this.openAt(index)
        this.clients[index] = fresh
        if (this.isClosed) fresh.close()
      }
      if (this.current === index) this.turn()
      const error = toStoreError(thrown, 'read')
      this.warnings.failed(this.nameOf(index), error.message)
      throw error
    }
  }

  /** The endpoint in use first, then those that answered last. */
  private order(): number[] {
    const others = this.clients.map((_, step) => (this.current + step) % this.clients.length).slice(1)
    const at = (index: number) => this.answeredAt.get(index) ?? 0
    return [this.current, ...others.sort((a, b) => at(b) - at(a))]
  }

  private patience(): number {
    return Math.min(Math.max(this.usual * 4, shortestPatience), longestPatience)
  }

  private answered(index: number, milliseconds: number): void {
    this.answeredAt.set(index, performance.now())
    if (milliseconds > 0) this.usual += (Math.min(milliseconds, longestPatience) - this.usual) / 8
    this.current = index
    this.isProven = true
    this.isDoubted = false
    this.warnings.answered(this.nameOf(index))
  }

  private strange(index: number): StoreError {
    const message = `${this.nameOf(index)} belongs to another cluster`
    this.warnings.failed(this.nameOf(index), 'it belongs to another cluster')
    return new StoreError('unreachable', message, { outcome: 'not-applied' })
  }

  private openAt(index: number): Promise<EtcdClient> {
    return openEtcdClient(this.optionsAt(index))
  }

  private optionsAt(index: number): ConnectionOptions {
    return { ...this.options, endpoint: this.nameOf(index) }
  }

  private nameOf(index: number): string {
    return this.names[index] as string
  }

  /** What another endpoint answered says nothing of the one in use. */
  private trust(client: EtcdClient): void {
    if (this.clients[this.current] !== client) return
    this.isProven = true
    this.isDoubted = false
  }

  /** Goes on to the next endpoint, once: calls that fail together have all asked the same one. */
  giveUp(client: EtcdClient): void {
    if (this.clients[this.current] === client) this.turn()
  }

  private turn(): void {
    this.current = this.order()[1] ?? this.current
    this.isProven = false
    this.isDoubted = true
  }

  close(): void {
    this.isClosed = true
    this.warnings.close()
    for (const client of this.clients) client.close()
  }

  private clientAt(index: number): EtcdClient {
    if (this.isClosed) throw new StoreError('closed', 'this store is closed', { outcome: 'not-applied' })
    return this.clients[index] as EtcdClient
  }
}

const unverified =
  'certificates are not verified (ETCDCTL_INSECURE_SKIP_TLS_VERIFY): whoever is in between reads and changes everything'

function unguarded(user = ''): string {
  return `user ${user} was given, but access control is off there: whoever reaches this etcd may read and write everything`
}

/** An error that any healthy endpoint would give too. */
function isFinal(error: unknown): boolean {
  return !(error instanceof StoreError) || !isTransient(error)
}

function otherCluster(message: string, outcome: StoreError['outcome']): StoreError {
  return new StoreError('went-back', message, { outcome })
}

/** The cluster that a reply of etcd names in its header. */
function clusterOf(reply: unknown): string | undefined {
  const id = (reply as { readonly header?: { readonly cluster_id?: string } } | undefined)?.header?.cluster_id
  return id === undefined ? undefined : decodeId(id)
}
