import { nearestWorkspace, readSource, runInterruptibly } from '../../../app/index.ts'
import type { CheckedPlanFile, SoundPlan } from '../../../app/plan/index.ts'
import { type Plan, sha256 } from '../../../model/index.ts'
import type { Invocation } from '../../command.ts'
import { checkedView } from '../plan/checked-plan.ts'
import { reviewedView } from '../plan/reviewed-plan.ts'
import { planPageInSteps } from './plan-page.ts'

/** A plan that was made now, as a page; `file` is where it was saved. */
export async function reviewedPage(
  planned: SoundPlan,
  invocation: Invocation,
  file?: string,
): Promise<string> {
  const { plan, directory, topology, diagnostics } = planned
  const view = {
    ...(await reviewedView(planned, invocation, file)),
    sourceOf: sourcesOf(plan, directory),
    topology: topology ?? nothing,
    warnings: diagnostics,
  }
  return await runInterruptibly(planPageInSteps(plan, view))
}

/** A plan file as a page, with the sources beside it where they are those of the plan. */
export async function checkedPage(
  checked: CheckedPlanFile,
  file: string,
  invocation: Invocation,
): Promise<string> {
  const { plan } = checked.sealed
  const view = {
    ...checkedView(checked, file, invocation),
    sourceOf: sourcesOf(plan, nearestWorkspace(invocation)),
    topology: nothing,
    warnings: [],
  }
  return await runInterruptibly(planPageInSteps(plan, view))
}

/** A plan file does not tell of channels. */
const nothing = { components: [], channels: [] }

/** The text of a source of the plan; undefined where it is another by now, or not at hand. */
function sourcesOf(plan: Plan, directory: string | undefined): (file: string) => string | undefined {
  const hashes = new Map(plan.sources.map((source) => [source.file, source.sha256]))
  return (file) => {
    const text = directory === undefined ? undefined : readSource(directory, file)
    return text !== undefined && sha256(text) === hashes.get(file) ? text : undefined
  }
}
