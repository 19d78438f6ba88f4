import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { until } from '../../client/site.ts'
import type { Ran } from '../../support/appia.ts'
import { defaultEtcd } from '../../support/etcd-releases.ts'
import { CaptureHost, compileBpf } from '../kernel/capture-host.ts'

const root = join(import.meta.dirname, '../../..')
const program = join(root, 'dist/main.js')
export const components = ['sniffer', 'detector', 'firewall'] as const
export type Component = (typeof components)[number]
/** What a component tells: one line of JSON. */
export type Told = Readonly<Record<string, unknown>>
const set = 'ml_defender_blacklist_test'
const etcdPort = 2379
const cutting = `table inet cut {
  chain output {
    type filter hook output priority -10;
    tcp dport ${etcdPort} drop
  }
}
`
/** How etcd may be away. */
export const absences = ['killed', 'cut off', 'restored from a snapshot'] as const
type Absence = (typeof absences)[number]

/**
 * A host in network namespaces of its own, as ML Defender runs on it: etcd, the workspace of this repository, and the
 * three components in C++ with their agents, an XDP program on two interfaces, and a set of nftables. `close` leaves
 * nothing behind.
 */
export class DefendedHost {
  private readonly capture = new CaptureHost(['eth1', 'eth3'])
  private readonly folder = mkdtempSync(join(tmpdir(), 'appia-defended-'))
  private readonly memory = mkdtempSync('/dev/shm/appia-defended-')
  readonly workspace = join(this.folder, 'workspace')
  private readonly processes = new Map<string, ChildProcess>()
  private readonly told = new Map<Component, Told[]>()
  /** How much each had told when the newest apply began. */
  private readonly before = new Map<Component, number>()
  /** Which component ended by itself; its last words are on standard error. */
  private failed: string | undefined

  /** Builds the components, loads the XDP program and makes the workspace; nothing runs yet. */
  async build(): Promise<void> {
    for (const folder of ['configs', 'schemas', 'generated', 'package.json', 'tsconfig.json'])
      cpSync(join(root, folder), join(this.workspace, folder), { recursive: true })
    mkdirSync(join(this.folder, 'state'))
    await Promise.all(components.map((component) => this.compile(component)))
    compileBpf(
      join(root, 'test/e2e/kernel/capture.bpf.c'),
      join(root, 'generated/c'),
      this.path('capture.bpf.o'),
    )
    this.capture.load(this.path('capture.bpf.o'), ['eth1', 'eth3'])
    await this.declareMembers()
  }

  private async compile(component: Component): Promise<void> {
    const source = join(import.meta.dirname, `components/${component}.cpp`)
    const flags = ['-std=c++20', '-O0', '-Wall', '-Wextra', '-Werror', '-Igenerated/cpp', '-Igenerated/c']
    const libraries = ['-lzmq', '-lcrypto', '-pthread', '-lbpf']
    const words = [...flags, source, '-o', this.path(component), ...libraries]
    await promisify(execFile)('g++', words, { cwd: root })
  }

  /** Gives each component an identity, and names its recipient in the rotation policy, which is quick here. */
  private async declareMembers(): Promise<void> {
    const recipients: string[] = []
    for (const component of components) {
      const { stdout } = await this.appia(
        'keygen',
        `${component}@gw-01`,
        '--out',
        this.path(`${component}.identity`),
      )
      recipients.push(`'${component}@gw-01': '${/age1\w+/.exec(stdout)?.[0]}'`)
    }
    this.edit('configs/rotation.ts', 'members: {}', `members: { ${recipients.join(', ')} }`)
    this.edit('configs/rotation.ts', 'grace: seconds(300)', 'grace: seconds(1)')
    this.edit('configs/rotation.ts', 'longestMessageAge: seconds(60)', 'longestMessageAge: seconds(1)')
    this.edit('configs/rotation.ts', 'keepPrevious: 1', 'keepPrevious: 3')
  }

  startEtcd(): void {
    const url = `http://127.0.0.1:${etcdPort}`
    this.spawn('etcd', defaultEtcd(), [
      `--data-dir=${this.path('etcd')}`,
      `--listen-client-urls=${url}`,
      `--advertise-client-urls=${url}`,
      '--listen-peer-urls=http://127.0.0.1:2380',
    ])
  }

  /** Starts etcd, applies the workspace, and starts all that follows it. */
  async start(): Promise<void> {
    this.startEtcd()
    const answers = async () => (await this.appia('doctor', '--env', 'lab')).exitCode === 0
    await until('etcd answers', answers, 60_000)
    await this.apply()
    this.spawn('rotator', process.execPath, [program, 'rotator', '--env', 'lab'])
    for (const component of components) {
      this.startAgent(component)
      await until(`${component} has its file`, () => this.has(`${component}.json`), 60_000)
      this.runComponent(component)
    }
    for (const component of components) await this.heard(component, ({ ready }) => ready === component)
  }

  startAgent(component: Component): void {
    writeFileSync(this.path(`${component}.agent.json`), JSON.stringify(this.settings(component)))
    const words = ['agent', `${component}@gw-01`, '--settings', this.path(`${component}.agent.json`)]
    this.spawn(`${component} agent`, process.execPath, [program, ...words])
  }

  private runComponent(component: Component): void {
    const last = {
      sniffer: [join(this.capture.pins, 'events')],
      detector: [],
      firewall: ['inet', 'ml_defender'],
    }
    const words = [
      this.path(`${component}.json`),
      join(this.memory, `${component}.keyring`),
      ...last[component],
    ]
    const child = this.spawn(component, this.path(component), words)
    const told: Told[] = []
    this.told.set(component, told)
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) =>
      told.push(JSON.parse(line)),
    )
    child.on('exit', (code) => {
      if (code !== null) this.failed = `the ${component} ended with ${code}`
    })
  }

  private settings(component: Component): object {
    return {
      endpoints: [`127.0.0.1:${etcdPort}`],
      stateFolder: this.path(`state/${component}`),
      files: {
        [component]: {
          path: this.path(`${component}.json`),
          schema: join(root, `schemas/${component}.schema.json`),
          reload: { signal: 'SIGHUP', pidFile: this.path(`${component}.json.pid`) },
        },
      },
      keys: { path: join(this.memory, `${component}.keyring`), identity: this.path(`${component}.identity`) },
      ...(component === 'firewall' && { firewall: { site: { key: '/config/firewall/rules/json' } } }),
      ...(component === 'sniffer' && {
        bpf: { sniffer: { layout: join(root, 'generated/c/sniffer.layout.json'), pins: this.capture.pins } },
      }),
    }
  }

  /** Runs the command line in the workspace, on this host. */
  async appia(...words: string[]): Promise<Ran> {
    const [command = '', ...rest] = this.inside(process.execPath, [program, ...words])
    const options = {
      cwd: this.workspace,
      env: { PATH: process.env.PATH, HOME: this.folder },
      maxBuffer: 1 << 26,
    }
    return await new Promise((resolve) => {
      execFile(command, rest, options, (error, stdout, stderr) => {
        resolve({
          exitCode: error === null ? 0 : typeof error.code === 'number' ? error.code : null,
          stdout,
          stderr,
        })
      })
    })
  }

  /** Applies the workspace as it is; throws with what was said where it is not applied. */
  async apply(): Promise<void> {
    for (const [component, told] of this.told) this.before.set(component, told.length)
    const { exitCode, stdout, stderr } = await this.appia('apply', '--env', 'lab', '--yes')
    if (exitCode !== 0) throw new Error(`apply ended with ${exitCode}\n${stdout}${stderr}`)
  }

  /** Replaces text in a file of the workspace. */
  edit(file: string, from: string | RegExp, to: string): void {
    const path = join(this.workspace, file)
    const before = readFileSync(path, 'utf8')
    const after = before.replace(from, to)
    if (after === before) throw new Error(`${file} has no ${from}`)
    writeFileSync(path, after)
  }

  /** Sends a datagram to a port of the host. */
  send(port: number): void {
    this.capture.send('eth1', port)
  }

  /** Sends a datagram whose message is altered between sniffer and detector. */
  sendTampered(port: number): void {
    this.processes.get('sniffer')?.kill('SIGUSR1')
    this.send(port)
  }

  /** What a component has told since it started; throws where one has ended by itself. */
  lines(component: Component): readonly Told[] {
    if (this.failed !== undefined) throw new Error(this.failed)
    return this.told.get(component) ?? []
  }

  /** Waits until a component has told something since the newest apply. */
  async heard(component: Component, claim: (told: Told) => boolean): Promise<void> {
    const since = () => this.lines(component).slice(this.before.get(component))
    await until(`the ${component} tells it`, () => since().some(claim), 60_000)
  }

  pidOf(name: string): number | undefined {
    return this.processes.get(name)?.pid
  }

  /** How many packets the rule of that name has counted; NaN where there is none. */
  counted(rule: string): number {
    const rules = this.capture.inside('nft', ['list', 'table', 'inet', 'ml_defender'])
    const line = rules.split('\n').find((each) => each.includes(`comment "${rule}"`)) ?? ''
    return Number(/counter packets (\d+)/.exec(line)?.[1])
  }

  /** Whether the blacklist holds an address. */
  isBlocking(): boolean {
    return this.capture.inside('nft', ['list', 'set', 'inet', 'ml_defender', set]).includes('elements')
  }

  /** Empties the blacklist. */
  unblock(): void {
    this.capture.inside('nft', ['flush', 'set', 'inet', 'ml_defender', set])
  }

  /**
   * Takes etcd away while `meanwhile` runs, and gives it back: killed and started again; cut off by the network and joined;
   * or killed and restored from a snapshot, which what `lost` did is not in.
   */
  async withoutEtcd(
    how: Absence,
    meanwhile: () => Promise<void>,
    lost: () => Promise<void> = async () => undefined,
  ): Promise<void> {
    if (how === 'restored from a snapshot') {
      rmSync(this.path('snapshot'), { force: true })
      this.etcdctl('snapshot', 'save', this.path('snapshot'))
      await lost()
    }
    if (how === 'cut off') this.nft(cutting)
    else await this.kill('etcd')
    try {
      await meanwhile()
    } finally {
      if (how === 'restored from a snapshot') {
        rmSync(this.path('etcd'), { recursive: true })
        this.etcdctl('snapshot', 'restore', this.path('snapshot'), `--data-dir=${this.path('etcd')}`)
      }
      if (how === 'cut off') this.capture.inside('nft', ['delete', 'table', 'inet', 'cut'])
      else this.startEtcd()
    }
    const answers = async () => (await this.appia('doctor', '--env', 'lab')).exitCode === 0
    await until('etcd answers again', answers, 60_000)
  }

  private etcdctl(...words: readonly string[]): void {
    const [command = '', ...rest] = this.inside('env', ['ETCDCTL_API=3', 'etcdctl', ...words])
    execFileSync(command, rest, { stdio: 'pipe' })
  }

  private nft(text: string): void {
    writeFileSync(this.path('rules.nft'), text)
    this.capture.inside('nft', ['-f', this.path('rules.nft')])
  }

  /** Ends a process as a crash does. */
  async kill(name: string): Promise<void> {
    const child = this.processes.get(name)
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
    const ended = new Promise((resolve) => child.once('close', resolve))
    child.kill('SIGKILL')
    await ended
  }

  async close(): Promise<void> {
    for (const name of this.processes.keys()) await this.kill(name)
    this.capture.close()
    for (const folder of [this.folder, this.memory]) rmSync(folder, { recursive: true, force: true })
  }

  path(name: string): string {
    return join(this.folder, name)
  }

  private has(name: string): boolean {
    try {
      return readFileSync(this.path(name)).length > 0
    } catch {
      return false
    }
  }

  private spawn(name: string, command: string, words: readonly string[]): ChildProcess {
    const [first = '', ...rest] = this.inside(command, words)
    const options = { cwd: this.workspace, env: { PATH: process.env.PATH, HOME: this.folder } }
    const isComponent = components.some((component) => component === name)
    const said = isComponent ? (['pipe', 'inherit'] as const) : (['ignore', 'ignore'] as const)
    const child = spawn(first, rest, { ...options, stdio: ['ignore', ...said] })
    this.processes.set(name, child)
    return child
  }

  /** `ip netns exec` becomes the program, so that a signal reaches it. */
  private inside(command: string, words: readonly string[]): string[] {
    return ['ip', 'netns', 'exec', this.capture.namespace, command, ...words]
  }
}
