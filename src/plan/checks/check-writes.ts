import { type Diagnostic, type KeyScope, keyProblem, type LeafLookup, type Plan } from '../../model/index.ts'
import { documentHoldsSecret } from '../leaves/index.ts'
import type { PlanInput } from '../plan-input.ts'
import { hasOddReference } from './odd-reference.ts'

/** Keys that no plan may touch: the tool's own, encryption keys, what lies outside the managed prefixes. */
export function checkKeys(plan: Plan, { live }: Pick<PlanInput, 'live'>): Diagnostic[] {
  const scope: KeyScope = { ...plan, isManaged: (key) => live.index.has(key) }
  return plan.changes.flatMap((change) => {
    const problem = keyProblem(change, scope)
    return problem === undefined ? [] : [wrongKey(change.key, problem)]
  })
}

function wrongKey(key: string, problem: string): Diagnostic {
  return {
    code: 'wrong-key',
    severity: 'error',
    message: `${key} ${problem}`,
    key,
    help: 'give the document another key, or add its prefix to managedPrefixes of the workspace',
  }
}

/** A secret that somebody wrote into a document by hand does not go through a plan, which is saved and kept. */
export function checkSecrets(plan: Plan, lookup: LeafLookup): Diagnostic[] {
  return plan.changes.flatMap(({ key, after }) => {
    const context = { key, lookup, provenance: undefined }
    if (after === null) return []
    if (!documentHoldsSecret(after.value, context) && !hasOddReference(after.value)) return []
    return [
      {
        code: 'literal-secret',
        severity: 'error',
        message: `${key} would be written with a secret in it`,
        key,
        help: `take the secret out of what is live first; to roll back the others: --leave ${key}`,
      },
    ]
  })
}
