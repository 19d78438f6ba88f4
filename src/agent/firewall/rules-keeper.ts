import { join } from 'node:path'
import type { FollowedStatus } from '../../client/index.ts'
import {
  applyRuleset,
  awaitConfirmation,
  compileRules,
  listTable,
  listUnconfirmed,
  type NftCommand,
  NftError,
  noteUnconfirmed,
  parseRules,
  planRuleset,
  readCounters,
  revertUnconfirmed,
} from '../../firewall/index.ts'
import type { FirewallDocument } from '../../model/index.ts'
import type { FileEvent } from '../files/file-event.ts'
import {
  type FollowedDocument,
  type FollowerHost,
  type PlannedDocument,
  prometheusLabels,
  Upkeep,
} from '../followers/index.ts'
import type { RulesSettings } from '../settings/settings.ts'
import { type RulesState, readRulesState, writeRulesState } from './rules-state.ts'

/** The rules of one table, and the document that they are made of. */
export interface PlannedRules {
  readonly name: string
  readonly settings: RulesSettings
  readonly document: PlannedDocument
}

/** ms until what failed is tried again. */
const retryPause = 5000

/**
 * Keeps one table of nftables as its document says: after every change, and now and then for what others loaded. A document
 * that cannot be loaded, or that nobody confirms in time, leaves the rules that were there.
 */
export class RulesKeeper {
  readonly name: string
  private readonly rules: PlannedRules
  private readonly host: FollowerHost
  private readonly command: NftCommand
  private readonly folder: string
  private readonly upkeep = new Upkeep(() => this.follow())
  private state: RulesState = {}
  private wanted: FollowedDocument | undefined
  private inEffect: FollowedDocument | undefined
  private refusal: string | null = null
  private problem: string | null = null
  private isEdited = false
  private counters: ReadonlyMap<string, number> = new Map()
  private timer: NodeJS.Timeout | undefined

  constructor(rules: PlannedRules, host: FollowerHost, command: NftCommand = ['nft']) {
    this.name = rules.name
    this.rules = rules
    this.host = host
    this.command = command
    this.folder = join(host.stateFolder, 'firewall')
  }

  get status(): FollowedStatus {
    const { inEffect, isEdited, refusal, problem } = this
    const standing = {
      key: inEffect?.key ?? null,
      revision: inEffect?.revision ?? 0,
      apply: inEffect?.apply ?? null,
    }
    return {
      ...standing,
      ...(inEffect && { sha256: inEffect.sha256 }),
      is_edited: isEdited,
      problem: refusal ?? problem,
    }
  }

  /** Packets that each rule has counted, in Prometheus' text form. */
  metrics(): string {
    return [...this.counters]
      .map(([rule, packets]) => {
        const labels = prometheusLabels({ table: this.name, rule })
        return `appia_firewall_packets_total${labels} ${packets}\n`
      })
      .join('')
  }

  /** Puts back what an agent that was killed left unconfirmed, and follows. */
  async start(): Promise<void> {
    this.state = await readRulesState(this.folder, this.name)
    await this.recover()
    this.host.follow(this.rules.document, {
      onDocument: (document) => {
        this.wanted = document
        this.refusal = null
        this.upkeep.look()
      },
      onRefused: (problem) => {
        this.refusal = problem
        this.host.onStatus()
      },
    })
    this.timer = setInterval(() => this.upkeep.look(), this.rules.settings.lookEvery * 1000)
  }

  /** Resolves once nothing is left to do. */
  async settle(): Promise<void> {
    await this.upkeep.settle()
  }

  /** Rules that wait to be confirmed are put back. */
  async close(): Promise<void> {
    clearInterval(this.timer)
    await this.upkeep.close()
  }

  /** Looks after the table now, or once it is done with what it does. */
  look(): void {
    this.upkeep.look()
  }

  private async recover(): Promise<void> {
    for (const note of await listUnconfirmed(this.folder)) {
      const [owner, sha256] = note.label.split(' ')
      if (owner !== encodeURIComponent(this.name)) continue
      if (sha256 !== undefined) await this.remember({ ...this.state, rejected: sha256 })
      await revertUnconfirmed(this.command, note, { folder: this.folder, now: Date.now() })
      const problem = `the agent ended before anybody confirmed the rules of table ${note.table}`
      this.tell({ kind: 'refused', problem })
    }
  }

  private async follow(): Promise<void> {
    const { wanted } = this
    if (wanted === undefined) return
    try {
      const { document, problems } = await parseRules(wanted.value)
      const refusal =
        document === undefined
          ? problems.map(({ message }) => message).join('; ')
          : wanted.sha256 === this.state.rejected && 'nobody confirmed these rules in time'
      if (refusal) {
        this.fail('refused', refusal, wanted)
        await this.keepLastGood()
      } else if (document !== undefined && (await this.load(document, wanted))) this.problem = null
    } catch (error) {
      if (!(error instanceof NftError)) throw error
      this.fail('failed', error.message, wanted)
      this.upkeep.lookAgainIn(retryPause)
    }
    this.host.onStatus()
  }

  /** What others change in the rules that are in effect is looked after also while newer ones are refused. */
  private async keepLastGood(): Promise<void> {
    const { inEffect } = this
    if (inEffect === undefined) return
    const { document } = await parseRules(inEffect.value)
    if (document !== undefined) await this.load(document, inEffect)
  }

  /** True where these rules are loaded afterwards. */
  private async load(document: FirewallDocument, wanted: FollowedDocument): Promise<boolean> {
    const ruleset = compileRules(document)
    const isNewer = wanted.sha256 !== this.inEffect?.sha256
    const { script, differences } = await planRuleset(this.command, ruleset)
    if (!isNewer && script !== '' && this.rules.settings.edited === 'report') {
      if (!this.isEdited) this.tell({ kind: 'edited' }, wanted)
      this.isEdited = true
      return false
    }
    const isAsked = isNewer && script !== '' && wanted.sha256 !== this.state.confirmed
    if (isAsked && this.rules.settings.confirmWithin !== undefined) {
      if (!(await this.loadUntilConfirmed(document, wanted))) return false
    } else if (script !== '') await applyRuleset(this.command, ruleset)
    const changes = differences.length
    if (isNewer) this.tell({ kind: 'installed', changes }, wanted)
    else if (script !== '') this.tell({ kind: 'restored', changes }, wanted)
    if (isNewer) await this.remember({ confirmed: wanted.sha256 })
    this.inEffect = wanted
    this.isEdited = false
    this.counters = readCounters(await listTable(this.command, document.table))
    return true
  }

  /** True once somebody has confirmed; otherwise what was there before is loaded again. */
  private async loadUntilConfirmed(document: FirewallDocument, wanted: FollowedDocument): Promise<boolean> {
    const { command, folder } = this
    const { table } = document
    const now = () => Date.now()
    const within = (this.rules.settings.confirmWithin ?? 0) * 1000
    const label = `${encodeURIComponent(this.name)} ${wanted.sha256}`
    const note = await noteUnconfirmed(command, { folder, table, now: now(), within, label })
    await applyRuleset(command, compileRules(document)).catch(async (error: unknown) => {
      await revertUnconfirmed(command, note, { folder, now: now() })
      throw error
    })
    this.problem = `loaded, and waits to be confirmed: appia firewall confirm --state ${folder}`
    this.host.onStatus()
    const { signal } = this.upkeep
    if (await awaitConfirmation(command, note, { folder, signal, now })) return true
    await this.remember({ ...this.state, rejected: wanted.sha256 })
    this.fail('refused', 'nobody confirmed these rules in time', wanted)
    return false
  }

  private async remember(state: RulesState): Promise<void> {
    this.state = state
    await writeRulesState(this.folder, this.name, state)
  }

  private fail(kind: 'refused' | 'failed', problem: string, document: FollowedDocument): void {
    if (problem !== this.problem) this.tell({ kind, problem }, document)
    this.problem = problem
  }

  private tell(event: Omit<FileEvent, 'file' | 'revision'>, document?: FollowedDocument): void {
    this.host.onEvent({ ...event, file: `firewall/${this.name}`, revision: document?.revision ?? 0 })
  }
}
