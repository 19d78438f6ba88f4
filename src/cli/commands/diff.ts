import {
  commandSpeller,
  Failure,
  type ReadableEnvironment,
  type SpellCommand,
  sourcesLine,
  usageFailure,
  withReadableEnvironment,
} from '../../app/index.ts'
import { readAppliedState, readHistory, readLive, readStateAt } from '../../apply/index.ts'
import { exitCodes, isApply, StoreError } from '../../model/index.ts'
import { diffSnapshots, type KeyDifference } from '../../plan/index.ts'
import type { Command } from '../command.ts'
import { prefixOption } from '../options/permissions.ts'
import { plural } from '../render/diagnostics.ts'
import { escapeText } from '../render/plain-text.ts'
import { otherBytesLine, renderLeaves, unreadLines } from '../render/plan-leaves.ts'
import type { Paint } from '../terminal/terminal.ts'

export const diff: Command = {
  name: 'diff',
  summary: 'what differs between two applies, revisions, or one of them and live',
  usage: '--from STATE [--to STATE]',
  details:
    'STATE is @3 (after apply 3; @0: before the first), 17 (revision 17), or live: the keys that are managed in it. --to is live unless given.',
  options: {
    from: { type: 'string', value: 'STATE', description: 'the older state' },
    to: { type: 'string', value: 'STATE', description: 'the newer state; default live' },
    ...prefixOption,
  },
  positionals: [0, 0],
  async run(invocation) {
    const from = invocation.options.text('from')
    const to = invocation.options.text('to') ?? 'live'
    if (from === undefined)
      throw usageFailure('diff needs --from', 'for example: appia diff --from @3 --to live')
    return await withReadableEnvironment(invocation, async (open) => {
      const { lookup } = open
      const spell = commandSpeller(invocation, open.environment.name)
      const state = (name: string) => stateOf(name, open, spell)
      const differences = diffSnapshots(await state(from), await state(to), lookup)
      const text = renderDifferences(differences, { from, to, paint: invocation.terminal.paint })
      const lines = sourcesLine(open).map((line) => `${line}\n`)
      return { exitCode: exitCodes.done, text: [...lines, text].join(''), json: { from, to, differences } }
    })
  },
}

type State = ReadonlyMap<string, Uint8Array>

async function stateOf(name: string, open: ReadableEnvironment, spell: SpellCommand): Promise<State> {
  if (name === 'live') return await liveState(open)
  const apply = /^@(\d{1,9})$/.exec(name)
  if (apply !== null) return await appliedState(Number(apply[1]), open, spell)
  if (/^[1-9]\d{0,14}$/.test(name)) return await stateAtRevision(Number(name), open, spell)
  throw usageFailure(`"${name}" is not a state`, 'a state is @3 (an apply), 17 (a revision) or live')
}

async function appliedState(
  seq: number,
  { store, environment }: ReadableEnvironment,
  spell: SpellCommand,
): Promise<State> {
  const state = await readAppliedState(store, environment.prefix, seq)
  if (state !== undefined) return new Map([...state].map(([key, { bytes }]) => [key, bytes]))
  const [newest] = await readHistory(store, environment.prefix, 1)
  throw new Failure(exitCodes.error, `there is no state @${seq}: no such apply, or its bytes were trimmed`, {
    help:
      newest === undefined ? 'nothing was applied yet' : `the newest is @${newest.seq}: ${spell('history')}`,
  })
}

/** Managed keys as they are now; foreign ones are not ours to compare. */
async function liveState({ store, environment, managedPrefixes }: ReadableEnvironment): Promise<State> {
  const live = await readLive(store, { prefix: environment.prefix, managedPrefixes })
  return new Map([...live.entries].filter(([key]) => live.index.has(key)).map(([key, kv]) => [key, kv.value]))
}

/** The keys that were managed at a revision, as they were then; of the revision of an apply, what it left. */
async function stateAtRevision(
  revision: number,
  { store, environment, managedPrefixes }: ReadableEnvironment,
  spell: SpellCommand,
): Promise<State> {
  const { prefix } = environment
  try {
    const state = await readStateAt(store, { prefix, managedPrefixes, revision })
    if (state !== undefined) return state
  } catch (error) {
    if (!(error instanceof StoreError) || error.code !== 'compacted') throw error
  }
  const before = (await readHistory(store, prefix, Number.MAX_SAFE_INTEGER)).find(
    (entry) => isApply(entry) && entry.revision !== undefined && entry.revision <= revision,
  )
  const state = before?.revision === revision ? await readAppliedState(store, prefix, before.seq) : undefined
  if (state !== undefined) return new Map([...state].map(([key, { bytes }]) => [key, bytes]))
  throw new Failure(exitCodes.error, `the store does not remember revision ${revision}`, {
    help:
      before === undefined
        ? `applies are kept longer: ${spell('history')}`
        : `the apply before it is kept: ${spell(`diff --from @${before.seq}`)}`,
  })
}

function renderDifferences(
  differences: readonly KeyDifference[],
  { from, to, paint }: { readonly from: string; readonly to: string; readonly paint: Paint },
): string {
  const blocks = differences.map((difference) => {
    const { key, kind, leaves } = difference
    const title = `${paint('bold', escapeText(key))}${kind === 'changed' ? '' : ` (${kind})`}`
    const isUnread = leaves.some(({ fromBytes, toBytes }) => fromBytes ?? toBytes)
    const lines =
      kind === 'changed' || isUnread
        ? renderLeaves(leaves, { paint })
        : [`  ${plural(leaves.length, 'value')}`]
    return ['', title, ...lines, ...otherBytesLine(difference)]
  })
  const count = differences.length === 0 ? 'no difference' : `${plural(differences.length, 'key')} differ`
  return [`${from} → ${to}: ${count}`, ...unreadLines(differences, paint), ...blocks.flat(), ''].join('\n')
}
