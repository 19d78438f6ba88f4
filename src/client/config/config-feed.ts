import type { KeyValue } from '../../model/index.ts'
import type { Identity } from '../../rotation/index.ts'
import type { Schema } from '../../schema/index.ts'
import type { FollowOptions, FollowUpdate } from '../follow.ts'
import { tell } from '../tell.ts'
import { type ConfigDocument, type ConfigProblem, chooseDocument, readDocument } from './config-document.ts'
import { documentKeys, documentRange, type PlacedComponent } from './document-place.ts'

/** Where a configuration came from, best first. */
export type ConfigSource = 'live' | 'memory' | 'cache' | 'default'

/** What a component is told. */
export interface ConfigListener {
  readonly onConfig: (document: ConfigDocument) => void
  /** The bytes in use stand at a newer revision, or are the newest again. */
  readonly onUnchanged?: (document: ConfigDocument) => void
  readonly onProblem: (problem: ConfigProblem) => void
}

/** Whose configuration, and how it is checked. */
export interface ConfigFeedOptions extends PlacedComponent {
  readonly schema?: Schema
  /** Opens what is sealed for this member. */
  readonly identity?: Identity
  readonly count: (result: 'applied' | 'unchanged' | 'invalid' | 'missing') => void
  /** A new good document, before any listener hears of it. */
  readonly onGood: (document: ConfigDocument, clusterId: string) => void
  /** What is in use, where it came from, or what is wrong with the newest may be another now. */
  readonly onStanding: () => void
  /** A listener threw, or rejected. */
  readonly onListenerFailure: (error: unknown) => void
}

/** One component's configuration: the last good document, and who wants to hear of the next. */
export class ConfigFeed {
  private readonly options: ConfigFeedOptions
  private readonly listeners = new Set<ConfigListener>()
  private good: ConfigDocument | undefined
  private from: ConfigSource = 'default'
  private problem: ConfigProblem | undefined

  constructor(options: ConfigFeedOptions) {
    this.options = options
  }

  /** The range to follow: the component's document and those for its nodes. */
  get range(): FollowOptions['range'] {
    return documentRange(this.options)
  }

  /** What documents are held against; without one they are taken as they are. */
  get schema(): Schema | undefined {
    return this.options.schema
  }

  get document(): ConfigDocument | undefined {
    return this.good
  }

  get source(): ConfigSource {
    return this.from
  }

  /** What is wrong with the newest document, while the last good one stays in use. */
  get standingProblem(): ConfigProblem | undefined {
    return this.problem
  }

  /** A document to start from until a live one arrives. */
  start(document: ConfigDocument, source: 'cache' | 'default'): void {
    this.good = document
    this.from = source
  }

  /** What was live is only memory once the connection is lost. */
  demote(): void {
    if (this.from === 'live') this.from = 'memory'
    this.options.onStanding()
  }

  /** What is in memory is known to be current again. */
  promote(): void {
    if (this.from === 'memory' && this.problem === undefined) this.from = 'live'
    this.options.onStanding()
  }

  /** Tells the listener the present document at once, then every new one. Returns how to stop. */
  listen(listener: ConfigListener): () => void {
    this.listeners.add(listener)
    const { good, problem } = this
    if (good !== undefined) this.tell(() => listener.onConfig(good))
    if (problem !== undefined) this.tell(() => listener.onProblem(problem))
    return () => this.listeners.delete(listener)
  }

  /** Takes a revision over: a good document replaces the one in use; a bad or missing one is reported only. */
  async take({ kvs, clusterId, revision }: FollowUpdate): Promise<void> {
    const document = await this.read(kvs, revision)
    if ('kind' in document) return this.reject(document)
    const isSame = document.sha256 === this.good?.sha256 && document.key === this.good.key
    this.good = document
    this.from = 'live'
    this.problem = undefined
    this.options.count(isSame ? 'unchanged' : 'applied')
    this.options.onGood(document, clusterId)
    this.options.onStanding()
    for (const listener of this.listeners)
      this.tell(() => (isSame ? listener.onUnchanged?.(document) : listener.onConfig(document)))
  }

  /** The document that counts among these, or what is wrong with it. */
  async read(kvs: ReadonlyMap<string, KeyValue>, revision: number): Promise<ConfigDocument | ConfigProblem> {
    const { schema, place, identity } = this.options
    const kv = chooseDocument(kvs, this.options)
    return kv === undefined
      ? this.missing(revision)
      : await readDocument(kv, { schema, format: place.format, identity })
  }

  private missing(revision: number): ConfigProblem {
    const { common: key } = documentKeys(this.options)
    return {
      kind: 'missing',
      key,
      revision,
      messages: ['the store holds no configuration for this component'],
    }
  }

  private reject(problem: ConfigProblem): void {
    const isSame = problem.kind === this.problem?.kind && problem.revision === this.problem.revision
    this.problem = problem
    this.demote()
    if (isSame) return
    this.options.count(problem.kind)
    for (const listener of this.listeners) this.tell(() => listener.onProblem(problem))
  }

  private tell(call: () => unknown): void {
    tell(call, this.options.onListenerFailure)
  }
}
