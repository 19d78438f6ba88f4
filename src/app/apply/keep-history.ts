import { keepNewest } from '../../apply/index.ts'
import { type Diagnostic, defaultKeepApplies, isSameHome, type Plan } from '../../model/index.ts'
import type { Context } from '../context.ts'
import type { OpenStore } from '../environment/open-store.ts'
import { commandSpeller } from '../spell-command.ts'
import { journalOf } from './journals.ts'

/** After an apply: lets go of history that need not stay. Whatever comes of it, the apply has succeeded. */
export async function keepHistory(
  plan: Plan,
  { store, directory, environment: { name } }: OpenStore,
  context: Context,
): Promise<Diagnostic[]> {
  if (context.signal.aborted) return []
  const { workspace, environment, keepApplies: keep = defaultKeepApplies } = plan
  const journal = await journalOf(directory, name).list()
  const kept = await keepNewest({
    ...{ store, home: plan, keep, now: context.now() },
    owner: { workspace, environment },
    author: { who: context.who() },
    open: journal.filter((entry) => isSameHome(entry, plan)).map(({ seq }) => seq),
  })
  const help = `remove it by hand: ${commandSpeller(context, name)(`history --trim ${keep}`)}`
  const warning = { code: 'history-remains', severity: 'warning', help } as const
  switch (kept.kind) {
    case 'short':
    case 'trimmed':
      return []
    case 'remains':
      return [
        { ...warning, message: `${kept.applies} applies more than the ${keep} to keep are in the history` },
      ]
    case 'failed':
      return [{ ...warning, message: `the history was not trimmed to ${keep} applies: ${kept.problem}` }]
    default:
      return kept satisfies never
  }
}
