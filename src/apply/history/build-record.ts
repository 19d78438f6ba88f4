import {
  type AppliedChange,
  type Change,
  canonicalJson,
  type DocumentSecret,
  encodeBytes,
  type IndexedKey,
  type IndexedSecrets,
  isReleasing,
  kindOf,
  type Live,
  type Plan,
  type SuppressedLeaf,
  sha256,
  textOfAfter,
  treatmentOf,
} from '../../model/index.ts'
import {
  type Blob,
  encodeIndex,
  encodeManifest,
  encodeParts,
  encodeSigned,
  type SignedStatement,
} from '../../records/index.ts'
import { isAsApplied } from '../../templates/index.ts'
import { type RecordedStatement, signedAfter } from './signed-after.ts'

/** What an apply leaves behind besides its writes: the manifest and everything it names. */
export interface ApplyRecord {
  /** Name of the manifest. */
  readonly manifest: string
  /** The manifest first, then the shards of the index, what was signed, and the bytes before and after. */
  readonly blobs: readonly Blob[]
  /** Keys that this leaves otherwise than was signed: others have written in them since. */
  readonly unsigned: readonly string[]
}

/** What of an apply its plan does not say. */
export interface RecordedWith {
  /** Keys of which nothing is recorded but that they are managed no longer. */
  readonly passing?: readonly string[]
  readonly signed?: SignedStatement
}

/** The record of applying `plan` to `live`. */
export function buildRecord(
  plan: Plan,
  live: Live,
  { passing = [], signed }: RecordedWith = {},
): ApplyRecord {
  const recorded = plan.changes.filter(({ key }) => !passing.includes(key))
  const parts = encodeParts(recorded.map((change) => appliedChange(change, live)))
  const partOf = new Map(parts.flatMap(({ blob, keys }) => keys.map((key) => [key, blob.sha256] as const)))
  const statement = signed && { blob: encodeSigned(signed), statement: signed.statement }
  const index = indexAfter(plan, live, { partOf, statement })
  const isCovered = (key: string) => index.get(key)?.signed === statement?.blob.sha256
  const stated = Object.keys(statement?.statement.documents ?? {}).filter((key) => index.has(key))
  const { digits, shards } = encodeIndex(index)
  const manifest = encodeManifest({
    digits,
    shards: Object.fromEntries([...shards].map(([shard, blob]) => [shard, blob.sha256])),
    parts: parts.map(({ blob }) => blob.sha256),
    suppressed: suppressedAfter(plan, live),
    managedPrefixes: plan.managedPrefixes,
    protection: plan.protection,
  })
  return {
    manifest: manifest.sha256,
    blobs: [
      manifest,
      ...shards.values(),
      ...(statement && [...index.keys()].some(isCovered) ? [statement.blob] : []),
      ...parts.map(({ blob }) => blob),
    ],
    unsigned: stated.filter((key) => !isCovered(key)),
  }
}

/** The bytes that a key holds after a change, as `encodeBytes` writes them; undefined where it is gone. */
export function textAfter({ after }: Change): string | undefined {
  return after === null ? undefined : textOfAfter(after)
}

function appliedChange(change: Change, live: Live): AppliedChange {
  const { key, component, action } = change
  const indexed = live.index.get(key)
  const before = live.entries.get(key)
  const after = textAfter(change)
  const isWithheld = change.before?.isWithheld === true
  // As the last apply left it: then what it recorded is what is live, with references in the place of the secrets.
  const template = isWithheld && isAsApplied(key, live) ? live.templates?.get(key) : undefined
  const secrets = change.after?.secrets
  const isAcquired = action !== 'delete' && !isReleasing(change) && indexed === undefined
  return {
    key,
    component,
    action,
    ...kindOf(action === 'delete' || action === 'forget' ? (indexed ?? change) : change),
    ...(after === undefined ? {} : { after }),
    ...(secrets === undefined ? {} : { secrets }),
    ...(template && { before: canonicalJson(template.value), secretsBefore: template.secrets }),
    ...(isWithheld ? { isWithheld } : before === undefined ? {} : { before: encodeBytes(before.value) }),
    ...(isAcquired ? { isAcquired } : {}),
    ...(isReleasing(change) ? { isReleased: true } : {}),
    ...(change.action === 'create' && change.movedFrom !== undefined && { movedFrom: change.movedFrom }),
    ...(change.action === 'delete' && change.movedTo !== undefined && { movedTo: change.movedTo }),
    ...(change.renamed && { renamed: change.renamed }),
  }
}

/**
 * Keys that vanished behind our back and are not written again leave the index. A rollback does not say what is wanted:
 * there they stay, and are reported as deleted.
 */
function indexAfter(
  plan: Plan,
  live: Live,
  {
    partOf,
    statement,
  }: { readonly partOf: ReadonlyMap<string, string>; readonly statement: RecordedStatement },
): Map<string, IndexedKey> {
  const isKept = (key: string) => plan.kind === 'rollback' || live.entries.has(key)
  const index = new Map([...live.index].filter(([key]) => isKept(key)))
  for (const change of plan.changes) {
    const { key, component, after } = change
    const part = partOf.get(key)
    if (after === null || isReleasing(change)) index.delete(key)
    else
      index.set(key, {
        sha256: after.sha256,
        component,
        ...kindOf(change),
        ...(after.secrets && { secrets: indexedSecrets(change, after.secrets, live) }),
        ...(part === undefined ? {} : { part }),
        ...signedAfter({ key, after }, live.index.get(key), statement),
      })
  }
  return new Map([...index].sort(([a], [b]) => (a < b ? -1 : 1)))
}

function indexedSecrets(
  { key, action }: Change,
  secrets: readonly DocumentSecret[],
  { entries, epoch }: Live,
): IndexedSecrets {
  const treatment = sha256(treatmentOf(secrets))
  const revision = action === 'own' ? entries.get(key)?.modRevision : undefined
  return revision === undefined ? { treatment, seq: (epoch?.seq ?? 0) + 1 } : { treatment, revision }
}

function suppressedAfter(plan: Plan, live: Live): SuppressedLeaf[] {
  const allowed = new Set((plan.unsuppresses ?? []).map(nameOf))
  const leaves = [...(live.suppressed ?? []), ...(plan.suppresses ?? [])].filter(
    (leaf) => !allowed.has(nameOf(leaf)),
  )
  return [...new Map(leaves.map((leaf) => [nameOf(leaf), leaf])).values()]
}

function nameOf({ key, pointer, sha256 }: SuppressedLeaf): string {
  return `${key}#${pointer}=${sha256}`
}
