import { openStore, UnifiedEtcdClient } from '../client/index.ts'
import type { Store } from '../model/index.ts'
import { clientName } from './document-feed.ts'
import type { PlannedDocument } from './followers/index.ts'
import type { AgentOptions } from './run-agent.ts'

/** Connects an agent, which waits for no etcd. The store is closed with the client. */
export async function openClient(
  { component, node, settings, connection, onEvent }: AgentOptions,
  documents: readonly PlannedDocument[],
): Promise<{ readonly client: UnifiedEtcdClient; readonly store: Store }> {
  const { prefix = '' } = settings
  const endpoints = connection.endpoints ?? settings.endpoints
  const named = documents.map(
    (document) => [clientName(document, { component, documents }), document] as const,
  )
  const reach = {
    ...connection,
    ...(endpoints && { endpoints }),
    ...{ component, node, prefix, startTimeoutMs: 0 },
    documents: Object.fromEntries(named.map(([name, { key, format = 'json' }]) => [name, { key, format }])),
    schemas: Object.fromEntries(
      named.flatMap(([name, { schema }]) => (schema === undefined ? [] : [[name, schema.document]])),
    ),
    onEvent: ({ kind, text }: { readonly kind: string; readonly text: string }) =>
      onEvent({ kind: 'client', event: kind, text }),
  }
  const store = await openStore(reach)
  return { store, client: await UnifiedEtcdClient.connect({ ...reach, store }) }
}
