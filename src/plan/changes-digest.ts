import { canonicalJson, type JsonValue, type Plan, sha256 } from '../model/index.ts'
import { approvedLeaf, planDigest } from './digest.ts'

/**
 * 64 hex digits, the same for plans of one workspace that do the same in several environments: where these are and what
 * stands there besides does not count, their prefixes are left out of keys. What makes a plan dangerous counts.
 */
export function changesDigest(plan: Plan): string {
  const within = (key: string): string => (key.startsWith(plan.prefix) ? key.slice(plan.prefix.length) : key)
  const here = <T extends { readonly key: string }>(list: readonly T[]): T[] =>
    list.map((each) => ({ ...each, key: within(each.key) }))
  const { changes, collections = [], reads, suppresses = [], unsuppresses = [], checks } = plan
  const placeless = planDigest({
    ...plan,
    ...{ environment: '', cluster: '', prefix: '' },
    managedPrefixes: plan.managedPrefixes.map(within),
    newPrefixes: plan.newPrefixes?.map(within) ?? [],
    ...(plan.protectionBefore === undefined && { protection: { isProtected: false, signers: [] } }),
    changes: here(changes).map((change) => ({
      ...change,
      ...('movedFrom' in change && change.movedFrom !== undefined && { movedFrom: within(change.movedFrom) }),
      ...('movedTo' in change && change.movedTo !== undefined && { movedTo: within(change.movedTo) }),
    })),
    collections: here(collections),
    reads: here(reads),
    suppresses: here(suppresses),
    unsuppresses: here(unsuppresses),
  })
  const drift = here(plan.drift).map(
    ({ key, kind, overwrites }): JsonValue => ({ key, kind, overwrites: overwrites.map(approvedLeaf) }),
  )
  const waived = checks.waived.map(({ invariant, until }): JsonValue => ({ invariant, until }))
  return sha256(canonicalJson({ placeless, drift, waived }))
}
