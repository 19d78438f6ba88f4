import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { BoardKeeper } from '../state/keep-board.ts'
import type { Wording } from '../wording.ts'
import { answer } from './answer.ts'
import type { Asset } from './assets.ts'
import { type EventStream, openEventStream } from './event-stream.ts'
import { type Guard, refuse } from './guard-request.ts'
import { securityHeaders } from './headers.ts'
import { listen } from './listen.ts'
import type { ListenAddress } from './listen-address.ts'
import { showableJson } from './showable.ts'

export interface ServedBoard {
  /** Where it is served by now: the port is the one that was free. */
  readonly address: ListenAddress
  /** Ends open streams too. */
  close(): Promise<void>
}

export interface ServeOptions {
  readonly address: ListenAddress
  readonly guard: Guard
  readonly keeper: BoardKeeper
  readonly wording: Wording
  readonly assets: ReadonlyMap<string, Asset>
  /** Told of what is our fault. */
  readonly onBug: (error: unknown) => void
}

/** Who may listen at once: a wall, some desks; more are told so. */
const mostStreams = 100

/** Serves the page and what it shows. Throws a `Failure` where it cannot listen. */
export async function serveBoard(options: ServeOptions): Promise<ServedBoard> {
  const streams = new Set<EventStream>()
  const server = createServer({ headersTimeout: 10_000, requestTimeout: 20_000 }, (request, response) => {
    respond({ request, response }, options, streams).catch((error: unknown) => {
      options.onBug(error)
      if (response.headersSent) response.destroy()
      else sendText(response, 500, 'this is a bug: see where appia dashboard runs')
    })
  })
  const unsubscribe = options.keeper.subscribe((change) => {
    const json = showableJson(change, options.wording.plain)
    for (const stream of streams) stream.send('change', json)
  })
  const port = await listen(server, options.address)
  return {
    address: { ...options.address, port },
    close: async () => {
      unsubscribe()
      for (const stream of streams) stream.close()
      await closed(server)
    },
  }
}

interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
}

async function respond(
  { request, response }: Exchange,
  { guard, keeper, wording, assets }: ServeOptions,
  streams: Set<EventStream>,
): Promise<void> {
  for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value)
  const [path = '', search = ''] = (request.url ?? '').split('?', 2)
  const { method = '', headers } = request
  const refusal = refuse({ method, path, headers }, guard)
  if (refusal !== undefined) {
    if (refusal.status === 405) response.setHeader('allow', 'GET, HEAD')
    if (refusal.status === 401) response.setHeader('www-authenticate', 'Bearer')
    return sendText(response, refusal.status, refusal.text)
  }
  const asset = assets.get(path)
  if (asset !== undefined) return send(response, 200, asset)
  if (path === '/api/events' && method === 'GET') return openStream(response, { keeper, wording }, streams)
  const answered = await answer({ path, query: new URLSearchParams(search) }, keeper, wording)
  if (answered === undefined) return sendText(response, 404, 'there is no such page')
  const bytes = Buffer.from(showableJson(answered.json, wording.plain))
  send(response, answered.status, { type: 'application/json; charset=utf-8', bytes })
}

function openStream(
  response: ServerResponse,
  { keeper, wording }: Pick<ServeOptions, 'keeper' | 'wording'>,
  streams: Set<EventStream>,
): void {
  if (streams.size >= mostStreams) {
    sendText(response, 503, 'too many look at this already')
    return
  }
  const stream = openEventStream(response, () => void streams.delete(stream))
  stream.send('board', showableJson(keeper.board(), wording.plain))
  streams.add(stream)
}

function send(response: ServerResponse, status: number, { type, bytes }: Asset): void {
  response.writeHead(status, { 'content-type': type, 'content-length': bytes.length }).end(bytes)
}

function sendText(response: ServerResponse, status: number, text: string): void {
  send(response, status, { type: 'text/plain; charset=utf-8', bytes: Buffer.from(`${text}\n`) })
}

async function closed(server: Server): Promise<void> {
  const ended = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  // a reader that does not take the end of its stream
  setTimeout(() => server.closeAllConnections(), 1000).unref()
  await ended
}
