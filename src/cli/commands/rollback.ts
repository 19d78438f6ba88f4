import { readLive, readNewestApply, readUndone, type UndoneApplies } from '../../apply/index.ts'
import { leafLookup } from '../../compile/index.ts'
import { exitCodes, hasErrors } from '../../model/index.ts'
import { planRollback } from '../../plan/index.ts'
import { carryOut, carryOutOptions, protectedFailure, showPlan } from '../carry-out.ts'
import type { Command, Invocation } from '../command.ts'
import { Failure } from '../failure.ts'
import { refuseSilentEmbeddedWrite } from '../open-environment.ts'
import { permissionOptions, permissionsOf } from '../permissions.ts'
import type { PlannedEnvironment } from '../plan-environment.ts'
import { readSchemas } from '../read-schemas.ts'
import { renderPlan } from '../render/plan-text.ts'
import { savePlan } from '../save-plan.ts'
import { commandSpeller, type SpellCommand } from '../spell-command.ts'
import { wholeNumber } from '../whole-number.ts'
import { type OpenEnvironment, withEnvironment } from '../with-environment.ts'
import { planView, refusal } from './plan.ts'

export const rollback: Command = {
  name: 'rollback',
  summary: 'take back the newest apply, or everything after apply N, in one transaction',
  usage: '[--to N] [-o FILE] [--yes]',
  details: `Makes a plan like any other: with -o it is saved for review, otherwise shown and asked for.
Keys changed by others since are merged; keys under /keys are never touched. The values taken back are withdrawn: a
plan that would set one of them again is refused until --unsuppress.`,
  options: {
    ...carryOutOptions,
    to: { type: 'string', value: 'N', description: 'restore the state after apply N (0: before the first)' },
    out: { type: 'string', short: 'o', value: 'FILE', description: 'save the plan instead of applying it' },
    all: { type: 'boolean', description: 'show also values that nothing reads' },
    diff: { type: 'boolean', description: 'add a unified diff under each key' },
    'allow-delete': permissionOptions['allow-delete'],
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
      const file = await savePlan(plan, invocation)
      const view = await planView(planned, { invocation, ...(file === undefined ? {} : { file }) })
      const text = renderPlan(plan, view)
      if (file !== undefined) return { exitCode: exitCodes.done, text, json: { plan } }
      showPlan(text, invocation)
      return await carryOut(plan, open, invocation)
    })
  },
}

async function planUndo(open: OpenEnvironment, invocation: Invocation): Promise<PlannedEnvironment> {
  const { store, environment, workspace, directory } = open
  const { prefix } = environment
  const undone = undoneOf(
    await readUndone(store, prefix, targetOf(invocation)),
    commandSpeller(invocation, environment.name),
  )
  const managedPrefixes = workspace.managedPrefixes.map((managed) => `${prefix}${managed}`)
  const live = await readLive(store, {
    prefix,
    managedPrefixes,
    keys: undone.flatMap(({ changes }) => changes.map(({ key }) => key)),
  })
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
    undone,
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

function undoneOf(read: UndoneApplies, spell: SpellCommand) {
  switch (read.kind) {
    case 'found':
      return read.undone
    case 'nothing-applied':
      throw new Failure(exitCodes.error, 'nothing was applied here, so there is nothing to take back')
    case 'no-such-apply':
      throw new Failure(exitCodes.error, `there is no such apply; the newest is @${read.newest}`, {
        help: `see them: ${spell('history')}`,
      })
    case 'trimmed':
      throw new Failure(
        exitCodes.error,
        `the bytes before @${read.seq} were trimmed: it cannot be taken back`,
        {
          help: 'restore the sources of that time and apply them',
        },
      )
    default:
      return read satisfies never
  }
}
