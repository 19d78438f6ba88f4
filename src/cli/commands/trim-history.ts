import {
  authorOf,
  commandSpeller,
  describeStore,
  Failure,
  type OpenEnvironment,
  refuseSilentEmbeddedWrite,
  type SpellCommand,
  storeFailure,
} from '../../app/index.ts'
import {
  planTrim,
  type TrimOutcome,
  type TrimPlan,
  type TrimProgress,
  trimHistory,
} from '../../apply/index.ts'
import { exitCodes } from '../../model/index.ts'
import type { Invocation, Report } from '../command.ts'
import { renderSize, renderTrimPlan } from '../render/trim.ts'
import { confirm, journalOf, showPlan } from './carry-out.ts'

/** Shows what a trim to the newest `keep` applies would remove, asks, removes it, and says what became of it. */
export async function trimTo(keep: number, open: OpenEnvironment, invocation: Invocation): Promise<Report> {
  const { store, environment, directory, workspace } = open
  refuseSilentEmbeddedWrite(environment, invocation)
  const target = { store, prefix: environment.prefix, keep }
  const plan = await invocation.withProgress('measuring', (report) =>
    planTrim({ ...target, onProgress: (progress) => report(inBlobs(progress)) }),
  )
  const storeName = describeStore(store, directory)
  if (plan === undefined || plan.removes.entries + plan.removes.blobs === 0) return nothing(storeName)
  await refuseOpenApplies(plan, open, invocation)
  showPlan(renderTrimPlan(plan, { keep, title: `${environment.name} · ${storeName}` }), invocation)
  await confirm(`trim the history of ${environment.name} (${storeName})?`, invocation, 'not trimmed')
  const author = authorOf(invocation)
  const outcome = await invocation.withProgress('trimming', (report) =>
    trimHistory({
      ...target,
      owner: { workspace: workspace.name, environment: environment.name },
      author: { who: author.who },
      now: invocation.now(),
      onProgress: (progress) => report(inBlobs(progress)),
    }),
  )
  const spell = commandSpeller(invocation, environment.name)
  return trimReport(outcome, { name: store.name, spell, storeName })
}

function inBlobs({ done, total }: TrimProgress) {
  return { done, total, unit: 'blobs' }
}

/** An apply that still has to be looked up must find its place in the ledger. */
async function refuseOpenApplies(
  { oldestKept }: TrimPlan,
  open: OpenEnvironment,
  invocation: Invocation,
): Promise<void> {
  const entries = await journalOf(open.directory, open.environment.name).list()
  const lost = entries.find(({ prefix, seq }) => prefix === open.environment.prefix && seq < oldestKept)
  if (lost === undefined) return
  throw new Failure(
    exitCodes.refused,
    `not trimmed: the outcome of apply @${lost.seq} is unknown, and its line of history would go`,
    { help: `find out first: ${commandSpeller(invocation, open.environment.name)('apply --resume')}` },
  )
}

function nothing(storeName: string): Report {
  const outcome: TrimOutcome = { kind: 'nothing-to-trim' }
  return { exitCode: exitCodes.done, text: `nothing to trim · ${storeName}\n`, json: { outcome } }
}

function trimReport(
  outcome: TrimOutcome,
  view: { readonly name: string; readonly spell: SpellCommand; readonly storeName: string },
): Report {
  const { storeName } = view
  switch (outcome.kind) {
    case 'nothing-to-trim':
      return nothing(storeName)
    case 'trimmed':
      return {
        exitCode: exitCodes.done,
        text: `trimmed: ${renderSize(outcome.removed)} removed · ${storeName}\n`,
        json: { outcome },
      }
    case 'wrong-owner':
      throw new Failure(
        exitCodes.conflict,
        `not trimmed: the prefix belongs to ${outcome.owner}, not to ${outcome.expected}`,
      )
    case 'conflict':
      throw new Failure(
        exitCodes.conflict,
        `applies came in between again and again; ${renderSize(outcome.removed)} removed so far`,
        { help: 'run the same trim again: it goes on where it stopped' },
      )
    case 'failed': {
      const { exitCode, message, help } = storeFailure(outcome.error, view)
      const again = 'the same trim may be run again: it goes on where it stopped'
      throw new Failure(exitCode, `${message}; ${renderSize(outcome.removed)} removed so far`, {
        help: help === undefined ? again : `${help}\n${again}`,
        cause: outcome.error,
      })
    }
    default:
      return outcome satisfies never
  }
}
