import {
  type Change,
  canonicalJson,
  type JsonValue,
  type LeafChange,
  type Plan,
  sha256,
} from '../model/index.ts'

/** What `planDigest` looks at. */
export type DigestedPlan = Pick<
  Plan,
  | 'formatVersion'
  | 'workspace'
  | 'environment'
  | 'cluster'
  | 'prefix'
  | 'managedPrefixes'
  | 'changes'
  | 'reads'
>

/**
 * What is approved, 64 hex digits: format, workspace, environment, cluster, prefixes, per change its key, action and
 * leaves, per read its key and content. Never places in files, revisions or hashes of whole documents: a moved comment
 * or another merged leaf does not void an approval. Two plans on the same live state that would leave different
 * documents have different digests, because the leaves determine the document.
 */
export function planDigest(plan: DigestedPlan): string {
  return sha256(
    canonicalJson({
      formatVersion: plan.formatVersion,
      workspace: plan.workspace,
      environment: plan.environment,
      cluster: plan.cluster,
      prefix: plan.prefix,
      managedPrefixes: [...plan.managedPrefixes],
      changes: plan.changes.map(approvedChange),
      reads: plan.reads.map(({ key, sha256 }) => ({ key, sha256 })),
    }),
  )
}

function approvedChange(change: Change): JsonValue {
  const { key, action, after } = change
  return definedOnly({
    key,
    action,
    leaves: change.leaves.map(approvedLeaf),
    releases: 'releases' in change ? change.releases : undefined,
    // Bytes that are given back exactly say more than their leaves.
    sha256: after?.bytes === undefined ? undefined : after.sha256,
  })
}

/** What is approved of a leaf. Secret values are not known here; the name of the secret referred to is, and counts. */
export function approvedLeaf(leaf: LeafChange): JsonValue {
  return definedOnly({
    pointer: leaf.pointer,
    from: leaf.from,
    to: leaf.to,
    isElement: leaf.isElement,
    isMove: leaf.isMove,
    fromPointer: leaf.fromPointer,
    fromSha256: leaf.fromBytes?.sha256,
  })
}

function definedOnly(members: { readonly [name: string]: JsonValue | undefined }): JsonValue {
  const defined: { [name: string]: JsonValue } = {}
  for (const [name, value] of Object.entries(members)) if (value !== undefined) defined[name] = value
  return defined
}
