import { type JournalEntry, type Resumed, resumeApply } from '../../apply/index.ts'
import { loadFormats } from '../../formats/index.ts'
import { type Diagnostic, type Home, isSameHome, type Plan } from '../../model/index.ts'
import type { SecretValues } from '../../templates/index.ts'
import type { Context } from '../context.ts'
import { describeStore } from '../environment/open-environment.ts'
import type { OpenStore } from '../environment/open-store.ts'
import { requireOwnFolder } from '../environment/own-folder.ts'
import { withPlanTarget } from '../environment/with-plan-target.ts'
import { Failure, InvalidInput, usageFailure } from '../failure.ts'
import { nearestWorkspace } from '../workspace/find-workspace.ts'
import type { AppliedResult } from './apply-result.ts'
import { authorOf } from './author.ts'
import { journalOf, type PendingApplies, readJournals } from './journals.ts'
import { keptReader } from './kept-reader.ts'
import { contentsFrom } from './published-contents.ts'
import { secretsOf } from './secrets-of-plans.ts'

/** Nothing in the journal that was meant; `elsewhere`: environments whose journals have something. */
export interface NothingToResume {
  readonly kind: 'nothing-to-resume'
  readonly elsewhere: readonly string[]
}

/** Finds out about, and finishes, the applies in the journal of the named environment, or of the only one that has some. */
export async function resumeJournal(context: Context): Promise<AppliedResult | NothingToResume> {
  const directory = nearestWorkspace(context) ?? context.directory
  await requireOwnFolder(directory)
  const pending = await readJournals(directory)
  const chosen = choosePending(pending, context.environment)
  if (chosen === undefined) {
    return { kind: 'nothing-to-resume', elsewhere: pending.map(({ environment }) => environment) }
  }
  const { environment, entries } = chosen
  // The formats of documents of which a part is left to others: they are read again.
  await loadFormats(entries.flatMap(({ plan }) => plan.changes.map(({ format }) => format)))
  const homes = entries.filter(
    (entry, index) => entries.findIndex((other) => isSameHome(other, entry)) === index,
  )
  const { prefix, workspace } = homes[0] as JournalEntry // there is one, or it would not be pending
  return await withPlanTarget(context, { environment, prefix, workspace }, async (open) => {
    const resumed: Resumed[] = []
    const diagnostics: Diagnostic[] = []
    for (const home of homes) {
      const plans = entries.filter((entry) => isSameHome(entry, home)).map(({ plan }) => plan)
      const done = await resumeAt(open, home, { context, plans })
      resumed.push(...done.resumed)
      if (done.resumed.some(({ outcome }) => outcome.kind === 'fenced')) diagnostics.push(...done.diagnostics)
    }
    return {
      kind: 'outcomes',
      outcomes: resumed.map(({ outcome }) => outcome),
      diagnostics,
      environment: open.environment.name,
      storeName: describeStore(open.store, open.directory),
    }
  })
}

async function resumeAt(
  open: OpenStore,
  home: Home,
  { context, plans }: { readonly context: Context; readonly plans: readonly Plan[] },
): Promise<{ readonly resumed: Resumed[]; readonly diagnostics: readonly Diagnostic[] }> {
  const secrets = await readSecrets(plans, open, context)
  const resumed = await resumeApply({
    store: open.store,
    journal: journalOf(open.directory, open.environment.name),
    author: authorOf(context),
    now: context.now(),
    signal: context.signal,
    contentsOf: contentsFrom(open),
    kept: keptReader,
    home,
    ...('problem' in secrets ? { finish: false } : { secretValues: secrets.values }),
  })
  return { resumed, diagnostics: 'problem' in secrets ? secrets.problem : [] }
}

/** What became of an apply is found out in any case; without its secrets it cannot be finished. */
async function readSecrets(
  plans: readonly Plan[],
  open: OpenStore,
  context: Context,
): Promise<{ readonly values: SecretValues } | { readonly problem: readonly Diagnostic[] }> {
  try {
    return { values: await secretsOf(plans, open, context) }
  } catch (error) {
    if (error instanceof InvalidInput) return { problem: error.diagnostics }
    if (!(error instanceof Failure)) throw error
    const { message, help } = error
    return {
      problem: [
        { code: 'secret-unresolved', severity: 'error', message, ...(help !== undefined && { help }) },
      ],
    }
  }
}

function choosePending(
  pending: readonly PendingApplies[],
  name: string | undefined,
): PendingApplies | undefined {
  if (name !== undefined) return pending.find(({ environment }) => environment === name)
  if (pending.length <= 1) return pending[0]
  const names = pending.map(({ environment }) => environment)
  throw usageFailure(
    `several environments have an apply of unknown outcome: ${names.join(', ')}`,
    `name one: ${names.map((each) => `--env ${each}`).join(' or ')}`,
  )
}
