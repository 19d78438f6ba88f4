import type { ConfigDocument, UnifiedEtcdClient } from '../client/index.ts'
import type { AgentEvent } from './agent-event.ts'
import type { DocumentListener, PlannedDocument } from './followers/index.ts'

interface FeedOptions {
  readonly component: string
  /** Of all followers. */
  readonly documents: readonly PlannedDocument[]
  readonly onEvent: (event: AgentEvent) => void
}

/** Hands documents on to the followers that asked for them, and keeps which one the component is to run. */
export class DocumentFeed {
  private readonly client: UnifiedEtcdClient
  private readonly options: FeedOptions
  private newestMain: ConfigDocument | undefined

  constructor(client: UnifiedEtcdClient, options: FeedOptions) {
    this.client = client
    this.options = options
  }

  /** The newest of the component's own document that may be used. */
  get newest(): ConfigDocument | undefined {
    return this.newestMain
  }

  follow(planned: PlannedDocument, { onDocument, onRefused }: DocumentListener): void {
    const { component, documents, onEvent } = this.options
    const take = (document: ConfigDocument) => {
      if (planned === mainDocument(component, documents)) this.newestMain = document
      onDocument({ ...document, apply: null })
    }
    this.client.watchDocument(clientName(planned, this.options), {
      onConfig: take,
      onUnchanged: take,
      onProblem: ({ revision, messages }) => {
        const problem = messages.join('; ')
        onEvent({ kind: 'invalid', document: planned.name, revision, problem })
        onRefused(problem)
      },
    })
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
