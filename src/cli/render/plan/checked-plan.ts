import { applyCommand, runInterruptibly } from '../../../app/index.ts'
import type { CheckedPlanFile } from '../../../app/plan/index.ts'
import type { Invocation } from '../../command.ts'
import { plural } from '../text/diagnostics.ts'
import { escapeText } from '../text/plain-text.ts'
import { renderInSteps } from './plan-text.ts'

/** A plan file as a reviewer reads it, with what of it is sure. */
export async function renderCheckedPlan(
  checked: CheckedPlanFile,
  file: string,
  invocation: Invocation,
): Promise<string> {
  const { sealed, storeName, signedBy } = checked
  const { options, terminal, now } = invocation
  const steps = renderInSteps(sealed.plan, {
    paint: terminal.paint,
    showAll: options.flag('all'),
    now: now(),
    storeName: storeName ?? 'saved plan',
    isFromFile: true,
    signedBy,
    derived: derivedText(checked),
    next: applyCommand(file, invocation),
  })
  return await runInterruptibly(steps)
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
