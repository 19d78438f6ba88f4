import { rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { UnifiedEtcdClient } from '../client/index.ts'
import { AgentError } from './agent-error.ts'
import type { FileKeeper } from './files/file-keeper.ts'

/** What is told about. */
export interface Served {
  readonly client: UnifiedEtcdClient
  /** By the name of the file; more may come. */
  readonly keepers: ReadonlyMap<string, FileKeeper>
}

/**
 * Answers `/healthz` (it runs), `/readyz` (every file is as the newest document says; 503 else) and `/metrics` on a
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
  { client, keepers }: Served,
): Promise<{ readonly status: number; readonly text: string }> {
  if (path === '/healthz') return { status: 200, text: 'ok\n' }
  if (path === '/metrics') return { status: 200, text: (await client.getMetricsText()) + metricsOf(keepers) }
  if (path !== '/readyz') return { status: 404, text: 'not found\n' }
  const troubled = [...keepers].flatMap(([name, { status }]) => {
    if (status.problem !== null) return [`${name}: ${status.problem}`]
    return status.is_edited ? [`${name}: changed by somebody else`] : []
  })
  return troubled.length === 0
    ? { status: 200, text: 'ready\n' }
    : { status: 503, text: `${troubled.join('\n')}\n` }
}

function metricsOf(keepers: Served['keepers']): string {
  const families = [
    ['appia_agent_reloads_total', 'counter', 'Reloads and restarts since the agent started', 'reloads'],
    ['appia_agent_file_revision', 'gauge', 'mod_revision of the document in effect', 'revision'],
  ] as const
  const lines = families.flatMap(([name, type, help, member]) => [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} ${type}`,
    ...[...keepers].map(([file, { status }]) => `${name}{file=${JSON.stringify(file)}} ${status[member]}`),
  ])
  return `${lines.join('\n')}\n`
}

async function listen(server: Server, address: string): Promise<void> {
  const [, host = '', port = ''] = /^(.*):(\d+)$/.exec(address) ?? []
  const isSocket = address.startsWith('/')
  // A killed agent leaves its socket behind.
  if (isSocket) await rm(address, { force: true })
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(new AgentError(`cannot listen at ${address}: ${error.code}`)),
    )
    if (isSocket) server.listen(address, resolve)
    else server.listen(Number(port), host.replace(/^\[|\]$/g, ''), resolve)
  })
}
