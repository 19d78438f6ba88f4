import {
  type ConfigDocument,
  type ConfigProblem,
  readApplied,
  type SignatureDemand,
  type SignedDocument,
  type UnifiedEtcdClient,
} from '../client/index.ts'
import { type Store, StoreError } from '../model/index.ts'
import { isSecretAt } from '../schema/index.ts'
import type { AgentEvent } from './agent-event.ts'
import {
  type DocumentListener,
  type DocumentsListener,
  type FollowedDocument,
  type PlannedDocument,
  Upkeep,
} from './followers/index.ts'
import type { AgentSettings } from './settings/settings.ts'

/** Where documents come from, and which of them may be used. */
export interface FeedOptions {
  readonly client: UnifiedEtcdClient
  readonly store: Store
  readonly prefix: string
  readonly component: string
  /** Of all followers. */
  readonly documents: readonly PlannedDocument[]
  readonly accept: AgentSettings['accept']
  /** Absent: no signature is asked for. */
  readonly demand?: SignatureDemand
  readonly onEvent: (event: AgentEvent) => void
}

/** ms until etcd is asked again that did not answer. */
const retryPause = 1000
/** ms until documents are looked at again that no apply wrote: one may take them into ownership as they are. */
const appliedPause = 5000

/** Hands documents on to the followers that asked for them, and keeps which one the component is to run. */
export class DocumentFeed {
  private readonly options: FeedOptions
  private readonly subscriptions: Subscription[] = []
  private newestMain: ConfigDocument | undefined

  constructor(options: FeedOptions) {
    this.options = options
  }

  /** The newest of the component's own document that may be used. */
  get newest(): ConfigDocument | undefined {
    return this.newestMain
  }

  follow(planned: PlannedDocument, { onDocument, onRefused }: DocumentListener): void {
    let newest: ConfigDocument | ConfigProblem | undefined
    const subscription = this.subscribe([planned], {
      read: async () => (newest === undefined ? [] : [newest]),
      onDocuments: ([document]) => document && onDocument(document),
      onRefused,
    })
    const take = (reading: ConfigDocument | ConfigProblem) => {
      newest = reading
      subscription.look()
    }
    this.watch(planned, take)
  }

  followTogether(planned: readonly PlannedDocument[], listener: DocumentsListener): void {
    const names = planned.map((document) => clientName(document, this.options))
    const subscription = this.subscribe(planned, {
      ...listener,
      read: () => this.options.client.readTogether(names),
    })
    for (const document of planned) this.watch(document, () => subscription.look())
  }

  /** Hands nothing on any more. */
  async close(): Promise<void> {
    await Promise.all(this.subscriptions.map((subscription) => subscription.close()))
  }

  private watch(
    planned: PlannedDocument,
    onReading: (reading: ConfigDocument | ConfigProblem) => void,
  ): void {
    this.options.client.watchDocument(clientName(planned, this.options), {
      onConfig: onReading,
      onUnchanged: onReading,
      onProblem: onReading,
    })
  }

  private subscribe(
    planned: readonly PlannedDocument[],
    { read, onDocuments, onRefused }: DocumentsListener & Pick<SubscriptionOptions, 'read'>,
  ): Subscription {
    const { component, documents } = this.options
    const own = mainDocument(component, documents)
    const main = own === undefined ? -1 : planned.indexOf(own)
    const subscription = new Subscription({
      ...this.options,
      planned,
      read,
      onRefused,
      onDocuments: (admitted) => {
        if (main >= 0) this.newestMain = admitted[main]
        onDocuments(admitted)
      },
    })
    this.subscriptions.push(subscription)
    return subscription
  }
}

/** Whether documents may be used. */
type Admission =
  | { readonly signed: readonly SignedDocument[] }
  | { readonly document: ConfigDocument; readonly problem: string }
  | 'superseded'

interface SubscriptionOptions
  extends DocumentsListener,
    Pick<FeedOptions, 'store' | 'prefix' | 'accept' | 'demand' | 'onEvent'> {
  readonly planned: readonly PlannedDocument[]
  /** The newest of them. Rejects with `StoreError`. */
  readonly read: () => Promise<readonly (ConfigDocument | ConfigProblem)[]>
}

/** Documents that are handed on as one; of those that come while they are looked at only the newest count. */
class Subscription {
  private readonly options: SubscriptionOptions
  private readonly upkeep = new Upkeep(() => this.work())
  private told = ''

  constructor(options: SubscriptionOptions) {
    this.options = options
  }

  /** There may be something newer. */
  look(): void {
    this.upkeep.look()
  }

  async close(): Promise<void> {
    await this.upkeep.close()
  }

  private async work(): Promise<void> {
    const pause = await this.handle()
    if (pause !== undefined) this.upkeep.lookAgainIn(pause)
  }

  /** ms until it has to be tried again; undefined where all is said. */
  private async handle(): Promise<number | undefined> {
    try {
      const read = await this.options.read()
      const problem = read.find((each) => 'kind' in each)
      if (problem !== undefined) {
        this.refuse(problem, problem.messages.join('; '))
        return undefined
      }
      // Every problem was sorted out.
      const documents = read as readonly ConfigDocument[]
      const admission = await this.admit(documents)
      if (admission === 'superseded') return retryPause
      if ('problem' in admission) {
        this.refuse(admission.document, admission.problem)
        return appliedPause
      }
      if (documents.length === 0 || this.upkeep.isClosed) return undefined
      await this.options.demand?.taken.take(admission.signed)
      this.deliver(documents)
      return undefined
    } catch (error) {
      if (error instanceof StoreError) return retryPause
      throw error
    }
  }

  /** Why one of the documents may not be used, or what was signed of them; `superseded` where there is something newer already. */
  private async admit(documents: readonly ConfigDocument[]): Promise<Admission> {
    const { accept, store, planned } = this.options
    const signed: SignedDocument[] = []
    if (accept === 'anything') return { signed }
    for (const [index, document] of documents.entries()) {
      const { key, revision } = document
      try {
        const { format } = planned[index] ?? {}
        const reading = await readApplied(store, this.options, { ...document, format })
        if (reading.kind === 'superseded') return reading.kind
        if (reading.kind !== 'applied') {
          const said = reading.kind === 'unsigned' ? reading.problem : 'was written by no apply'
          return { document, problem: `${key} ${said} (revision ${revision})` }
        }
        if (reading.signed !== undefined) signed.push(reading.signed)
      } catch (error) {
        if (!(error instanceof StoreError) || error.code !== 'corrupt') throw error
        return { document, problem: `whether an apply wrote ${key} cannot be read: ${error.message}` }
      }
    }
    return { signed }
  }

  private deliver(documents: readonly ConfigDocument[]): void {
    this.told = ''
    const { planned, onDocuments } = this.options
    onDocuments(
      documents.map((document, index): FollowedDocument => {
        const schema = planned[index]?.schema
        const isSecret = schema !== undefined && isSecretAt(schema, '')
        return { ...document, apply: null, isSecret }
      }),
    )
  }

  private refuse(
    { key, revision }: { readonly key: string; readonly revision: number },
    problem: string,
  ): void {
    const { planned, onEvent, onRefused } = this.options
    const told = `${key} ${revision} ${problem}`
    if (told !== this.told) {
      const document = planned.map(({ name }) => name).join(', ')
      onEvent({ kind: 'invalid', document, revision, problem })
    }
    this.told = told
    onRefused(problem)
  }
}

/** What a document is called in the client library, which calls the component's own as the component. */
export function clientName(
  document: PlannedDocument,
  { component, documents }: Pick<FeedOptions, 'component' | 'documents'>,
): string {
  return document === mainDocument(component, documents) ? component : document.name
}

/** The component's own document: that of its name, or the first. */
function mainDocument(component: string, documents: readonly PlannedDocument[]): PlannedDocument | undefined {
  return documents.find(({ name }) => name === component) ?? documents[0]
}
