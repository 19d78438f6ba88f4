import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { ClientError, openStore, UnifiedEtcdClient } from '../client/index.ts'
import type { Store } from '../model/index.ts'
import { AgentError } from './agent-error.ts'
import { clientName } from './document-feed.ts'
import { cannotBeUsed } from './files/file-place.ts'
import type { FollowerPlan } from './followers/index.ts'
import type { AgentOptions } from './run-agent.ts'

/** Connects an agent, which waits for no etcd. The store is closed with the client. */
export async function openClient(
  { component, node, settings, connection, onEvent }: AgentOptions,
  plans: readonly FollowerPlan[],
): Promise<{ readonly client: UnifiedEtcdClient; readonly store: Store }> {
  const documents = plans.flatMap((plan) => plan.documents)
  const keysHandedOn = plans.find((plan) => plan.keysHandedOn !== undefined)?.keysHandedOn
  const { prefix = '', keys, stateFolder } = settings
  const endpoints = connection.endpoints ?? settings.endpoints
  const named = documents.map(
    (document) => [clientName(document, { component, documents }), document] as const,
  )
  const reach = {
    ...connection,
    ...(endpoints && { endpoints }),
    ...(settings.identity !== undefined && { identityFile: settings.identity }),
    ...{ component, node, prefix, startTimeoutMs: 0 },
    // A host that was started again has its keys before it has etcd: the cache is sealed for this identity.
    ...(keys && { identityFile: keys.identity, cacheFile: join(stateFolder, 'cache') }),
    ...(keysHandedOn && { keysHandedOn }),
    documents: Object.fromEntries(named.map(([name, { key, format = 'json' }]) => [name, { key, format }])),
    schemas: Object.fromEntries(
      named.flatMap(([name, { schema }]) => (schema === undefined ? [] : [[name, schema.document]])),
    ),
    onEvent: ({ kind, text }: { readonly kind: string; readonly text: string }) =>
      onEvent({ kind: 'client', event: kind, text }),
  }
  await mkdir(stateFolder, { recursive: true, mode: 0o700 }).catch(cannotBeUsed(stateFolder))
  const store = await openStore(reach)
  try {
    return { store, client: await UnifiedEtcdClient.connect({ ...reach, store }) }
  } catch (error) {
    await store.close()
    if (error instanceof ClientError) throw new AgentError(error.message)
    throw error
  }
}
