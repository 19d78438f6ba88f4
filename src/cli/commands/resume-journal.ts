import { readdir } from 'node:fs/promises'
import {
  authorOf,
  contentsFrom,
  nearestWorkspace,
  type OpenStore,
  usageFailure,
  withPlanTarget,
} from '../../app/index.ts'
import { type JournalEntry, type Resumed, resumeApply } from '../../apply/index.ts'
import { exitCodes } from '../../model/index.ts'
import type { Invocation, Report } from '../command.ts'
import { journalOf, journalsOf, outcomeReport } from './carry-out.ts'

/** Applies of unknown outcome in one environment, as its journal has them. */
interface Pending {
  readonly environment: string
  readonly entries: readonly JournalEntry[]
}

/** Finds out about, and finishes, the applies in the journal of `--env`, or of the only environment that has some. */
export async function resumeJournal(invocation: Invocation): Promise<Report> {
  const directory = nearestWorkspace(invocation) ?? invocation.directory
  const pending = await readPending(directory)
  const chosen = choosePending(pending, invocation.options.text('env'))
  if (chosen === undefined) return nothingToResume(pending, invocation)
  const { environment, entries } = chosen
  const prefixes = [...new Set(entries.map(({ prefix }) => prefix))]
  return await withPlanTarget(invocation, { environment, prefix: prefixes[0] ?? '' }, async (open) => {
    const resumed: Resumed[] = []
    for (const prefix of prefixes) resumed.push(...(await resumePrefix(open, prefix, invocation)))
    return outcomeReport(
      resumed.map(({ outcome }) => outcome),
      open,
      invocation,
    )
  })
}

async function resumePrefix(open: OpenStore, prefix: string, invocation: Invocation): Promise<Resumed[]> {
  return await resumeApply({
    store: open.store,
    journal: journalOf(open.directory, open.environment.name),
    author: authorOf(invocation),
    now: invocation.now(),
    signal: invocation.signal,
    contentsOf: contentsFrom(open),
    prefix,
  })
}

async function readPending(directory: string): Promise<Pending[]> {
  const names = await readdir(journalsOf(directory)).catch((): string[] => [])
  const all = await Promise.all(
    names.sort().map(async (environment) => ({
      environment,
      entries: await journalOf(directory, environment).list(),
    })),
  )
  return all.filter(({ entries }) => entries.length > 0)
}

function choosePending(pending: readonly Pending[], name: string | undefined): Pending | undefined {
  if (name !== undefined) return pending.find(({ environment }) => environment === name)
  if (pending.length <= 1) return pending[0]
  const names = pending.map(({ environment }) => environment)
  throw usageFailure(
    `several environments have an apply of unknown outcome: ${names.join(', ')}`,
    `name one: ${names.map((each) => `--env ${each}`).join(' or ')}`,
  )
}

/** Says which environments have something, so that a misspelt name is not taken for good news. */
function nothingToResume(pending: readonly Pending[], { options }: Invocation): Report {
  const name = options.text('env')
  const others = pending.map(({ environment }) => environment).join(', ')
  const text =
    pending.length === 0
      ? 'nothing to resume: the journal is empty\n'
      : `nothing to resume in ${name}; an apply of unknown outcome is in ${others}\n`
  return { exitCode: exitCodes.done, text, json: { outcomes: [] } }
}
