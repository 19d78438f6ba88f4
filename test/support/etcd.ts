import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { defaultEtcd } from './etcd-releases.ts'

export { etcdMissing } from './groups.ts'

/** How a test wants its etcd. */
export interface EtcdServerOptions {
  readonly quotaBackendBytes?: number
  /** Serves TLS on an endpoint of its own as well; paths of PEM files. With `ca`, clients must show a certificate. */
  readonly tls?: { readonly cert: string; readonly key: string; readonly ca?: string }
  /** Which etcd runs; `APPIA_ETCD`, or the one in PATH, unless given. */
  readonly executable?: string
  /** More flags of etcd itself. */
  readonly flags?: readonly string[]
  /** More URLs to serve clients at. */
  readonly listen?: readonly string[]
  /** Whose addresses it takes: a server that is gone. */
  readonly at?: EtcdServer
  /** Where the process runs. */
  readonly directory?: string
  /** Serve this data (made by `etcdctl snapshot restore`, say) instead of an empty folder. Not removed by `stop`. */
  readonly dataDir?: string
}

/** A real etcd on free ports of the loopback. Ends with the test process at the latest. */
export interface EtcdServer {
  /** `127.0.0.1:23791`, without a scheme. */
  readonly endpoint: string
  /** `https://127.0.0.1:23793`; only answers with the option `tls`. */
  readonly secureEndpoint: string
  /** URL for other members. */
  readonly peer: string
  readonly pid: number
  readonly dataDir: string
  /** Ends it and removes its data. */
  stop(): Promise<void>
  /** Sends a signal and waits for the end; the data stay for `restart`. */
  kill(signal?: NodeJS.Signals): Promise<void>
  pause(): void
  resume(): void
  /** Starts it again on the same data and ports, killing it first if it runs. */
  restart(): Promise<void>
  /** Runs etcdctl (v3) against it; resolves to what it printed. Give `--user` yourself. */
  etcdctl(...parameters: string[]): Promise<string>
  /** Makes user root with this password and switches authentication on. */
  enableAuthentication(rootPassword: string): Promise<void>
  /** What etcd has logged so far. */
  log(): string
}

interface Member {
  readonly name: string
  readonly client: number
  readonly secure: number
  readonly peer: number
}

/** Starts one etcd and waits until it answers. */
export async function startEtcd(options: EtcdServerOptions = {}): Promise<EtcdServer> {
  const members = options.at === undefined ? await freeMembers(1) : [memberAt(options.at)]
  const [server] = await startMembers(members, options)
  return server as EtcdServer
}

/** Starts a cluster of `size` members and waits until all of them answer. */
export async function startEtcdCluster(
  size: number,
  options: EtcdServerOptions = {},
): Promise<readonly EtcdServer[]> {
  return startMembers(await freeMembers(size), options)
}

/** Starts a member that joins a cluster of one as a learner: it follows, and serves nobody. */
export async function startLearner(of: EtcdServer): Promise<EtcdServer> {
  const [own] = (await freeMembers(1)).map((member) => ({ ...member, name: 'learner' }))
  const member = own as Member
  await of.etcdctl('member', 'add', member.name, '--learner', `--peer-urls=http://127.0.0.1:${member.peer}`)
  const first = { name: 'm0', client: 0, secure: 0, peer: Number(new URL(of.peer).port) }
  const learner = new EtcdProcess(member, [first, member], { flags: ['--initial-cluster-state=existing'] })
  await learner.start({ isHealthAwaited: false })
  return learner
}

async function startMembers(
  members: readonly Member[],
  options: EtcdServerOptions,
): Promise<readonly EtcdServer[]> {
  const servers = members.map((member) => new EtcdProcess(member, members, options))
  try {
    await Promise.all(servers.map((server) => server.start()))
  } catch (error) {
    await Promise.all(servers.map((server) => server.stop()))
    throw error
  }
  return servers
}

class EtcdProcess implements EtcdServer {
  readonly endpoint: string
  readonly secureEndpoint: string
  readonly peer: string
  readonly dataDir: string
  private readonly folder = mkdtempSync(join(tmpdir(), 'appia-etcd-'))
  private readonly executable: string
  private readonly flags: readonly string[]
  private readonly directory: string | undefined
  private process: ChildProcess | undefined
  private readonly killAtExit = () => this.process?.kill('SIGKILL')

  constructor(member: Member, members: readonly Member[], options: EtcdServerOptions) {
    this.endpoint = `127.0.0.1:${member.client}`
    this.secureEndpoint = `https://127.0.0.1:${member.secure}`
    this.peer = `http://127.0.0.1:${member.peer}`
    this.dataDir = options.dataDir ?? join(this.folder, 'data')
    this.executable = options.executable ?? defaultEtcd()
    this.directory = options.directory
    this.flags = flagsOf(member, members, this.dataDir, options)
    process.on('exit', this.killAtExit)
  }

  get pid(): number {
    const pid = this.process?.pid
    if (pid === undefined) throw new Error('this etcd does not run')
    return pid
  }

  async start({ isHealthAwaited = true } = {}): Promise<void> {
    const child = spawn(this.executable, this.flags, {
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(this.directory === undefined ? {} : { cwd: this.directory }),
    })
    const log = createWriteStream(join(this.folder, 'log'), { flags: 'a' })
    child.stdout.pipe(log, { end: false })
    child.stderr.pipe(log, { end: false })
    child.once('close', () => log.end())
    this.process = child
    if (isHealthAwaited) await this.answers(Date.now() + 30_000)
  }

  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const child = this.process
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
    const ended = new Promise((resolve) => child.once('close', resolve))
    child.kill(signal)
    await ended
  }

  async stop(): Promise<void> {
    await this.kill('SIGKILL')
    process.off('exit', this.killAtExit)
    rmSync(this.folder, { recursive: true, force: true })
  }

  pause(): void {
    process.kill(this.pid, 'SIGSTOP')
  }

  resume(): void {
    process.kill(this.pid, 'SIGCONT')
  }

  async restart(): Promise<void> {
    await this.kill()
    await this.start()
  }

  async etcdctl(...parameters: string[]): Promise<string> {
    const environment = { PATH: process.env.PATH, ETCDCTL_API: '3' }
    const all = [`--endpoints=${this.endpoint}`, ...parameters]
    return (await promisify(execFile)('etcdctl', all, { env: environment })).stdout
  }

  async enableAuthentication(rootPassword: string): Promise<void> {
    await this.etcdctl('user', 'add', `root:${rootPassword}`)
    await this.etcdctl('user', 'grant-role', 'root', 'root')
    await this.etcdctl('auth', 'enable')
  }

  log(): string {
    return readFileSync(join(this.folder, 'log'), 'utf8')
  }

  private async answers(deadline: number): Promise<void> {
    while (!(await isHealthy(this.endpoint))) {
      const ended = this.process?.exitCode !== null || this.process.signalCode !== null
      if (ended || Date.now() > deadline) throw new Error(`etcd did not start:\n${this.log()}`)
      await new Promise((resolve) => setTimeout(resolve, 30))
    }
  }
}

function flagsOf(
  member: Member,
  members: readonly Member[],
  dataDir: string,
  options: EtcdServerOptions,
): readonly string[] {
  const client = `http://127.0.0.1:${member.client}`
  const peer = `http://127.0.0.1:${member.peer}`
  const secure = options.tls === undefined ? [] : [`https://127.0.0.1:${member.secure}`]
  const listens = [client, ...secure, ...(options.listen ?? [])].join(',')
  const quota = options.quotaBackendBytes
  return [
    `--name=${member.name}`,
    `--data-dir=${dataDir}`,
    `--listen-client-urls=${listens}`,
    `--advertise-client-urls=${client}`,
    `--listen-peer-urls=${peer}`,
    `--initial-advertise-peer-urls=${peer}`,
    `--initial-cluster=${members.map(({ name, peer }) => `${name}=http://127.0.0.1:${peer}`).join(',')}`,
    '--logger=zap',
    ...tlsFlags(options.tls),
    ...(quota === undefined ? [] : [`--quota-backend-bytes=${quota}`]),
    ...(options.flags ?? []),
  ]
}

function tlsFlags(tls: EtcdServerOptions['tls']): readonly string[] {
  if (tls === undefined) return []
  const clients = tls.ca === undefined ? [] : ['--client-cert-auth', `--trusted-ca-file=${tls.ca}`]
  return [`--cert-file=${tls.cert}`, `--key-file=${tls.key}`, ...clients]
}

async function isHealthy(endpoint: string): Promise<boolean> {
  try {
    const response = await fetch(`http://${endpoint}/health`, { signal: AbortSignal.timeout(2000) })
    await response.arrayBuffer()
    return response.status === 200
  } catch {
    return false
  }
}

async function freeMembers(size: number): Promise<readonly Member[]> {
  const ports = await Promise.all(Array.from({ length: size * 3 }, freePort))
  return Array.from({ length: size }, (_, index) => ({
    name: `m${index}`,
    client: ports[index * 3] as number,
    secure: ports[index * 3 + 1] as number,
    peer: ports[index * 3 + 2] as number,
  }))
}

function memberAt({ endpoint, secureEndpoint, peer }: EtcdServer): Member {
  const portOf = (url: string) => Number(url.slice(url.lastIndexOf(':') + 1))
  return { name: 'm0', client: portOf(endpoint), secure: portOf(secureEndpoint), peer: portOf(peer) }
}

/** Below those that Linux gives to connections, any of which would take the port of a server that is down for a while. */
const portRange = { first: 20_000, last: 32_767 }
const given = new Set<number>()

/** A port of the loopback that was free a moment ago, and is given once. */
export async function freePort(): Promise<number> {
  const port = randomInt(portRange.first, portRange.last + 1)
  if (given.has(port) || !(await isFree(port))) return await freePort()
  given.add(port)
  return port
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
