import { connect, createServer, type Server, type Socket } from 'node:net'
import { setTimeout } from 'node:timers/promises'

/** What a network can do to the connections that are open right now; new ones are not touched. */
export type NetworkFault =
  /** The connection breaks before the next request leaves. */
  | 'reset'
  /** The next request arrives, then the connection breaks. */
  | 'reset after request'
  /** Nothing arrives any more, in either direction, and nobody is told. */
  | 'black hole'
  /** The next request arrives when `release` is called. */
  | 'hold'
  /** Everything arrives, a few bytes at a time. */
  | 'slice'
  /** Requests arrive, answers do not. */
  | 'lost reply'

/** A TCP proxy in this process in front of one server. */
export interface TcpProxy {
  /** `127.0.0.1:40123` */
  readonly endpoint: string
  /** Does this to every connection that is open, from its next bytes on. */
  strike(fault: NetworkFault): void
  /** Lets what is held arrive, without what was sent after the client gave up, and ends those connections. */
  release(): Promise<void>
  /** How often a fault met bytes on their way. */
  readonly fired: ReadonlyMap<NetworkFault, number>
  close(): Promise<void>
}

interface Link {
  readonly client: Socket
  readonly server: Socket
  fault: NetworkFault | undefined
  hasFired: boolean
  readonly held: { readonly bytes: Buffer; readonly at: number }[]
}

/** Bytes that follow within this time belong to the same request; later ones are the client giving up. */
const requestMilliseconds = 40

/** Opens a proxy to `target`, `host:port`. */
export async function openTcpProxy(target: string): Promise<TcpProxy> {
  const links = new Set<Link>()
  const fired = new Map<NetworkFault, number>()
  const server = createServer((client) => open(client, target, { links, fired }))
  await listen(server)
  return {
    endpoint: `127.0.0.1:${portOf(server)}`,
    fired,
    strike(fault) {
      for (const link of links) link.fault = fault
    },
    async release() {
      for (const link of links) {
        if (link.fault !== 'hold') continue
        const start = link.held[0]?.at ?? 0
        for (const { bytes, at } of link.held) if (at - start < requestMilliseconds) link.server.write(bytes)
      }
      await setTimeout(60)
      for (const link of links) if (link.fault !== undefined) end(link)
    },
    async close() {
      for (const link of links) end(link)
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function open(
  client: Socket,
  target: string,
  { links, fired }: { readonly links: Set<Link>; readonly fired: Map<NetworkFault, number> },
): void {
  const [host, port] = target.split(':')
  const upstream = connect({ host: host ?? '', port: Number(port), noDelay: true })
  client.setNoDelay(true)
  const link: Link = { client, server: upstream, fault: undefined, hasFired: false, held: [] }
  links.add(link)
  const fire = () => {
    if (!link.hasFired && link.fault !== undefined) fired.set(link.fault, (fired.get(link.fault) ?? 0) + 1)
    link.hasFired = true
  }
  client.on('data', (bytes: Buffer) => {
    if (link.fault !== undefined) fire()
    void forward(link, bytes)
  })
  upstream.on('data', (bytes: Buffer) => {
    if (link.fault === 'black hole' || link.fault === 'lost reply' || link.fault === 'reset after request')
      return
    client.write(bytes)
  })
  for (const socket of [client, upstream]) {
    socket.on('error', () => undefined) // 'close' follows
    socket.on('close', () => {
      // what is held arrives even when its sender is gone
      if (link.held.length > 0 && socket === client) return
      end(link)
      links.delete(link)
    })
  }
}

async function forward(link: Link, bytes: Buffer): Promise<void> {
  switch (link.fault) {
    case undefined:
    case 'lost reply':
      link.server.write(bytes)
      return
    case 'reset':
      end(link)
      return
    case 'reset after request':
      link.server.write(bytes)
      await setTimeout(5)
      link.client.resetAndDestroy()
      return
    case 'black hole':
      return
    case 'hold':
      link.held.push({ bytes, at: performance.now() })
      return
    case 'slice':
      // queued in order by the socket; flushed piece by piece
      for (let start = 0; start < bytes.length; start += 100)
        link.server.write(bytes.subarray(start, start + 100))
      return
    default:
      link.fault satisfies never
  }
}

function end(link: Link): void {
  link.client.destroy()
  link.server.destroy()
}

function listen(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => resolve())
  })
}

function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port')
  return address.port
}
