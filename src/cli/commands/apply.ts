import {
  describeStore,
  type OpenStore,
  planEnvironment,
  readPlanFile,
  refuseExpiredWaivers,
  refuseSilentEmbeddedWrite,
  refuseSilentOverwrite,
  usageFailure,
  withCompiledEnvironment,
  withPlanTarget,
} from '../../app/index.ts'
import { lookForEarlier } from '../../apply/index.ts'
import {
  type Diagnostic,
  exitCodes,
  hasErrors,
  type KeyValue,
  type Plan,
  toolKeys,
} from '../../model/index.ts'
import { checkLeaves, checkPlanTarget, comparePlans } from '../../plan/index.ts'
import type { Command, Invocation, Report } from '../command.ts'
import {
  carryOutOptions,
  expiredWaiverOption,
  overwriteOption,
  permissionOptions,
} from '../options/permissions.ts'
import { renderPlanDifferences } from '../render/plan-differences.ts'
import { renderPlan } from '../render/plan-text.ts'
import { carryOut, outcomeReport, protectedFailure, showPlan } from './carry-out.ts'
import { planView, refusal } from './plan.ts'
import { resumeJournal } from './resume-journal.ts'

export const apply: Command = {
  name: 'apply',
  summary: 'carry out a plan as one transaction',
  usage: '[FILE] [--yes] [--approved DIGEST] [--resume]',
  details: `With FILE, applies that saved plan and nothing else. Without, plans, shows the plan and asks.
With --approved, plans anew from the sources and applies only what has that digest; FILE then is the approved plan, to
show what differs. Where nobody can be asked, --yes is needed. After an unknown outcome (exit 9), --resume finds out
what happened and finishes it.`,
  options: {
    ...carryOutOptions,
    approved: {
      type: 'string',
      value: 'DIGEST',
      description: 'plan anew, apply only under this digest (64 hex digits)',
    },
    resume: { type: 'boolean', description: 'find out about, and finish, applies of unknown outcome' },
    'allow-older': {
      type: 'boolean',
      description: 'apply sources of a commit older than the one applied last',
    },
    ...overwriteOption,
    ...expiredWaiverOption,
    all: { type: 'boolean', description: 'show also values that nothing reads' },
    diff: { type: 'boolean', description: 'add a unified diff under each key' },
    ...permissionOptions,
  },
  positionals: [0, 1],
  writes: true,
  async run(invocation) {
    const [file] = invocation.positionals
    const approved = invocation.options.text('approved')
    if (invocation.options.flag('resume')) {
      if (file !== undefined) throw usageFailure('--resume takes no FILE: the journal has the plans')
      return await resumeJournal(invocation)
    }
    if (approved !== undefined) return await applyApproved(approved, file, invocation)
    return file === undefined ? await applySources(invocation) : await applyFile(file, invocation)
  },
}

async function applySources(invocation: Invocation): Promise<Report> {
  return await withCompiledEnvironment(invocation, async (open) => {
    refuseSilentEmbeddedWrite(open.environment, invocation)
    if (open.environment.isProtected) throw protectedFailure(open.environment.name)
    const planned = await planEnvironment(open, invocation)
    const { plan } = planned
    if (plan === undefined || hasErrors(planned.diagnostics)) return refusal(planned, invocation)
    showPlan(renderPlan(plan, await planView(planned, { invocation })), invocation)
    refuseSilentOverwrite(plan, planned.live, invocation)
    refuseExpiredWaivers(plan, invocation)
    return await carryOut(plan, open, invocation)
  })
}

async function applyApproved(
  digest: string,
  file: string | undefined,
  invocation: Invocation,
): Promise<Report> {
  if (!/^[0-9a-f]{64}$/.test(digest))
    throw usageFailure('--approved takes a digest of 64 hex digits', 'it is in the plan file')
  const approved = file === undefined ? undefined : await readPlanFile(file, invocation)
  if (approved !== undefined && !('plan' in approved)) return invalidFile(approved.diagnostics)
  return await withCompiledEnvironment(invocation, async (open) => {
    refuseSilentEmbeddedWrite(open.environment, invocation)
    const planned = await planEnvironment(open, invocation)
    const { plan } = planned
    if (plan === undefined || hasErrors(planned.diagnostics)) return refusal(planned, invocation)
    const text = renderPlan(plan, await planView(planned, { invocation }))
    if (plan.digest === digest) {
      showPlan(text, invocation)
      refuseExpiredWaivers(plan, invocation)
      return await carryOut(plan, open, invocation)
    }
    const differences = approved === undefined ? undefined : comparePlans(approved.plan, plan)
    const shown = differences === undefined ? text : renderPlanDifferences(differences)
    const why = `\nnot applied: the plan now has digest ${plan.digest.slice(0, 8)}, approved is ${digest.slice(0, 8)}\n`
    return {
      exitCode: exitCodes.conflict,
      text: `${shown}${why}`,
      json: { plan, differences: differences ?? null },
    }
  })
}

async function applyFile(file: string, invocation: Invocation): Promise<Report> {
  refuseLatePermissions(invocation)
  const read = await readPlanFile(file, invocation)
  if (!('plan' in read)) return invalidFile(read.diagnostics)
  const { plan } = read
  const named = invocation.options.text('env') ?? plan.environment
  const misplaced = checkPlanTarget(plan, { environment: named, cluster: plan.cluster })
  if (hasErrors(misplaced)) return wrongTarget(misplaced)
  return await withPlanTarget(invocation, plan, async (open) => {
    refuseSilentEmbeddedWrite(open.environment, invocation)
    const cluster = await open.store.clusterId()
    const diagnostics = checkPlanTarget(plan, { environment: open.environment.name, cluster })
    if (hasErrors(diagnostics)) return wrongTarget(diagnostics)
    const earlier = await lookForEarlier(open.store, plan)
    if (earlier !== undefined) return outcomeReport([earlier], open, invocation)
    const misleading = checkLeaves(plan, await readChanged(plan, open))
    if (hasErrors(misleading)) return invalidFile(misleading)
    const storeName = describeStore(open.store, open.directory)
    const { terminal, options, now } = invocation
    const view = { paint: terminal.paint, now: now(), showAll: options.flag('all'), storeName }
    showPlan(renderPlan(plan, view), invocation)
    refuseExpiredWaivers(plan, invocation)
    return await carryOut(plan, open, invocation)
  })
}

/** What the keys of a plan hold now. */
async function readChanged(plan: Plan, { store }: OpenStore): Promise<Map<string, KeyValue>> {
  const entries = new Map<string, KeyValue>()
  const { revision } = await store.range({ key: toolKeys(plan.prefix).epoch })
  for (const { key } of plan.changes) {
    for (const kv of (await store.range({ key, revision })).kvs) entries.set(key, kv)
  }
  return entries
}

/** A saved plan is what was reviewed: what it may do was said when it was made. */
function refuseLatePermissions({ options }: Invocation): void {
  const late = ['diff', ...Object.keys(permissionOptions)].find(
    (name) => options.flag(name) || options.text(name) !== undefined || options.list(name).length > 0,
  )
  if (late === undefined) return
  throw usageFailure(
    `--${late} comes too late for a saved plan`,
    `say it when the plan is made: appia plan -o FILE --${late} …`,
  )
}

function wrongTarget(diagnostics: readonly Diagnostic[]): Report {
  return { exitCode: exitCodes.conflict, text: '', json: {}, diagnostics }
}

function invalidFile(diagnostics: readonly Diagnostic[]): Report {
  return { exitCode: exitCodes.invalid, text: '', json: {}, diagnostics }
}
