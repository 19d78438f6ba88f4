import { readNewestApply, readUndone, type UndoneApplies } from '../../apply/index.ts'
import { leafLookup } from '../../compile/index.ts'
import { exitCodes } from '../../model/index.ts'
import { allowsKey, planRollback, unmatchedKeys } from '../../plan/index.ts'
import type { Context } from '../context.ts'
import { describeStore } from '../environment/open-environment.ts'
import type { OpenStore } from '../environment/open-store.ts'
import { readDocuments } from '../environment/read-documents.ts'
import { Failure, usageFailure } from '../failure.ts'
import { commandSpeller, type SpellCommand } from '../spell-command.ts'
import type { CompiledWorkspace } from '../workspace/compiled-workspace.ts'
import type { PlannedEnvironment } from './reviewed-plan.ts'

/** What is to be taken back. */
export interface Undo {
  /** The state after this apply is restored (0: before the first); else what the newest apply did is taken back. */
  readonly to?: number
  /** Keys, or patterns of them, that stay as they are. */
  readonly leave: readonly string[]
  /** Only if this is the newest apply. */
  readonly only?: number
}

/** A store, and the sources where they are at hand: without them effects of values are not known. */
export interface UndoableEnvironment extends OpenStore {
  readonly workspace?: CompiledWorkspace
}

/** Plans to take back applies of an environment. */
export async function planUndo(
  { to, leave, only }: Undo,
  { store, environment, workspace, directory }: UndoableEnvironment,
  context: Context,
): Promise<PlannedEnvironment> {
  const { prefix } = environment
  const spell = commandSpeller(context, environment.name)
  const undone = undoneIn(await readUndone(store, environment, to), spell)
  const stated = workspace?.managedPrefixes.map((managed) => `${prefix}${managed}`)
  const past = [...undone.undone.flatMap(({ changes }) => changes), ...(undone.state?.values() ?? [])]
  const keys = [
    ...undone.undone.flatMap(({ changes }) => changes.map(({ key }) => key)),
    ...(undone.state?.keys() ?? []),
  ]
  const request = { home: environment, ...(stated && { managedPrefixes: stated }), keys }
  const live = await readDocuments(store, request, past)
  if (live.epoch?.seq !== undone.newest) {
    throw new Failure(exitCodes.conflict, 'another apply got in between', { help: 'roll back again' })
  }
  const newest = await readNewestApply(store, environment)
  if (only !== undefined && newest?.seq !== only) {
    throw new Failure(exitCodes.conflict, `@${only} is not the newest apply any more`, {
      help: `see what came after it: ${spell('history')}`,
    })
  }
  const desired = workspace?.compiled.get(environment.name)?.desired ?? { entries: [] }
  const lookup = leafLookup(workspace?.schemas ?? new Map(), { ...desired, index: live.index })
  const { plan, diagnostics } = planRollback({
    workspace: environment.workspace,
    environment,
    managedPrefixes: stated ?? live.managedPrefixes ?? [],
    live,
    lookup,
    undone: undone.undone,
    ...(undone.state && { state: undone.state }),
    initial: new Map(desired.entries.flatMap(({ key, initial }) => (initial ? [[key, initial]] : []))),
    leave: matchingKeys(leave, [...live.index.keys(), ...live.entries.keys()]),
    permissions: context.permissions,
  })
  return {
    ...(plan === undefined ? {} : { plan }),
    environment,
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
