import type { FollowedStatus } from '../../client/index.ts'
import { KernelError, readHost, type SyncOutcome, syncMaps } from '../../kernel/index.ts'
import type { Documents, Host, Layout } from '../../layout/index.ts'
import type { Diagnostic } from '../../model/index.ts'
import type { FileEvent } from '../files/file-event.ts'
import { standingOf } from '../folders/index.ts'
import { type FollowedDocument, type FollowerHost, type PlannedDocument, Upkeep } from '../followers/index.ts'
import type { MapsSettings } from '../settings/settings.ts'

/** ms between looks at the interfaces of the host. */
const interfacePause = 1000

/** The maps of one layout, and the documents that they are made of. */
export interface PlannedMaps {
  readonly name: string
  readonly settings: MapsSettings
  readonly layout: Layout
  readonly documents: readonly PlannedDocument[]
}

/** What a keeper does to the host; a test has another. */
export interface Kernel {
  readonly readHost: () => Promise<Host>
  readonly syncMaps: typeof syncMaps
  /** ms until what failed is tried again. Default 5000. */
  readonly retryMs?: number
}

/**
 * Keeps the pinned maps of one layout as its documents say: after every change, when an interface came, went or has
 * another index, and now and then for what others wrote. Documents that do not fit keep the last good entries.
 */
export class MapsKeeper {
  readonly name: string
  private readonly maps: PlannedMaps
  private readonly host: FollowerHost
  private readonly kernel: Kernel
  private wanted: readonly FollowedDocument[] | undefined
  private inEffect: readonly FollowedDocument[] = []
  private refusal: string | null = null
  private problem: string | null = null
  private compared: string | undefined
  private interfaces = ''
  private readonly upkeep = new Upkeep(() => this.sync())
  private readonly timers: NodeJS.Timeout[] = []

  constructor(maps: PlannedMaps, host: FollowerHost, kernel: Kernel = { readHost, syncMaps }) {
    this.name = maps.name
    this.maps = maps
    this.host = host
    this.kernel = kernel
  }

  get status(): FollowedStatus {
    const { refusal, problem } = this
    return { key: null, apply: null, ...standingOf(this.inEffect), problem: refusal ?? problem }
  }

  start(): void {
    const { documents, settings } = this.maps
    this.host.followTogether(documents, {
      onDocuments: (wanted) => {
        this.wanted = wanted
        this.refusal = null
        this.upkeep.look()
      },
      onRefused: (problem) => {
        this.refusal = problem
        this.host.onStatus()
      },
    })
    this.timers.push(
      setInterval(() => this.upkeep.look(), settings.lookEvery * 1000),
      setInterval(() => void this.lookAtInterfaces(), interfacePause),
    )
  }

  /** Resolves once nothing is left to do. */
  async settle(): Promise<void> {
    await this.upkeep.settle()
  }

  async close(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer)
    await this.upkeep.close()
  }

  /** Looks after the maps now, or once it is done with what it does. */
  look(): void {
    this.upkeep.look()
  }

  private async lookAtInterfaces(): Promise<void> {
    const host = await this.kernel.readHost().catch(() => undefined)
    if (host !== undefined && interfacesOf(host) !== this.interfaces) this.upkeep.look()
  }

  private async sync(): Promise<void> {
    const { wanted } = this
    if (wanted === undefined) return
    try {
      const host = await this.kernel.readHost()
      this.interfaces = interfacesOf(host)
      const { layout, settings } = this.maps
      const { pins = `/sys/fs/bpf/${layout.name}` } = settings
      const documents: Documents = new Map(
        wanted.map(({ value }, index) => [this.maps.documents[index]?.key ?? '', value]),
      )
      const compared = this.compared === undefined ? {} : { compared: this.compared }
      this.take(await this.kernel.syncMaps({ layout, documents, pins, host, ...compared }), wanted)
    } catch (error) {
      if (!(error instanceof KernelError)) throw error
      this.fail('failed', error.message, wanted)
    }
    this.host.onStatus()
  }

  private take(outcome: SyncOutcome, wanted: readonly FollowedDocument[]): void {
    if (outcome.kind !== 'synced') {
      const kind = outcome.kind === 'refused' ? 'refused' : 'failed'
      this.fail(kind, wordsOf(outcome.diagnostics), wanted)
      return
    }
    const changes = outcome.maps.reduce((sum, map) => sum + map.changes.length, 0)
    const isNewer = standingText(wanted) !== standingText(this.inEffect)
    if (isNewer) this.tell({ kind: 'installed', changes }, wanted)
    else if (changes > 0) this.tell({ kind: 'restored', changes }, wanted)
    this.compared = outcome.ids
    this.inEffect = wanted
    this.problem = null
  }

  private fail(kind: 'refused' | 'failed', problem: string, wanted: readonly FollowedDocument[]): void {
    this.compared = undefined
    if (problem !== this.problem) this.tell({ kind, problem }, wanted)
    this.problem = problem
    this.upkeep.lookAgainIn(this.kernel.retryMs ?? 5000)
  }

  private tell(event: Omit<FileEvent, 'file' | 'revision'>, wanted: readonly FollowedDocument[]): void {
    const { revision } = standingOf(wanted)
    this.host.onEvent({ ...event, file: `bpf/${this.name}`, revision })
  }
}

function interfacesOf({ interfaces }: Host): string {
  return JSON.stringify([...interfaces].sort())
}

function standingText(documents: readonly FollowedDocument[]): string {
  return JSON.stringify(documents.map(({ key, revision, sha256 }) => [key, revision, sha256]))
}

function wordsOf(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.map(({ message }) => message).join('; ')
}
