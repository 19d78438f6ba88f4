import { request as requestPlain } from 'node:http'
import { request as requestSecure } from 'node:https'
import type { EndpointStatus } from '../../model/index.ts'
import { type ConnectionOptions, hostOf, isSecure } from './etcd-client.ts'

/** What etcd tells of a member at `/metrics` alone; without what it does not name. */
type EndpointMetrics = Pick<EndpointStatus, 'quotaBytes' | 'watchStreams' | 'metricsProblem'>

const longestWait = 2_000
const longestText = 8 << 20

/**
 * Reads `/metrics` at the address for clients, where etcd serves them beside gRPC, to whoever may connect. Never rejects:
 * what an older version, a proxy or a firewall does not show is not known.
 */
export async function readMetrics(options: ConnectionOptions): Promise<EndpointMetrics> {
  try {
    const text = await fetchText(options)
    const quotaBytes = readValue(text, 'etcd_server_quota_backend_bytes') ?? 0
    const watchStreams = readValue(text, 'etcd_debugging_mvcc_watch_stream_total')
    return {
      // --quota-backend-bytes=-1 switches the quota off, and is told as it was given
      ...(quotaBytes > 0 && { quotaBytes }),
      ...(watchStreams !== undefined && { watchStreams }),
    }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    return { metricsProblem: `/metrics: ${code ?? message}` }
  }
}

function readValue(text: string, name: string): number | undefined {
  const value = new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]
  const number = Number(value)
  return value === undefined || !Number.isFinite(number) ? undefined : number
}

async function fetchText(options: ConnectionOptions): Promise<string> {
  const { ca, cert, key } = options
  const target = { ...addressOf(options), path: '/metrics', agent: false } as const
  const request = isSecure(options)
    ? requestSecure({
        ...target,
        ...(ca && { ca }),
        ...(cert && { cert }),
        ...(key && { key }),
        rejectUnauthorized: options.skipsVerification !== true,
      })
    : requestPlain(target)
  const over = setTimeout(() => request.destroy(new Error('no answer')), longestWait)
  try {
    return await new Promise((resolve, reject) => {
      request.on('error', reject)
      request.on('response', (response) => {
        const chunks: Buffer[] = []
        let size = 0
        response.on('error', reject)
        response.on('data', (chunk: Buffer) => {
          size += chunk.length
          if (size > longestText) request.destroy(new Error('too long'))
          else chunks.push(chunk)
        })
        response.on('end', () => {
          if (response.statusCode === 200) resolve(Buffer.concat(chunks).toString('utf8'))
          else reject(new Error(`status ${response.statusCode}`))
        })
      })
      request.end()
    })
  } finally {
    clearTimeout(over)
    request.destroy()
  }
}

/** Where an endpoint listens, as Node wants it. */
function addressOf({
  endpoint,
}: ConnectionOptions):
  | { readonly socketPath: string }
  | { readonly hostname: string; readonly port: string } {
  const host = hostOf(endpoint)
  if (host.startsWith('unix:')) return { socketPath: host.slice('unix:'.length).replace(/^\/\//, '') }
  const { hostname, port } = new URL(/^https?:\/\//.test(host) ? host : `http://${host}`)
  return {
    hostname: hostname.replace(/^\[|\]$/g, ''),
    port: port || (host.startsWith('https:') ? '443' : '80'),
  }
}
