import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type AgentEvent, runAgent, type Supervisor } from '../../src/agent/index.ts'
import type { AgentSettings } from '../../src/agent/settings/settings.ts'
import { memberStatusKey, type Store } from '../../src/model/index.ts'
import { agentProblems, type FollowedStatus, parseMemberStatus } from '../../src/records/index.ts'
import { sharedStore, until } from '../client/site.ts'

/** An agent of `app@gw-01` over a store, in this process, with a folder of its own. */
export class RunningAgent {
  readonly folder: string
  readonly events: AgentEvent[] = []
  /** Who is told how it stands. */
  supervisor: Supervisor | undefined
  private readonly store: Store
  private readonly stopping = new AbortController()
  private done: Promise<void> = Promise.resolve()

  constructor(store: Store, folder = mkdtempSync(join(tmpdir(), 'appia-agent-'))) {
    this.store = store
    this.folder = folder
    mkdirSync(join(folder, 'etc'), { recursive: true })
  }

  /** Starts it; rejects where it cannot begin. */
  async start(settings: Partial<AgentSettings>): Promise<void> {
    this.done = runAgent({
      ...(this.supervisor && { supervisor: this.supervisor }),
      ...{ component: 'app', node: 'gw-01', signal: this.stopping.signal },
      settings: { stateFolder: join(this.folder, 'state'), accept: 'anything', ...settings },
      connection: { store: sharedStore(this.store) },
      onEvent: (event) => this.events.push(event),
    })
    await Promise.race([this.done, until('it has started', () => this.kinds.includes('started'))])
  }

  /** What it has told, but for what the client library has to say. */
  get kinds(): string[] {
    return this.events.map(({ kind }) => kind).filter((kind) => kind !== 'client')
  }

  async put(key: string, value: unknown): Promise<number> {
    const put = { kind: 'put', key, value: Buffer.from(JSON.stringify(value)) } as const
    return (await this.store.txn({ compare: [], success: [put], failure: [] })).revision
  }

  /** The member's status; undefined where there is none. */
  async status() {
    const [kv] = (await this.store.range({ key: memberStatusKey('', 'app', 'gw-01') })).kvs
    return kv && parseMemberStatus(Buffer.from(kv.value).toString())
  }

  /** What the status says of one thing. */
  async item(follower: string, name: string): Promise<FollowedStatus | undefined> {
    const detail = (await this.status())?.detail as
      | { readonly [follower: string]: { readonly [name: string]: FollowedStatus } }
      | undefined
    return detail?.[follower]?.[name]
  }

  async problems(): Promise<string[]> {
    const status = await this.status()
    return status === undefined ? [] : agentProblems(status)
  }

  async stop(): Promise<void> {
    this.stopping.abort()
    await this.done.catch(() => undefined)
  }

  async remove(): Promise<void> {
    await this.stop()
    rmSync(this.folder, { recursive: true, force: true })
  }
}
