import { once } from 'node:events'
import { join } from 'node:path'
import { type ConnectOptions, type SignatureDemand, TakenDocuments } from '../client/index.ts'
import { Acknowledgement } from './acknowledgement.ts'
import type { AgentEvent } from './agent-event.ts'
import { DocumentFeed } from './document-feed.ts'
import type { Follower, FollowerHost } from './followers/index.ts'
import { openClient } from './open-client.ts'
import { planFollowers } from './plan-followers.ts'
import { openReports } from './reports/index.ts'
import { serveStatus } from './serve-status.ts'
import type { AgentSettings } from './settings/settings.ts'
import type { Supervisor } from './systemd/index.ts'

/** Whom an agent serves, and how. */
export interface AgentOptions {
  readonly component: string
  readonly node: string
  readonly settings: AgentSettings
  /** How etcd is reached; wins over what the settings say. */
  readonly connection: Pick<ConnectOptions, 'store' | 'endpoints' | 'allowPlaintextPassword'>
  readonly onEvent: (event: AgentEvent) => void
  /** Who started the agent and wants to hear how it stands. */
  readonly supervisor?: Supervisor
  /** Aborted when the agent is to stop. */
  readonly signal: AbortSignal
}

/**
 * Keeps what follows etcd on a host as etcd has it, until it is told to stop. An etcd that is away changes nothing: all
 * stays as it is, and hand edits are put back. Throws `AgentError` for what it cannot begin with.
 */
export async function runAgent(options: AgentOptions): Promise<void> {
  const { component, node, settings, onEvent, signal, supervisor } = options
  const { prefix = '', stateFolder, accept } = settings
  const plans = await planFollowers(settings, component)
  const documents = plans.flatMap((plan) => plan.documents)
  const { client, store } = await openClient(options, plans)
  const demand = await demandOf(settings)
  const feed = new DocumentFeed({
    ...{ client, store, prefix, component, documents, accept, onEvent },
    ...(demand && { demand }),
  })
  const followers: Follower[] = []
  const acknowledgement = new Acknowledgement({
    ...{ client, store, prefix, followers, feed },
    onSummary: (text) => supervisor?.status(text),
  })
  const host: FollowerHost = {
    ...{ component, node, prefix, stateFolder, client, store, onEvent },
    onStatus: () => acknowledgement.write(),
    follow: (document, listener) => feed.follow(document, listener),
    followTogether: (together, listener) => feed.followTogether(together, listener),
  }
  for (const { open } of plans) followers.push(open(host))
  const member = `${component}@${node}`
  const servers: Closable[] = []
  try {
    servers.push(await serveStatus(settings.status, { client, followers }))
    servers.push(await openReports(settings.reports, host))
    for (const follower of followers) await follower.start()
    onEvent({ kind: 'started', member })
    supervisor?.ready()
    if (!signal.aborted) await once(signal, 'abort')
  } finally {
    await feed.close()
    await Promise.all(followers.map((follower) => follower.stop()))
    await acknowledgement.close()
    await Promise.all(servers.map((server) => server.close()))
    await client.close()
  }
  onEvent({ kind: 'stopped', member })
}

async function demandOf({ signers, stateFolder }: AgentSettings): Promise<SignatureDemand | undefined> {
  return signers && { signers, taken: await TakenDocuments.open(join(stateFolder, 'signed')) }
}

interface Closable {
  readonly close: () => void | Promise<void>
}
