import { nearestWorkspace, readSource, runInterruptibly } from '../../../app/index.ts'
import type { CheckedPlanFile, PlannedEnvironment } from '../../../app/plan/index.ts'
import { type Plan, sha256 } from '../../../model/index.ts'
import type { Invocation } from '../../command.ts'
import { markdownPlaceOf } from '../../options/markdown.ts'
import { checkedView } from '../plan/checked-plan.ts'
import { reviewedView } from '../plan/reviewed-plan.ts'
import type { Sources } from './places.ts'
import { planPageInSteps } from './plan-page.ts'

/** A plan that was made now, as a page, with what keeps it from being applied; `file` is where it was saved. */
export async function reviewedPage(
  planned: PlannedEnvironment & { readonly plan: Plan },
  invocation: Invocation,
  file?: string,
): Promise<string> {
  const { plan, directory, topology, diagnostics } = planned
  const view = {
    ...(await reviewedView(planned, invocation, file)),
    ...sourcesOf(plan, directory, invocation),
    topology: topology ?? nothing,
    problems: diagnostics,
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
    ...sourcesOf(plan, nearestWorkspace(invocation), invocation),
    topology: nothing,
    problems: [],
  }
  return await runInterruptibly(planPageInSteps(plan, view))
}

/** A plan file does not tell of channels. */
const nothing = { components: [], channels: [] }

/** Sources of the plan; of one that is another by now, or not at hand, there is no text. */
function sourcesOf(plan: Plan, directory: string | undefined, invocation: Invocation): Sources {
  const hashes = new Map(plan.sources.map((source) => [source.file, source.sha256]))
  const place = { plan, directory: directory ?? invocation.directory, file: undefined }
  return {
    sourceLink: markdownPlaceOf(place, invocation).sourceLink,
    sourceOf: (file) => {
      const text = directory === undefined ? undefined : readSource(directory, file)
      return text !== undefined && sha256(text) === hashes.get(file) ? text : undefined
    },
  }
}
