import { readNewestApply, readUndone, type UndoneApplies } from '../../apply/index.ts'
import { leafLookup } from '../../compile/index.ts'
import { exitCodes } from '../../model/index.ts'
import { allowsKey, planRollback, unmatchedKeys } from '../../plan/index.ts'
import type { Context } from '../context.ts'
import { describeStore } from '../environment/open-environment.ts'
import type { OpenEnvironment } from '../environment/open-store.ts'
import { readDocuments } from '../environment/read-documents.ts'
import { Failure, usageFailure } from '../failure.ts'
import { commandSpeller, type SpellCommand } from '../spell-command.ts'
import type { PlannedEnvironment } from './reviewed-plan.ts'

/** What is to be taken back. */
export interface Undo {
  /** The state after this apply is restored (0: before the first); else what the newest apply did is taken back. */
  readonly to?: number
  /** Keys, or patterns of them, that stay as they are. */
  readonly leave: readonly string[]
}

/** Plans to take back applies of an environment. */
export async function planUndo(
  { to, leave }: Undo,
  { store, environment, workspace, directory }: OpenEnvironment,
  context: Context,
): Promise<PlannedEnvironment> {
  const { prefix } = environment
  const spell = commandSpeller(context, environment.name)
  const undone = undoneIn(await readUndone(store, environment, to), spell)
  const managedPrefixes = workspace.managedPrefixes.map((managed) => `${prefix}${managed}`)
  const past = [...undone.undone.flatMap(({ changes }) => changes), ...(undone.state?.values() ?? [])]
  const keys = [
    ...undone.undone.flatMap(({ changes }) => changes.map(({ key }) => key)),
    ...(undone.state?.keys() ?? []),
  ]
  const live = await readDocuments(store, { home: environment, managedPrefixes, keys }, past)
  if (live.epoch?.seq !== undone.newest) {
    throw new Failure(exitCodes.conflict, 'another apply got in between', { help: 'roll back again' })
  }
  const desired = workspace.compiled.get(environment.name)?.desired ?? { entries: [] }
  const lookup = leafLookup(workspace.schemas, { ...desired, index: live.index })
  const { plan, diagnostics } = planRollback({
    workspace: workspace.name,
    environment,
    managedPrefixes,
    live,
    lookup,
    undone: undone.undone,
    ...(undone.state && { state: undone.state }),
    initial: new Map(desired.entries.flatMap(({ key, initial }) => (initial ? [[key, initial]] : []))),
    leave: matchingKeys(leave, [...live.index.keys(), ...live.entries.keys()]),
    permissions: context.permissions,
  })
  const newest = await readNewestApply(store, environment)
  return {
    ...(plan === undefined ? {} : { plan }),
    made: { live, lookup },
    diagnostics,
    ...(newest === undefined ? {} : { lastApply: newest }),
    storeName: describeStore(store, directory),
    directory,
  }
}

/** Names that mean no key are a slip: what was to be left would be rolled back. */
function matchingKeys(names: readonly string[], keys: readonly string[]): string[] {
  const [slip] = unmatchedKeys('--leave', names, keys)
  if (slip !== undefined) throw usageFailure(slip.message, slip.help)
  return keys.filter((key) => allowsKey(names, key))
}

function undoneIn(read: UndoneApplies, spell: SpellCommand) {
  switch (read.kind) {
    case 'found':
      return read
    case 'nothing-applied':
      throw new Failure(exitCodes.error, 'nothing was applied here, so there is nothing to take back')
    case 'no-such-apply':
      throw new Failure(exitCodes.error, `there is no such apply; the newest is @${read.newest}`, {
        help: `see them: ${spell('history')}`,
      })
    case 'trimmed':
      throw new Failure(
        exitCodes.error,
        `what is known of @${read.seq} was trimmed: there is no way back to it`,
        { help: 'restore the sources of that time and apply them' },
      )
    default:
      return read satisfies never
  }
}
