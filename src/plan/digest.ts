import {
  type Change,
  canonicalJson,
  isJsonObject,
  type JsonValue,
  type LeafChange,
  type Plan,
  sha256,
} from '../model/index.ts'

/** What `planDigest` looks at. */
export type DigestedPlan = Pick<Plan, 'formatVersion' | 'environment' | 'cluster' | 'changes' | 'reads'>

/**
 * What is approved, 64 hex digits: format, environment, cluster, per change its key, action and leaves, per read its
 * key and content. Never positions, revisions or hashes of whole documents: a moved comment or another merged leaf
 * does not void an approval.
 */
export function planDigest(plan: DigestedPlan): string {
  return sha256(
    canonicalJson({
      formatVersion: plan.formatVersion,
      environment: plan.environment,
      cluster: plan.cluster,
      changes: plan.changes.map(approvedChange),
      reads: plan.reads.map(({ key, sha256 }) => ({ key, sha256 })),
    }),
  )
}

function approvedChange(change: Change): JsonValue {
  return { key: change.key, action: change.action, leaves: change.leaves.map(approvedLeaf) }
}

/** Secret values are not known here; the name of the secret referred to is, and counts. */
function approvedLeaf(leaf: LeafChange): JsonValue {
  return definedOnly({
    pointer: leaf.pointer,
    from: leaf.from,
    to: leaf.to,
    fromSha256: leaf.fromSha256,
    reference: leaf.reference,
  })
}

function definedOnly(members: { readonly [name: string]: JsonValue | undefined }): JsonValue {
  const defined: { [name: string]: JsonValue } = {}
  for (const [name, value] of Object.entries(members)) if (value !== undefined) defined[name] = value
  return isJsonObject(defined) ? defined : {}
}
