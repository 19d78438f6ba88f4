import type { Diagnostic, Owner, Plan } from '../../model/index.ts'

/** What a plan is about to be applied to. */
export interface PlanTarget {
  readonly environment: string
  readonly cluster: string
  readonly owner?: Owner
}

/** Whether a plan was made for this environment, cluster and owner; names both when not. */
export function checkPlanTarget(plan: Plan, target: PlanTarget): Diagnostic[] {
  const diagnostics: Diagnostic[] = []
  if (plan.environment !== target.environment) {
    diagnostics.push({
      code: 'wrong-environment',
      severity: 'error',
      message: `the plan is for environment ${plan.environment}, this is ${target.environment}`,
      help: `apply it there: appia apply FILE --env ${plan.environment}`,
    })
  }
  if (plan.cluster !== target.cluster) {
    diagnostics.push({
      code: 'wrong-cluster',
      severity: 'error',
      message: `the plan is for cluster ${plan.cluster}, these endpoints are cluster ${target.cluster}`,
      help: 'check the endpoints; if the cluster was made anew, plan again: appia plan -o FILE',
    })
  }
  const { owner } = target
  if (owner !== undefined && (owner.workspace !== plan.workspace || owner.environment !== plan.environment)) {
    diagnostics.push({
      code: 'wrong-owner',
      severity: 'error',
      message: `the plan is of ${plan.workspace}/${plan.environment}, the prefix belongs to ${owner.workspace}/${owner.environment}`,
      help: 'an environment needs a prefix, or a cluster, of its own',
    })
  }
  return diagnostics
}
