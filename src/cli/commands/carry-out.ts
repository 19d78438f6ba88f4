import { join } from 'node:path'
import {
  authorOf,
  commandSpeller,
  contentsFrom,
  describeStore,
  Failure,
  type OpenStore,
  refuseOlderCommit,
  restoreCollections,
} from '../../app/index.ts'
import { type ApplyOutcome, applyPlan, exitCodeOf, type Journal, openJournal } from '../../apply/index.ts'
import { exitCodes, type Plan } from '../../model/index.ts'
import type { Invocation, Report } from '../command.ts'
import { renderOutcome } from '../render/outcome.ts'

/** Shows a plan, also where it is refused afterwards. */
export function showPlan(text: string, { options, terminal }: Invocation): void {
  if (!options.flag('json'))
    terminal.write(`${text}
`)
}

/** Asks, applies a plan that was shown, and says what became of it. Without changes there is nothing to ask. */
export async function carryOut(plan: Plan, open: OpenStore, invocation: Invocation): Promise<Report> {
  if (plan.changes.length === 0) {
    return nothingToDo(plan, plan.kind === 'apply' ? await restoreCollections(open, invocation) : [])
  }
  // A rollback takes its values from the store, whatever the sources are.
  if (plan.kind === 'apply') await refuseOlderCommit(plan, open, invocation)
  await confirm(
    `${plan.kind} on ${open.environment.name} (${describeStore(open.store, open.directory)})?`,
    invocation,
    'not applied',
  )
  const outcome = await invocation.withProgress('applying', async (report) =>
    applyPlan({
      store: open.store,
      plan,
      journal: journalOf(open.directory, open.environment.name),
      author: authorOf(invocation),
      now: invocation.now(),
      signal: invocation.signal,
      contentsOf: contentsFrom(open),
      onProgress: ({ stage, done, total }) => {
        if (done === undefined || total === undefined) return
        report({ done, total, unit: stage === 'publishing' ? 'published keys' : 'blobs' })
      },
    }),
  )
  return outcomeReport([outcome], open, invocation)
}

/** The journal of an environment. */
export function journalOf(directory: string, environment: string): Journal {
  return openJournal(join(journalsOf(directory), environment))
}

/** Where the journals of all environments lie, a folder each. */
export function journalsOf(directory: string): string {
  return join(directory, '.appia', 'journal')
}

/** What became of applies; the exit code is that of the first that did not succeed. */
export function outcomeReport(
  outcomes: readonly ApplyOutcome[],
  { store, directory, environment }: OpenStore,
  invocation: Invocation,
): Report {
  const failed = outcomes.find((outcome) => exitCodeOf(outcome) !== exitCodes.done)
  const view = {
    storeName: describeStore(store, directory),
    spell: commandSpeller(invocation, environment.name),
  }
  const text = outcomes.map((outcome) => renderOutcome(outcome, view)).join('')
  return { exitCode: failed === undefined ? exitCodes.done : exitCodeOf(failed), text, json: { outcomes } }
}

/** A protected environment takes what was reviewed, and nothing else. */
export function protectedFailure(name: string): Failure {
  return new Failure(exitCodes.refused, `environment ${name} is protected: it takes what was reviewed only`, {
    help: `appia plan --env ${name} -o FILE, have it reviewed, then appia apply FILE`,
  })
}

function nothingToDo(plan: Plan, restored: readonly string[]): Report {
  const outcome: ApplyOutcome = { kind: 'nothing-to-do', revision: plan.baseRevision }
  const text = restored.map((prefix) => `written again, as its pointer names it: ${prefix}\n`).join('')
  return { exitCode: exitCodes.done, text, json: { plan, outcomes: [outcome], restored } }
}

/** Goes on only when a person, or --yes, agrees; otherwise ends the command with `refused`, `not applied`, and why. */
export async function confirm(
  question: string,
  { options, terminal, signal }: Invocation,
  refused: string,
): Promise<void> {
  if (options.flag('yes')) return
  if (!terminal.canAsk || options.flag('json')) {
    throw new Failure(exitCodes.refused, `${refused}: nobody can be asked here`, {
      help: 'say it with --yes',
    })
  }
  const answer = await terminal.ask(`${question} Only "yes" is taken: `, signal)
  if (signal.aborted) throw new Failure(exitCodes.interrupted, `${refused}: interrupted`)
  if (answer?.trim() !== 'yes') throw new Failure(exitCodes.refused, `${refused}: the answer was not "yes"`)
}
