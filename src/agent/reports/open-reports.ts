import { chmod, chown, lstat, rm } from 'node:fs/promises'
import { createServer, type Server, type Socket } from 'node:net'
import { dirname } from 'node:path'
import { KeptKey } from '../../client/index.ts'
import { reportKey } from '../../model/index.ts'
import { AgentError } from '../agent-error.ts'
import { cannotBeUsed } from '../files/file-place.ts'
import { ownerNumbers } from '../files/install-file.ts'
import type { FollowerHost } from '../followers/index.ts'
import { freeSocket } from '../free-socket.ts'
import type { ReportSettings } from '../settings/settings.ts'
import { longestLine, parseReport, type Report } from './report-line.ts'

/** Connections at a time; of one connection its names, and lines between two pauses. */
const most = { connections: 16, names: 16, lines: 100 }
/** ms between two writes of one name: of what comes meanwhile only the newest counts. */
const writePause = 1000
/** Seconds that a report outlives its agent. */
const ttlSeconds = 15

/**
 * Listens for lines of JSON from the component's own code; what one says under a name is published as long as its
 * connection stays. Node tells nobody who is at the other end of a socket: the guard is the socket itself, mode 0600 and the
 * component's own, in a folder that no other user may write to. Throws `AgentError` where that is not so.
 */
export async function openReports(
  settings: ReportSettings | undefined,
  host: FollowerHost,
): Promise<{ readonly close: () => Promise<void> }> {
  if (settings === undefined) return { close: async () => undefined }
  const { socket: path } = settings
  const { uid, gid } = await ownerNumbers(settings).catch((error: Error) => {
    throw new AgentError(`cannot listen at ${path}: ${error.message}`)
  })
  await requireSafeFolder(dirname(path), uid)
  await freeSocket(path)
  const connections = new Set<Connection>()
  const server = createServer((socket) => {
    const connection = new Connection(socket, host)
    connections.add(connection)
    socket.on('close', () => connections.delete(connection))
  })
  server.maxConnections = most.connections
  await listen(server, path)
  try {
    if (uid !== undefined || gid !== undefined)
      await chown(path, uid ?? process.getuid?.() ?? 0, gid ?? process.getgid?.() ?? 0)
    await chmod(path, 0o600)
  } catch (error) {
    server.close()
    return cannotBeUsed(path)(error as NodeJS.ErrnoException)
  }
  return {
    close: async () => {
      server.close()
      await Promise.all([...connections].map((connection) => connection.close()))
      await rm(path, { force: true })
    },
  }
}

async function requireSafeFolder(folder: string, owner: number | undefined): Promise<void> {
  const { mode, uid } = await lstat(folder).catch(cannotBeUsed(folder))
  const isOurs = uid === 0 || uid === process.getuid?.() || uid === owner
  if (!isOurs || (mode & 0o022) !== 0)
    throw new AgentError(
      `${folder} may be written to by others than the component: chmod go-w, or another folder`,
    )
}

/** Nobody can connect between the socket's making and its mode: it is made with that mode. */
async function listen(server: Server, path: string): Promise<void> {
  const umask = process.umask(0o177)
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', (error: NodeJS.ErrnoException) =>
        reject(new AgentError(`cannot listen at ${path}: ${error.code}`)),
      )
      server.listen(path, resolve)
      // Bound by now; other files keep their modes.
      process.umask(umask)
    })
  } finally {
    process.umask(umask)
  }
}

/** One end of native code, and what it has said. */
class Connection {
  private readonly socket: Socket
  private readonly host: FollowerHost
  private readonly names = new Map<string, PublishedName>()
  private rest = ''
  private isTold = false
  private budget = most.lines

  constructor(socket: Socket, host: FollowerHost) {
    this.socket = socket
    this.host = host
    socket.setEncoding('utf8')
    socket.on('data', (text: string) => this.take(text))
    socket.on('error', () => undefined)
    socket.on('close', () => void this.close())
  }

  async close(): Promise<void> {
    this.socket.destroy()
    const names = [...this.names.values()]
    this.names.clear()
    await Promise.all(names.map((name) => name.close()))
  }

  private take(text: string): void {
    const lines = (this.rest + text).split('\n')
    this.rest = lines.pop() ?? ''
    if ([...lines, this.rest].some((line) => Buffer.byteLength(line) > longestLine)) {
      this.refuse(`a line has at most ${longestLine} bytes`)
      this.socket.destroySoon()
      return
    }
    for (const line of lines) {
      const report = parseReport(line)
      if ('problem' in report) this.refuse(report.problem)
      else this.publish(report)
    }
    this.slowDown(lines.length)
  }

  /** Who says too much is not listened to for a while: its own writes wait. */
  private slowDown(lines: number): void {
    this.budget -= lines
    if (this.budget > 0 || this.socket.isPaused()) return
    this.socket.pause()
    setTimeout(() => {
      this.budget = most.lines
      this.socket.resume()
    }, writePause).unref()
  }

  private publish({ name, text }: Report): void {
    const published = this.names.get(name) ?? this.begin(name)
    published?.set(text)
  }

  private begin(name: string): PublishedName | undefined {
    if (this.names.size >= most.names) {
      this.refuse(`at most ${most.names} names`)
      return undefined
    }
    const published = new PublishedName(name, this.host)
    this.names.set(name, published)
    return published
  }

  /** The other end hears of each as far as it listens, the log of one a connection. */
  private refuse(problem: string): void {
    if (!this.socket.writableNeedDrain) this.socket.write(`${JSON.stringify({ error: problem })}\n`)
    if (!this.isTold) this.host.onEvent({ kind: 'report-refused', problem })
    this.isTold = true
  }
}

/** A leased key that is written so often and no more. */
class PublishedName {
  private readonly kept: KeptKey
  private newest = ''
  private timer: NodeJS.Timeout | undefined

  constructor(name: string, host: FollowerHost) {
    const key = reportKey(host, name)
    this.kept = new KeptKey(host.store, { key, ttlSeconds, onContact: () => undefined })
  }

  set(text: string): void {
    this.newest = text
    if (this.timer !== undefined) return
    this.kept.set(text)
    this.timer = setTimeout(() => {
      this.timer = undefined
      if (this.newest !== text) this.set(this.newest)
    }, writePause)
  }

  async close(): Promise<void> {
    clearTimeout(this.timer)
    await this.kept.close()
  }
}
