import { createServer, connect as dial, type Server, type Socket } from 'node:net'

/**
 * What a proxy does with bytes. pass: forwards. black-hole: keeps connections and accepts new ones, forwards nothing until it passes again (as TCP would).
 * hold: keeps the bytes and delivers them when it passes again. slice: forwards a few bytes at a time. lose-replies:
 * the server receives everything, its answers are dropped. refuse: resets every new connection.
 */
export type ProxyMode = 'pass' | 'black-hole' | 'hold' | 'slice' | 'lose-replies' | 'refuse'

/** How often a fault really hit something; a test asserts that it did. */
export interface ProxyCounts {
  readonly connections: number
  readonly resets: number
  readonly bytesHeld: number
  readonly bytesLost: number
  readonly slices: number
}

/** Starts a proxy on a free port of the loopback in front of `target`, `127.0.0.1:2379`. */
export async function startTcpProxy(target: string): Promise<TcpProxy> {
  const proxy = new TcpProxy(target)
  await proxy.listen()
  return proxy
}

interface Link {
  readonly client: Socket
  readonly server: Socket
  /** Chunks kept back, in order, with the side they go to. */
  held: { readonly to: Socket; readonly chunk: Buffer }[]
}

/** A network between a client and a server that does what it is told. */
export class TcpProxy {
  /** `127.0.0.1:40123` */
  endpoint = ''
  private mode: ProxyMode = 'pass'
  private trigger: { readonly text: string; readonly fire: () => void } | undefined
  private target: { host: string; port: number }
  private readonly listener: Server
  private readonly links = new Set<Link>()
  private readonly tally = { connections: 0, resets: 0, bytesHeld: 0, bytesLost: 0, slices: 0 }

  constructor(target: string) {
    this.target = addressOf(target)
    this.listener = createServer((client) => this.accept(client))
  }

  listen(): Promise<void> {
    return new Promise((resolve) => {
      this.listener.listen(0, '127.0.0.1', () => {
        const address = this.listener.address()
        this.endpoint = `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
        resolve()
      })
    })
  }

  get counts(): ProxyCounts {
    return { ...this.tally }
  }

  /** From now on; bytes that were held are delivered when the new mode forwards. */
  set(mode: ProxyMode): void {
    this.mode = mode
    if (mode !== 'pass' && mode !== 'slice') return
    for (const link of this.links) this.release(link)
  }

  /** Sets the mode as soon as a request carries this text, and for that request too; resolves then. */
  setAt(text: string, mode: ProxyMode): Promise<void> {
    return new Promise((resolve) => {
      const fire = () => {
        this.trigger = undefined
        this.mode = mode
        resolve()
      }
      this.trigger = { text, fire }
    })
  }

  /** New connections go to another server: what stands behind an address after a restore. */
  retarget(target: string): void {
    this.target = addressOf(target)
  }

  /** Resets every connection (RST), and with it whatever was held. */
  reset(): void {
    for (const link of [...this.links]) {
      this.tally.resets++
      this.end(link)
    }
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.listener.close(resolve))
    for (const link of [...this.links]) this.end(link)
    await closed
  }

  private accept(client: Socket): void {
    if (this.mode === 'refuse') {
      this.tally.resets++
      client.resetAndDestroy()
      return
    }
    this.tally.connections++
    const link: Link = { client, server: dial(this.target), held: [] }
    this.links.add(link)
    for (const [from, to] of [
      [link.client, link.server],
      [link.server, link.client],
    ] as const) {
      from.setNoDelay(true)
      from.on('data', (chunk) => this.carry(link, to, chunk))
      from.on('error', () => this.end(link))
      from.on('close', () => this.end(link))
    }
  }

  private carry(link: Link, to: Socket, chunk: Buffer): void {
    if (this.trigger !== undefined && to === link.server && chunk.includes(this.trigger.text)) {
      this.trigger.fire()
    }
    switch (this.mode) {
      case 'pass':
        to.write(chunk)
        break
      case 'slice':
        this.slice(to, chunk)
        break
      case 'hold':
      case 'black-hole':
        this.tally.bytesHeld += chunk.length
        link.held.push({ to, chunk })
        break
      case 'lose-replies':
        if (to === link.server) to.write(chunk)
        else this.tally.bytesLost += chunk.length
        break
      case 'refuse':
        this.tally.bytesLost += chunk.length
        break
    }
  }

  private slice(to: Socket, chunk: Buffer): void {
    const size = 7
    for (let offset = 0; offset < chunk.length; offset += size) {
      this.tally.slices++
      to.write(chunk.subarray(offset, offset + size))
    }
  }

  private release(link: Link): void {
    const held = link.held
    link.held = []
    for (const { to, chunk } of held) this.carry(link, to, chunk)
  }

  private end(link: Link): void {
    if (!this.links.delete(link)) return
    link.client.resetAndDestroy()
    link.server.resetAndDestroy()
  }
}

function addressOf(target: string): { host: string; port: number } {
  const [host = '', port = ''] = target.split(':')
  return { host, port: Number(port) }
}
