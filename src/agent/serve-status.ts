import { createServer, type Server } from 'node:http'
import { agentProblems, type FollowedStatus, type UnifiedEtcdClient } from '../client/index.ts'
import { AgentError } from './agent-error.ts'
import { type Follower, prometheusLabels } from './followers/index.ts'
import { freeSocket } from './free-socket.ts'

/** What is told about. */
export interface Served {
  readonly client: UnifiedEtcdClient
  readonly followers: readonly Follower[]
}

/**
 * Answers `/healthz` (it runs), `/readyz` (all is as the newest documents say; 503 else) and `/metrics` on a
 * loopback address or a unix socket; without an address, nowhere. Throws `AgentError` where it cannot listen.
 */
export async function serveStatus(address: string | undefined, served: Served): Promise<{ close(): void }> {
  if (address === undefined) return { close: () => undefined }
  const server = createServer(async (request, response) => {
    const { status, text } = await answer(request.url ?? '', served)
    response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(text)
  })
  await listen(server, address)
  return {
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

async function answer(
  path: string,
  { client, followers }: Served,
): Promise<{ readonly status: number; readonly text: string }> {
  if (path === '/healthz') return { status: 200, text: 'ok\n' }
  if (path === '/metrics')
    return { status: 200, text: (await client.getMetricsText()) + metricsOf(followers) }
  if (path !== '/readyz') return { status: 404, text: 'not found\n' }
  const statuses = Object.fromEntries(followers.map(({ name, status }) => [name, status]))
  const troubled = agentProblems({ detail: statuses })
  return troubled.length === 0
    ? { status: 200, text: 'ready\n' }
    : { status: 503, text: `${troubled.join('\n')}\n` }
}

function metricsOf(followers: readonly Follower[]): string {
  const items = followers.flatMap(({ name, status }) =>
    Object.entries(status).map(([item, standing]) => ({
      labels: prometheusLabels({ follower: name, item }),
      standing,
    })),
  )
  const family = (
    [name, type, help]: readonly [string, string, string],
    measure: (standing: FollowedStatus) => number | undefined,
  ) => [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} ${type}`,
    ...items.flatMap(({ labels, standing }) => {
      const value = measure(standing)
      return value === undefined ? [] : [`${name}${labels} ${value}`]
    }),
  ]
  const lines = [
    ...family(
      ['appia_agent_reloads_total', 'counter', 'Reloads and restarts since the agent started'],
      ({ reloads }) => reloads,
    ),
    ...family(
      ['appia_agent_revision', 'gauge', 'mod_revision of what is in effect'],
      ({ revision }) => revision,
    ),
    ...family(
      ['appia_agent_in_effect', 'gauge', '1 while the newest document is in effect'],
      ({ problem }) => (problem === null ? 1 : 0),
    ),
  ]
  return `${lines.join('\n')}\n${followers.map((follower) => follower.metrics?.() ?? '').join('')}`
}

async function listen(server: Server, address: string): Promise<void> {
  const [, host = '', port = ''] = /^(.*):(\d+)$/.exec(address) ?? []
  const isSocket = address.startsWith('/')
  if (isSocket) await freeSocket(address)
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(new AgentError(`cannot listen at ${address}: ${error.code}`)),
    )
    if (isSocket) server.listen(address, resolve)
    else server.listen(Number(port), host.replace(/^\[|\]$/g, ''), resolve)
  })
}
