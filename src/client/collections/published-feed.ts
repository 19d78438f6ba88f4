import { setTimeout as sleep } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { type JsonValue, type KeyValue, pointerKey, StoreError } from '../../model/index.ts'
import { decodeGenerationPointer } from '../../records/index.ts'
import type { FollowOptions, FollowUpdate } from '../follow.ts'
import { tell } from '../tell.ts'
import { type Generation, type GenerationSource, loadGeneration } from './generation.ts'

/** The documents of a collection, all of one generation. */
export interface PublishedReading<Value> {
  /** By name, below the collection's prefix. */
  readonly documents: ReadonlyMap<string, Value>
  readonly generation: string
  /** mod_revision of the pointer; 0 where the disk cache served. */
  readonly revision: number
  readonly source: 'live' | 'memory' | 'cache'
  /** Names whose documents differ from the reading before; all of them the first time. */
  readonly changed: readonly string[]
}

/** Why a newer generation is not used. Never holds a value. */
export interface PublishedProblem {
  readonly key: string
  readonly kind: 'missing' | 'incomplete' | 'invalid'
  /** mod_revision of the pointer; of one that is missing, the store's when that was seen. */
  readonly revision: number
  readonly messages: readonly string[]
}

/** What a component is told of a collection. */
export interface PublishedListener {
  readonly onDocuments: (reading: PublishedReading<JsonValue>) => void
  readonly onProblem: (problem: PublishedProblem) => void
}

/** Whose collection, and how it is checked. */
export interface PublishedFeedOptions extends GenerationSource {
  readonly count: (result: 'applied' | 'unchanged' | PublishedProblem['kind']) => void
  /** A new good generation, before any listener hears of it. */
  readonly onGood: (generation: Generation) => Promise<void>
  /** A listener threw, or rejected. */
  readonly onListenerFailure: (error: unknown) => void
}

/** ms until a generation that could not be read whole is tried again, where no newer one has come. */
const againAfter = 1000

/** One published collection: the last good generation, and who wants to hear of the next. */
export class PublishedFeed {
  private readonly options: PublishedFeedOptions
  private readonly listeners = new Set<PublishedListener>()
  private readonly stop = new AbortController()
  private good: Generation | undefined
  private from: PublishedReading<JsonValue>['source'] = 'cache'
  private problem: PublishedProblem | undefined

  constructor(options: PublishedFeedOptions) {
    this.options = options
  }

  get range(): FollowOptions['range'] {
    return { key: pointerKey(this.options.fullPrefix) }
  }

  /** The generation in use; undefined before the first. */
  get generation(): string | undefined {
    return this.good?.name
  }

  get standingProblem(): PublishedProblem | undefined {
    return this.problem
  }

  /** Every document of the generation in use; undefined before the first. */
  reading(changed: readonly string[] = []): PublishedReading<JsonValue> | undefined {
    if (this.good === undefined) return undefined
    const { documents, name: generation, revision } = this.good
    return { documents, generation, revision, source: this.from, changed }
  }

  /** A generation to start from until a live one arrives. */
  start(generation: Generation): void {
    this.good = generation
  }

  /** What was live is only memory once the connection is lost. */
  demote(): void {
    if (this.from === 'live') this.from = 'memory'
  }

  /** What is in memory is known to be current again. */
  promote(): void {
    if (this.from === 'memory' && this.problem === undefined) this.from = 'live'
  }

  /** Tells the listener the present generation at once, then every new one. Returns how to stop. */
  listen(listener: PublishedListener): () => void {
    this.listeners.add(listener)
    const reading = this.reading([...(this.good?.documents.keys() ?? [])])
    const { problem } = this
    if (reading !== undefined) this.tell(() => listener.onDocuments(reading))
    if (problem !== undefined) this.tell(() => listener.onProblem(problem))
    return () => this.listeners.delete(listener)
  }

  /** Takes a pointer over; resolves once its generation is in use, or closed, or a newer pointer is there. */
  async take({ kvs, revision }: FollowUpdate): Promise<void> {
    const kv = kvs.get(this.range.key)
    if (kv === undefined) return this.reject('missing', revision, ['no generation is published'])
    while (!this.stop.signal.aborted) {
      const problem = await this.use(kv)
      if (problem === undefined) return
      this.reject(problem.kind, kv.modRevision, problem.messages)
      if (problem.kind === 'invalid' || (await this.isSuperseded(kv))) return
      await sleep(againAfter, undefined, { signal: this.stop.signal }).catch(() => undefined)
    }
  }

  /** Ends what `take` waits for. */
  close(): void {
    this.stop.abort()
  }

  /** True when the store names another generation by now: the watch brings it. */
  private async isSuperseded(kv: KeyValue): Promise<boolean> {
    try {
      const [now] = (await this.options.store.range({ key: kv.key })).kvs
      return now?.modRevision !== kv.modRevision
    } catch (error) {
      if (!(error instanceof StoreError)) throw error
      return false
    }
  }

  private async use(kv: KeyValue): Promise<Pick<PublishedProblem, 'kind' | 'messages'> | undefined> {
    const pointer = decodeGenerationPointer(kv.value)?.generation
    if (pointer === undefined) return { kind: 'invalid', messages: ['the pointer names no generation'] }
    if (pointer === this.good?.name) return this.keep(kv.modRevision)
    const loaded = await loadGeneration(this.options, {
      name: pointer,
      revision: kv.modRevision,
      held: this.good,
    })
    if (this.stop.signal.aborted) return undefined
    if ('messages' in loaded) return loaded
    const changed = differingNames(this.good, loaded)
    await this.options.onGood(loaded)
    this.good = loaded
    this.from = 'live'
    this.problem = undefined
    this.options.count('applied')
    const reading = this.reading(changed)
    if (reading !== undefined) for (const each of this.listeners) this.tell(() => each.onDocuments(reading))
    return undefined
  }

  private keep(revision: number): undefined {
    if (this.good !== undefined) this.good = { ...this.good, revision }
    this.from = 'live'
    this.problem = undefined
    this.options.count('unchanged')
  }

  private reject(kind: PublishedProblem['kind'], revision: number, messages: readonly string[]): void {
    const isSame = kind === this.problem?.kind && revision === this.problem.revision
    const problem = { key: this.range.key, kind, revision, messages }
    this.problem = problem
    this.demote()
    if (isSame) return
    this.options.count(kind)
    for (const each of this.listeners) this.tell(() => each.onProblem(problem))
  }

  private tell(call: () => unknown): void {
    tell(call, this.options.onListenerFailure)
  }
}

/** Documents of a shard that both generations share are the same objects; the others are compared by content. */
function differingNames(before: Generation | undefined, after: Generation): string[] {
  const names = new Set([...(before?.documents.keys() ?? []), ...after.documents.keys()])
  return [...names]
    .filter((name) => !isDeepStrictEqual(before?.documents.get(name), after.documents.get(name)))
    .sort()
}
