import { runInterruptibly } from '../../../app/index.ts'
import { isSound, type PlannedEnvironment, type SoundPlan } from '../../../app/plan/index.ts'
import type { PlannedAll } from '../../../app/waves/index.ts'
import { hasChanges } from '../../../model/index.ts'
import type { Invocation } from '../../command.ts'
import { markdownPlaceOf } from '../../options/markdown.ts'
import type { Budget } from '../markdown/budget.ts'
import { code } from '../markdown/markdown-text.ts'
import { commentMarker } from '../markdown/marker.ts'
import { markdownInSteps, noPlanMarkdown } from '../markdown/plan-markdown.ts'
import { reviewedView } from '../plan/reviewed-plan.ts'
import { plural } from '../text/diagnostics.ts'
import { likePlans } from './like-plans.ts'
import { approvedDigest, failureLines, wavesLine } from './waves-text.ts'

/** All plans as one comment for a forge: each gets an equal share of the room there is. */
export async function planAllMarkdown(all: PlannedAll, invocation: Invocation): Promise<string> {
  const sections = sectionsOf(all)
  const failures = all.environments.flatMap(({ environment, planned }) =>
    planned instanceof Error ? [`- **error** ${code(failureLines(environment, planned).join('; '))}`] : [],
  )
  const digest = approvedDigest(all)
  const approval =
    digest === undefined ? [] : [`What is approved for all of them has the digest ${code(digest)}`, '']
  const frame = [
    commentMarker(all.workspace, '*'),
    `## ${verdictOf(all)}`,
    '',
    code(wavesLine(all)),
    '',
    ...(failures.length === 0 ? [] : [...failures, '']),
  ]
  const texts: string[] = []
  for (const section of sections)
    texts.push(
      await sectionText(section, { taken: [...frame, ...approval], share: sections.length }, invocation),
    )
  return [...frame, ...texts, ...approval].join('\n')
}

interface Section {
  readonly shown: PlannedEnvironment
  readonly alike: readonly SoundPlan[]
}

/** Those that can be applied, those that do the same together; then the others, as far as their plans go. */
function sectionsOf(all: PlannedAll): Section[] {
  const unsound = all.environments.flatMap(({ planned }) =>
    planned instanceof Error || isSound(planned) ? [] : [{ shown: planned, alike: [] }],
  )
  return [...likePlans(all), ...unsound]
}

async function sectionText(
  { shown, alike }: Section,
  { taken, share }: { readonly taken: readonly string[]; readonly share: number },
  invocation: Invocation,
): Promise<string> {
  const { plan, directory, diagnostics, environment } = shown
  const place = markdownPlaceOf({ plan, directory, file: undefined }, invocation)
  const view = { ...place, budget: partOf(place.budget, taken, share), problems: diagnostics }
  const text =
    plan === undefined
      ? noPlanMarkdown(environment, view)
      : await runInterruptibly(
          markdownInSteps(plan, {
            ...(await reviewedView({ ...shown, plan }, invocation)),
            ...view,
            ...(alike.length > 0 && { alike }),
          }),
        )
  return text.slice(text.indexOf('\n') + 1) // the marker of a comment of its own
}

function partOf(budget: Budget, taken: readonly string[], share: number): Budget {
  const left = budget.most - budget.measure(`${taken.join('\n')}\n`)
  return { ...budget, most: Math.floor(left / share) }
}

function verdictOf({ environments }: PlannedAll): string {
  const plans = environments.flatMap(({ planned }) =>
    planned instanceof Error || planned.plan === undefined ? [] : [planned.plan],
  )
  const changing = plans.filter(hasChanges).length
  const failed = environments.length - plans.length
  const without = failed === 0 ? '' : `, ${failed} without a plan`
  return `Plans for ${plural(environments.length, 'environment')}: ${changing} to change${without}`
}
