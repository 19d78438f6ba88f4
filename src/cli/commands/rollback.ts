import {
  commandSpeller,
  Failure,
  type OpenEnvironment,
  type PlannedEnvironment,
  readSchemas,
  refuseSilentEmbeddedWrite,
  refuseSilentOverwrite,
  type SpellCommand,
  savePlan,
  usageFailure,
  withEnvironment,
} from '../../app/index.ts'
import { readLive, readNewestApply, readUndone, type UndoneApplies } from '../../apply/index.ts'
import { leafLookup } from '../../compile/index.ts'
import { exitCodes, hasErrors } from '../../model/index.ts'
import { allowsKey, planRollback, unmatchedKeys } from '../../plan/index.ts'
import type { Command, Invocation } from '../command.ts'
import { carryOutOptions, overwriteOption, permissionOptions, permissionsOf } from '../options/permissions.ts'
import { wholeNumber } from '../options/whole-number.ts'
import { renderPlan } from '../render/plan-text.ts'
import { carryOut, protectedFailure, showPlan } from './carry-out.ts'
import { planView, refusal } from './plan.ts'

export const rollback: Command = {
  name: 'rollback',
  summary: 'take back the newest apply, or everything after apply N, in one transaction',
  usage: '[--to N] [--leave KEY] [-o FILE] [--yes]',
  details: `Makes a plan like any other: with -o it is saved for review, otherwise shown and asked for.
Without --to, what the newest apply changed becomes what it was before, and what was changed since in other places
stays. With --to, every managed key becomes what it was after apply N, whatever was done since, inside or outside. A key
that was not managed then is given back as it was when it was taken over. Keys under /keys are never touched. The values
taken back are withdrawn: a plan that would set one of them again is refused until --unsuppress.`,
  options: {
    ...carryOutOptions,
    to: { type: 'string', value: 'N', description: 'restore the state after apply N (0: before the first)' },
    leave: {
      type: 'string',
      multiple: true,
      value: 'KEYS',
      description: 'leave these keys as they are: a list, * for a segment',
    },
    out: { type: 'string', short: 'o', value: 'FILE', description: 'save the plan instead of applying it' },
    all: { type: 'boolean', description: 'show also values that nothing reads' },
    diff: { type: 'boolean', description: 'add a unified diff under each key' },
    'allow-delete': permissionOptions['allow-delete'],
    'take-over': permissionOptions['take-over'],
    ...overwriteOption,
  },
  positionals: [0, 0],
  writes: true,
  async run(invocation) {
    return await withEnvironment(invocation, async (open) => {
      refuseSilentEmbeddedWrite(open.environment, invocation)
      const isSaved = invocation.options.text('out') !== undefined
      if (open.environment.isProtected && !isSaved) throw protectedFailure(open.environment.name)
      const planned = await planUndo(open, invocation)
      const { plan } = planned
      if (plan === undefined || hasErrors(planned.diagnostics)) return refusal(planned, invocation)
      const file = invocation.options.text('out')
      if (file !== undefined) await savePlan(plan, file, invocation)
      const view = await planView(planned, { invocation, ...(file === undefined ? {} : { file }) })
      const text = renderPlan(plan, view)
      if (file !== undefined) return { exitCode: exitCodes.done, text, json: { plan } }
      showPlan(text, invocation)
      refuseSilentOverwrite(plan, planned.live, invocation)
      return await carryOut(plan, open, invocation)
    })
  },
}

async function planUndo(open: OpenEnvironment, invocation: Invocation): Promise<PlannedEnvironment> {
  const { store, environment, workspace, directory } = open
  const { prefix } = environment
  const found = foundIn(
    await readUndone(store, prefix, targetOf(invocation)),
    commandSpeller(invocation, environment.name),
  )
  const managedPrefixes = workspace.managedPrefixes.map((managed) => `${prefix}${managed}`)
  const live = await readLive(store, {
    prefix,
    managedPrefixes,
    keys: [
      ...found.undone.flatMap(({ changes }) => changes.map(({ key }) => key)),
      ...(found.state?.keys() ?? []),
    ],
  })
  if (live.epoch?.seq !== found.newest) {
    throw new Failure(exitCodes.conflict, 'another apply got in between', { help: 'roll back again' })
  }
  const { schemas } = await readSchemas(directory)
  const desired = workspace.compiled.get(environment.name)?.desired ?? { entries: [] }
  const lookup = leafLookup(schemas, desired)
  const permissions = permissionsOf(invocation.options)
  const { plan, diagnostics } = planRollback({
    workspace: workspace.name,
    environment,
    managedPrefixes,
    live,
    lookup,
    undone: found.undone,
    ...(found.state && { state: found.state }),
    leave: leftKeys(invocation, [...live.index.keys(), ...live.entries.keys()]),
    permissions,
  })
  const newest = await readNewestApply(store, prefix)
  return {
    ...(plan === undefined ? {} : { plan }),
    live,
    lookup,
    diagnostics,
    ...(newest === undefined ? {} : { lastApply: newest }),
    store,
    directory,
  }
}

/** 0 is a state too: nothing of ours. */
function targetOf({ options }: Invocation): number | undefined {
  const text = options.text('to')
  if (text === undefined) return undefined
  return text === '0' ? 0 : wholeNumber(text.replace(/^@/, ''), '--to')
}

/** Names that mean no key are a slip: what was to be left would be rolled back. */
function leftKeys({ options }: Invocation, keys: readonly string[]): string[] {
  const names = options.list('leave')
  const [slip] = unmatchedKeys('--leave', names, keys)
  if (slip !== undefined) throw usageFailure(slip.message, slip.help)
  return keys.filter((key) => allowsKey(names, key))
}

function foundIn(read: UndoneApplies, spell: SpellCommand) {
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
        {
          help: 'restore the sources of that time and apply them',
        },
      )
    default:
      return read satisfies never
  }
}
