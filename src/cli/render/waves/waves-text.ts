import { commandSpeller, type Failure, runInterruptibly } from '../../../app/index.ts'
import { isSound } from '../../../app/plan/index.ts'
import { digestOfAll, type PlannedAll, type PlannedOne, soundPlans } from '../../../app/waves/index.ts'
import { hasChanges } from '../../../model/index.ts'
import type { Invocation } from '../../command.ts'
import { renderInSteps } from '../plan/plan-text.ts'
import { renderReviewedPlan, reviewedView } from '../plan/reviewed-plan.ts'
import { escapeText } from '../text/plain-text.ts'
import { likePlans } from './like-plans.ts'

/** Waves, a plan for all environments in which it does the same, why others have none, and what approves all of them. */
export async function renderPlannedAll(all: PlannedAll, invocation: Invocation): Promise<string> {
  const parts = [`${wavesLine(all)}\n`]
  for (const { shown, alike } of likePlans(all)) {
    const view = { ...(await reviewedView(shown, invocation)), ...(alike.length > 0 && { alike }) }
    parts.push(await runInterruptibly(renderInSteps(shown.plan, view)))
  }
  for (const one of all.environments) parts.push(...(await unsoundText(one, invocation)))
  const digest = approvedDigest(all)
  const spell = commandSpeller(invocation)
  if (digest !== undefined)
    parts.push(
      `digest of all ${digest.slice(0, 8)} · ${spell(`apply --all-environments --approved ${digest}`)}\n`,
    )
  return parts.join('\n')
}

/** `wave 1: dev, staging · wave 2: prod` */
export function wavesLine({ waves, leftOut }: Pick<PlannedAll, 'waves' | 'leftOut'>): string {
  const parts = waves.map(({ number, environments }) => `wave ${number}: ${environments.join(', ')}`)
  const without = leftOut.length === 0 ? [] : [`left out: ${leftOut.join(', ')} (embedded store)`]
  return escapeText([...parts, ...without].join(' · ') || 'no environments')
}

/** Of all plans together; undefined where not all can be applied, or none changes anything. */
export function approvedDigest(all: PlannedAll): string | undefined {
  const plans = [...(soundPlans(all)?.values() ?? [])].map(({ plan }) => plan)
  return plans.some(hasChanges) ? digestOfAll(plans) : undefined
}

/** Why there is no plan, and the way out: `prod: etcd db-1:2379: no answer within 10 s` */
export function failureLines(environment: string, { message, help = '' }: Failure): string[] {
  const [first = '', ...more] = `${message}\n${help}`.trimEnd().split('\n')
  return [`${environment}: ${first}`, ...more.map((line) => line.trim())].map(escapeText)
}

/** A plan that cannot be applied as far as it goes: its errors are told at the end. */
async function unsoundText({ environment, planned }: PlannedOne, invocation: Invocation): Promise<string[]> {
  if (planned instanceof Error) return [`${failureLines(environment, planned).join('\n  ')}\n`]
  if (isSound(planned)) return []
  const { plan } = planned
  const shown = plan === undefined ? '' : await renderReviewedPlan({ ...planned, plan }, invocation)
  return [`${shown}${escapeText(environment)}: cannot be applied\n`]
}
