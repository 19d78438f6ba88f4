import { writeDocument } from '../formats/index.ts'
import {
  type Change,
  canonicalInSteps,
  encodeBytes,
  type JsonValue,
  type LeafChange,
  type Plan,
  type PlannedCollection,
  runSteps,
  sha256,
} from '../model/index.ts'

/** What `planDigest` looks at. */
export type DigestedPlan = Pick<
  Plan,
  | 'formatVersion'
  | 'kind'
  | 'workspace'
  | 'environment'
  | 'cluster'
  | 'prefix'
  | 'managedPrefixes'
  | 'newPrefixes'
  | 'protection'
  | 'protectionBefore'
  | 'keepApplies'
  | 'changes'
  | 'collections'
  | 'reads'
  | 'suppresses'
  | 'unsuppresses'
>

/**
 * What is approved, 64 hex digits: format, workspace, environment, what it asks of plans and how many applies it keeps,
 * cluster, prefixes, per change its key, action and leaves, per collection what becomes of its documents, per read its
 * part and content, and what is withdrawn. Never places in files, revisions or hashes of whole documents: a moved comment
 * or another merged leaf does not void an approval. Two plans on the same live state that would leave different documents
 * have different digests, because the leaves determine the document.
 */
export function planDigest(plan: DigestedPlan): string {
  return runSteps(digestInSteps(plan))
}

/** The same in steps of less than a key each. */
export function* digestInSteps(plan: DigestedPlan): Generator<undefined, string> {
  const { collections = [], suppresses = [], unsuppresses = [] } = plan
  const { protection, protectionBefore, keepApplies } = plan
  const changes: JsonValue[] = []
  for (const change of plan.changes) {
    yield
    changes.push(approvedChange(change))
  }
  return sha256(
    yield* canonicalInSteps({
      formatVersion: plan.formatVersion,
      kind: plan.kind,
      workspace: plan.workspace,
      environment: plan.environment,
      cluster: plan.cluster,
      prefix: plan.prefix,
      managedPrefixes: [...plan.managedPrefixes],
      ...(plan.newPrefixes && { newPrefixes: [...plan.newPrefixes] }),
      protection: [protection, ...(protectionBefore ? [protectionBefore] : [])].map(
        ({ isProtected, signers }) => ({ isProtected, signers: [...signers] }),
      ),
      ...(keepApplies !== undefined && { keepApplies }),
      changes,
      collections: collections.map(approvedCollection),
      reads: plan.reads.map(({ key, pointer, sha256 }) => ({ key, pointer, sha256 })),
      withdrawn: [suppresses, unsuppresses].map((leaves) =>
        leaves.map(({ key, pointer, sha256 }) => ({ key, pointer, sha256 })),
      ),
    }),
  )
}

function approvedChange(change: Change): JsonValue {
  const { key, action, after, component, schema, format } = change
  return definedOnly({
    key,
    action,
    component,
    schema,
    format,
    leaves: change.leaves.map(approvedLeaf),
    takesOver: change.takesOver || undefined,
    renamed: change.renamed?.map(({ from, to }) => [from, to]),
    kept: change.kept && [...change.kept.pointers],
    releases: 'releases' in change ? change.releases : undefined,
    movedFrom: 'movedFrom' in change ? change.movedFrom : undefined,
    movedTo: 'movedTo' in change ? change.movedTo : undefined,
    secrets: after?.secrets as JsonValue | undefined, // plain JSON by its type
    // Bytes that are given back exactly say more than their leaves.
    sha256: isInOwnForm(change) ? undefined : after?.sha256,
  })
}

/** True where the bytes after follow from the value and its format. */
function isInOwnForm({ after, format }: Change): boolean {
  if (after?.bytes === undefined) return true
  const written = writeDocument(after.value, format)
  return 'bytes' in written && encodeBytes(written.bytes) === after.bytes
}

/** What is approved of a leaf. Secret values are not known here; the name of the secret referred to is, and counts. */
export function approvedLeaf(leaf: LeafChange): JsonValue {
  const { fromBytes } = leaf
  return definedOnly({
    pointer: leaf.pointer,
    from: leaf.from,
    to: leaf.to,
    isElement: leaf.isElement,
    isMove: leaf.isMove,
    isRename: leaf.isRename,
    fromPointer: leaf.fromPointer,
    effect: leaf.effect,
    unit: leaf.unit,
    isSecret: leaf.isSecret,
    fromBytes: fromBytes && [fromBytes.bytes, fromBytes.sha256 ?? null],
  })
}

/** The documents themselves are in the generation that the pointer's leaves name. */
function approvedCollection(collection: PlannedCollection): JsonValue {
  const { key, keys, bytes, added, changed, removed, documents } = collection
  const told = documents.map(({ name, action, leaves }) => ({
    name,
    action,
    leaves: leaves.map(approvedLeaf),
  }))
  return { key, keys, bytes, added, changed, removed, documents: told }
}

function definedOnly(members: { readonly [name: string]: JsonValue | undefined }): JsonValue {
  const defined: { [name: string]: JsonValue } = {}
  for (const [name, value] of Object.entries(members)) if (value !== undefined) defined[name] = value
  return defined
}
