import { applyCommand, nearestWorkspace, runInterruptibly } from '../../../app/index.ts'
import type { CheckedPlanFile } from '../../../app/plan/index.ts'
import type { Invocation } from '../../command.ts'
import { markdownPlaceOf } from '../../options/markdown.ts'
import { markdownInSteps } from '../markdown/plan-markdown.ts'
import { plural } from '../text/diagnostics.ts'
import { escapeText } from '../text/plain-text.ts'
import { type PlanView, renderInSteps } from './plan-text.ts'

/** A plan file as a reviewer reads it, with what of it is sure. */
export async function renderCheckedPlan(
  checked: CheckedPlanFile,
  file: string,
  invocation: Invocation,
): Promise<string> {
  return await runInterruptibly(renderInSteps(checked.sealed.plan, checkedView(checked, file, invocation)))
}

/** The same as a comment for a forge. */
export async function checkedMarkdown(
  checked: CheckedPlanFile,
  file: string,
  invocation: Invocation,
): Promise<string> {
  const { plan } = checked.sealed
  const directory = nearestWorkspace(invocation) ?? invocation.directory
  const view = {
    ...checkedView(checked, file, invocation),
    ...markdownPlaceOf({ plan, directory, file }, invocation),
  }
  return await runInterruptibly(markdownInSteps(plan, view))
}

/** What the options of a command say of how the plan is shown. */
export function checkedView(checked: CheckedPlanFile, file: string, invocation: Invocation): PlanView {
  const { storeName, signedBy } = checked
  const { options, terminal, now } = invocation
  return {
    paint: terminal.paint,
    showAll: options.flag('all'),
    now: now(),
    storeName: storeName ?? 'saved plan',
    isFromFile: true,
    signedBy,
    derived: derivedText(checked),
    next: applyCommand(file, invocation),
  }
}

/** Keys named in the line; of the others, a count. */
const mostNamed = 4

/** What of the file was held against its values, and what was not. */
function derivedText({ sealed: { plan }, underived, storeName }: CheckedPlanFile): string {
  const total = plural(plan.changes.length, 'key')
  if (underived.length === 0)
    return `again from ${storeName === undefined ? 'the file' : 'what is live'}: ${total}`
  const shown = underived.slice(0, mostNamed).map(escapeText).join(', ')
  const more = underived.length > mostNamed ? ` and ${underived.length - mostNamed} more` : ''
  return storeName === undefined
    ? `not without the store: ${shown}${more} (--env ${plan.environment}, or --endpoints)`
    : `not, for they are not as the plan saw them, or not at hand: ${shown}${more}`
}
