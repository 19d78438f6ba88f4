import { join } from 'node:path'
import { type ApplyOutcome, applyPlan, exitCodeOf, openJournal, resumeApply } from '../../apply/index.ts'
import { exitCodes, hasErrors, type Plan } from '../../model/index.ts'
import { checkPlanTarget } from '../../plan/index.ts'
import type { Command, Invocation, Report } from '../command.ts'
import { Failure, usageFailure } from '../failure.ts'
import { identityOf } from '../identity.ts'
import { describeStore, refuseSilentEmbeddedWrite } from '../open-environment.ts'
import { permissionOptions } from '../permissions.ts'
import { planEnvironment } from '../plan-environment.ts'
import { withProgress } from '../progress.ts'
import { readPlanFile } from '../read-plan-file.ts'
import { renderOutcome } from '../render/outcome.ts'
import { renderPlan } from '../render/plan-text.ts'
import { type OpenEnvironment, withCompiledEnvironment, withEnvironment } from '../with-environment.ts'
import { planView, refusal } from './plan.ts'

export const apply: Command = {
  name: 'apply',
  summary: 'carry out a plan as one transaction',
  usage: '[FILE] [--yes] [--resume]',
  details: `With FILE, applies that saved plan and nothing else. Without, plans, shows the plan and asks.
Where nobody can be asked, --yes is needed. After an unknown outcome (exit 9), --resume finds out what happened and finishes it.`,
  options: {
    yes: { type: 'boolean', short: 'y', description: 'do not ask' },
    resume: { type: 'boolean', description: 'find out about, and finish, applies of unknown outcome' },
    'overwrite-drift': {
      type: 'string',
      multiple: true,
      value: 'KEY',
      description: 'let --yes write over an edit of this key that was made outside',
    },
    message: { type: 'string', short: 'm', value: 'TEXT', description: 'a line for the history' },
    all: { type: 'boolean', description: 'show also values that nothing reads' },
    diff: { type: 'boolean', description: 'add a unified diff under each key' },
    ...permissionOptions,
  },
  positionals: [0, 1],
  writes: true,
  async run(invocation) {
    const [file] = invocation.positionals
    if (invocation.options.flag('resume')) {
      if (file !== undefined) throw usageFailure('--resume takes no FILE: the journal has the plans')
      return await resume(invocation)
    }
    return file === undefined ? await applySources(invocation) : await applyFile(file, invocation)
  },
}

async function applySources(invocation: Invocation): Promise<Report> {
  return await withCompiledEnvironment(invocation, async (open) => {
    refuseSilentEmbeddedWrite(open.environment, invocation)
    if (open.environment.isProtected) throw protectedFailure(open.environment.name)
    const planned = await planEnvironment(open, invocation)
    if (planned.plan === undefined || hasErrors(planned.diagnostics)) return refusal(planned, invocation)
    const view = await planView(planned, { invocation })
    showPlan(renderPlan(planned.plan, view), invocation)
    if (planned.plan.changes.length === 0) return nothingToDo(planned.plan)
    refuseSilentOverwrite(planned.plan, invocation)
    return await confirmAndApply(planned.plan, open, invocation)
  })
}

async function applyFile(file: string, invocation: Invocation): Promise<Report> {
  const read = await readPlanFile(file, invocation)
  if (!('plan' in read)) {
    return { exitCode: exitCodes.invalid, text: '', json: {}, diagnostics: read.diagnostics }
  }
  const { plan } = read
  return await withEnvironment(invocation, plan.environment, async (open) => {
    refuseSilentEmbeddedWrite(open.environment, invocation)
    const cluster = await open.store.clusterId()
    const diagnostics = checkPlanTarget(plan, { environment: open.environment.name, cluster })
    if (hasErrors(diagnostics)) return { exitCode: exitCodes.conflict, text: '', json: {}, diagnostics }
    const storeName = describeStore(open.store, open.directory)
    const view = { paint: invocation.terminal.paint, showAll: invocation.options.flag('all'), storeName }
    showPlan(renderPlan(plan, view), invocation)
    if (plan.changes.length === 0) return nothingToDo(plan)
    return await confirmAndApply(plan, open, invocation)
  })
}

async function confirmAndApply(plan: Plan, open: OpenEnvironment, invocation: Invocation): Promise<Report> {
  await confirm(
    `apply to ${open.environment.name} (${describeStore(open.store, open.directory)})?`,
    invocation,
  )
  const outcome = await withProgress(invocation.terminal, 'applying', async (report) =>
    applyPlan({
      store: open.store,
      plan,
      journal: journalOf(open),
      identity: await identityOf(open.directory, invocation),
      now: new Date(),
      onProgress: ({ done, total }) => {
        if (done !== undefined && total !== undefined) report({ done, total, unit: 'blobs' })
      },
    }),
  )
  return outcomeReport([outcome], open)
}

async function resume(invocation: Invocation): Promise<Report> {
  return await withEnvironment(invocation, undefined, async (open) => {
    const resumed = await resumeApply({
      store: open.store,
      journal: journalOf(open),
      identity: await identityOf(open.directory, invocation),
      now: new Date(),
      prefix: open.environment.prefix,
    })
    if (resumed.length === 0) {
      return {
        exitCode: exitCodes.done,
        text: 'nothing to resume: the journal is empty\n',
        json: { outcomes: [] },
      }
    }
    return outcomeReport(
      resumed.map(({ outcome }) => outcome),
      open,
    )
  })
}

function outcomeReport(outcomes: readonly ApplyOutcome[], open: OpenEnvironment): Report {
  const storeName = describeStore(open.store, open.directory)
  const failed = outcomes.find((outcome) => exitCodeOf(outcome) !== exitCodes.done)
  const text = outcomes.map((outcome) => renderOutcome(outcome, storeName)).join('')
  return { exitCode: failed === undefined ? exitCodes.done : exitCodeOf(failed), text, json: { outcomes } }
}

function nothingToDo(plan: Plan): Report {
  return {
    exitCode: exitCodes.done,
    text: '',
    json: { plan, outcomes: [{ kind: 'nothing-to-do', revision: plan.baseRevision }] },
  }
}

function showPlan(text: string, { options, terminal }: Invocation): void {
  if (!options.flag('json')) terminal.write(`${text}\n`)
}

async function confirm(question: string, { options, terminal }: Invocation): Promise<void> {
  if (options.flag('yes')) return
  if (!terminal.canAsk || options.flag('json')) {
    throw new Failure(exitCodes.refused, 'not applied: nobody can be asked here', {
      help: 'say it with --yes',
    })
  }
  const answer = await terminal.ask(`${question} Only "yes" is taken: `)
  if (answer?.trim() !== 'yes') throw new Failure(exitCodes.refused, 'not applied: the answer was not "yes"')
}

/** A person who sees the plan may agree to it; a bare --yes saw nothing. */
function refuseSilentOverwrite(plan: Plan, { options }: Invocation): void {
  if (!options.flag('yes')) return
  const allowed = new Set(options.list('overwrite-drift'))
  const refused = plan.drift.filter((drift) => drift.overwrites.length > 0 && !allowed.has(drift.key))
  if (refused.length === 0) return
  const keys = refused.map((drift) => drift.key)
  throw new Failure(exitCodes.refused, `edits made outside would be overwritten: ${keys.join(', ')}`, {
    help: `take them into the sources, or allow it by name: ${keys.map((key) => `--overwrite-drift ${key}`).join(' ')}`,
  })
}

function protectedFailure(name: string): Failure {
  return new Failure(exitCodes.refused, `environment ${name} is protected: it takes a saved plan only`, {
    help: `appia plan --env ${name} -o FILE, have it reviewed, then appia apply FILE`,
  })
}

function journalOf(open: OpenEnvironment) {
  return openJournal(join(open.directory, '.appia', 'journal', open.environment.name))
}
