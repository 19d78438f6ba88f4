import { readdirSync } from 'node:fs'
import {
  applyRuleset,
  awaitConfirmation,
  compileRules,
  confirm,
  isAwaited,
  listUnconfirmed,
  type NftCommand,
  NftError,
  noteUnconfirmed,
  planRuleset,
  type RulesetChange,
  revertUnconfirmed,
} from '../../firewall/index.ts'
import { exitCodes, type FirewallDocument } from '../../model/index.ts'
import type { Context } from '../context.ts'
import { Failure, usageFailure } from '../failure.ts'
import type { RulesChoice } from './choose-rules.ts'
import { type LiveRules, readRules } from './read-rules.ts'

/** Which rules are to be loaded. */
export interface FirewallRequest extends RulesChoice {
  /** Seconds in which somebody must confirm them; otherwise what was loaded before comes back. */
  readonly confirmWithin?: number
  /** Where it is noted what waits to be confirmed. */
  readonly folder: string
  /** Told once rules are loaded and wait. */
  readonly onWaiting?: (table: string) => void
}

/** What an apply would do, or has done. */
export interface FirewallOutcome extends Omit<LiveRules, 'document'>, RulesetChange {
  readonly kind: 'planned' | 'applied' | 'confirmed' | 'reverted'
  readonly table: string
  /** Interfaces that zones name and this host does not have. */
  readonly missingInterfaces: readonly string[]
}

const nft: NftCommand = ['nft']

/** What `applyFirewall` would change on this host. */
export async function planFirewall(choice: RulesChoice, context: Context): Promise<FirewallOutcome> {
  const { document, ...live } = await readRules(choice, context)
  const change = await tellingNftErrors(() => planRuleset(nft, compileRules(document)))
  return outcomeOf('planned', { document, live, change })
}

/** Loads what the store holds: one transaction, read back. Waits for a confirmation where one is asked for. */
export async function applyFirewall(request: FirewallRequest, context: Context): Promise<FirewallOutcome> {
  const { document, ...live } = await readRules(request, context)
  return await tellingNftErrors(async () => {
    const wanted = compileRules(document)
    const { folder, confirmWithin } = request
    await settle(folder, document.table, context)
    const plan = await planRuleset(nft, wanted)
    if (confirmWithin === undefined || plan.script === '')
      return outcomeOf('applied', { document, live, change: await applyRuleset(nft, wanted) })
    const { table } = document
    const now = () => context.now().getTime()
    const note = await noteUnconfirmed(nft, { folder, table, now: now(), within: confirmWithin * 1000 })
    const change = await applyRuleset(nft, wanted).catch(async (error: unknown) => {
      await revertUnconfirmed(nft, note, { folder, now: now() })
      throw error
    })
    request.onWaiting?.(table)
    const isConfirmed = await awaitConfirmation(nft, note, { folder, signal: context.signal, now })
    return outcomeOf(isConfirmed ? 'confirmed' : 'reverted', { document, live, change })
  })
}

/** Confirms what waits: of that table, or all. Gives the tables. */
export async function confirmFirewall(request: {
  readonly folder: string
  readonly table?: string
}): Promise<readonly string[]> {
  const { folder, table } = request
  const notes = await listUnconfirmed(folder)
  const waiting = notes.filter((note) => table === undefined || note.table === table)
  const confirmed: string[] = []
  for (const note of waiting) if (await confirm(folder, note)) confirmed.push(note.table)
  if (confirmed.length > 0) return confirmed
  const message = table === undefined ? 'no rules wait to be confirmed' : `no rules of table ${table} wait`
  throw new Failure(exitCodes.conflict, message, { help: 'they were put back when their time was over' })
}

/** Rules whose process was killed while it waited are put back; those of one that still waits are left to it. */
async function settle(folder: string, table: string, context: Context): Promise<void> {
  const now = context.now().getTime()
  for (const note of await listUnconfirmed(folder)) {
    if (note.table !== table) continue
    if (isAwaited(note, now))
      throw usageFailure(
        `rules of table ${table} wait to be confirmed`,
        `appia firewall confirm, or wait until ${new Date(note.until).toISOString()}`,
      )
    await revertUnconfirmed(nft, note, { folder, now })
  }
}

function outcomeOf(
  kind: FirewallOutcome['kind'],
  {
    document,
    live,
    change,
  }: {
    readonly document: FirewallDocument
    readonly live: Omit<LiveRules, 'document'>
    readonly change: RulesetChange
  },
): FirewallOutcome {
  // Those that are down too, which node:os leaves out.
  const here = readdirSync('/sys/class/net')
  const named = Object.values(document.zones ?? {}).flat()
  const missingInterfaces = named.filter((name) =>
    name.endsWith('*') ? !here.some((each) => each.startsWith(name.slice(0, -1))) : !here.includes(name),
  )
  return { kind, table: document.table, missingInterfaces, ...live, ...change }
}

/** Runs `task`; an nft that says no ends it with a `Failure`. */
async function tellingNftErrors<T>(task: () => Promise<T>): Promise<T> {
  try {
    return await task()
  } catch (error) {
    if (!(error instanceof NftError)) throw error
    const help =
      error.code === 'nft-missing'
        ? { help: 'install nftables, or render: appia firewall render --format ipset' }
        : {}
    throw new Failure(exitCodes.error, error.message, { cause: error, ...help })
  }
}
