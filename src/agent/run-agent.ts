import { once } from 'node:events'
import type { ConnectOptions, FollowedStatus, UnifiedEtcdClient } from '../client/index.ts'
import type { AgentEvent } from './agent-event.ts'
import { DocumentFeed } from './document-feed.ts'
import type { Follower } from './followers/index.ts'
import { openClient } from './open-client.ts'
import { planFollowers } from './plan-followers.ts'
import { serveStatus } from './serve-status.ts'
import type { AgentSettings } from './settings/settings.ts'

/** Whom an agent serves, and how. */
export interface AgentOptions {
  readonly component: string
  readonly node: string
  readonly settings: AgentSettings
  /** How etcd is reached; wins over what the settings say. */
  readonly connection: Pick<ConnectOptions, 'store' | 'endpoints' | 'allowPlaintextPassword'>
  readonly onEvent: (event: AgentEvent) => void
  /** Aborted when the agent is to stop. */
  readonly signal: AbortSignal
}

/**
 * Keeps what follows etcd on a host as etcd has it, until it is told to stop. An etcd that is away changes nothing: all
 * stays as it is, and hand edits are put back. Throws `AgentError` for what it cannot begin with.
 */
export async function runAgent(options: AgentOptions): Promise<void> {
  const { component, node, settings, onEvent, signal } = options
  const plans = await planFollowers(options)
  const documents = plans.flatMap((plan) => plan.documents)
  const { client, store } = await openClient(options, documents)
  const feed = new DocumentFeed(client, { component, documents, onEvent })
  const followers: Follower[] = []
  const onStatus = () => publish(client, { followers, feed })
  const { prefix = '', stateFolder } = settings
  for (const { open } of plans)
    followers.push(
      open({
        ...{ component, node, prefix, stateFolder, client, store, onEvent, onStatus },
        follow: (document, listener) => feed.follow(document, listener),
      }),
    )
  const server = await serveStatus(settings.status, { client, followers }).catch(async (error: unknown) => {
    await client.close()
    throw error
  })
  const member = `${component}@${node}`
  try {
    for (const follower of followers) await follower.start()
    onEvent({ kind: 'started', member })
    if (!signal.aborted) await once(signal, 'abort')
  } finally {
    await Promise.all(followers.map((follower) => follower.stop()))
    server.close()
    await client.close()
  }
  onEvent({ kind: 'stopped', member })
}

/** What each follower says; and what the component runs, once its newest document is in effect. */
function publish(
  client: UnifiedEtcdClient,
  { followers, feed }: { readonly followers: readonly Follower[]; readonly feed: DocumentFeed },
): void {
  // Statuses are JSON; interfaces have no index signature.
  const statuses = followers.map(({ name, status }) => [name, { ...status }] as const)
  client.publishStatus(JSON.parse(JSON.stringify(Object.fromEntries(statuses))))
  const { newest } = feed
  if (newest === undefined) return
  const isRun = (status: FollowedStatus) =>
    (status.key === newest.key ? status : status.documents?.[newest.key])?.revision === newest.revision
  if (statuses.some(([, items]) => Object.values(items).some(isRun)))
    client.publishRunning({ key: newest.key, sha256: newest.sha256, revision: newest.revision })
}
