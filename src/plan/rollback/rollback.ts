import { readDocument } from '../../formats/index.ts'
import {
  type AppliedChanges,
  canonicalJson,
  type Desired,
  type DesiredEntry,
  type DocumentSecret,
  type Environment,
  encodeBytes,
  type JsonValue,
  type LeafLookup,
  type Live,
  type ManagedKey,
  type Move,
  type SuppressedLeaf,
  seedPrefix,
  sha256,
  sortDiagnostics,
} from '../../model/index.ts'
import {
  checkDeletes,
  checkKeys,
  checkLeases,
  checkOwnedElsewhere,
  checkOwner,
  checkPermissions,
  checkSecrets,
  checkSize,
  checkTakeOver,
  suppressionsOf,
  withdrawnLeaves,
} from '../checks/index.ts'
import { type DraftChange, draftDelete, draftEntry, draftRelease } from '../draft-changes.ts'
import { elementsOf, linkMoves } from '../handover/index.ts'
import { diffLeaves, keysIn } from '../leaves/index.ts'
import { assemblePlan } from '../make-plan.ts'
import type { Permissions, PlanInput, PlanResult } from '../plan-input.ts'
import { placesOf, withMovedParts } from '../secrets/index.ts'
import { restoreTargets } from './restore-targets.ts'
import { notRestorableSecrets, type RollbackTarget } from './rollback-target.ts'
import { undoTargets } from './undo-targets.ts'

/** What a rollback is planned from. Sources are not needed. */
export interface RollbackInput {
  readonly workspace: string
  readonly environment: Environment
  readonly managedPrefixes: readonly string[]
  readonly live: Live
  readonly lookup: LeafLookup
  /** The applies to undo, newest first. */
  readonly undone: readonly AppliedChanges[]
  /** The managed keys as they are to be again. Absent: the newest apply is taken back, and edits made since are kept. */
  readonly state?: ReadonlyMap<string, ManagedKey>
  readonly permissions?: Pick<Permissions, 'allowDelete' | 'takeOver'>
  /** What the sources set once and leave as it is live since, by key. */
  readonly initial?: ReadonlyMap<string, readonly string[]>
  /** Keys to be left as they are. */
  readonly leave?: readonly string[]
}

/**
 * The plan that goes back to a state, or takes back the newest apply. Keys under `<prefix>/keys/` are never touched.
 * The values taken back are withdrawn.
 */
export function planRollback(input: RollbackInput): PlanResult {
  const targets = targetsOf(input)
  const planInput = inputOf(input, targets)
  const wrongOwner = checkOwner(planInput)
  if (wrongOwner !== undefined) return { diagnostics: [wrongOwner] }
  const entries = new Map(planInput.desired.entries.map((entry) => [entry.key, entry]))
  const unlinked = targets
    .flatMap((target) => draftOf(target, entries.get(target.key), planInput))
    .sort(byKey)
  const linked = linkMoves(unlinked, movesBack(input.undone))
  const { moved = [] } = planInput.desired.environment
  const drafts = linked.map((draft) => withMovedParts(draft, { ...input, moved }, true))
  const withdrawnBefore = withdrawnLeaves(drafts, planInput).map(({ leaf }) => leaf)
  const plan = assemblePlan(planInput, drafts, {
    kind: 'rollback',
    managedKeys: managedAfter(drafts, input.live),
    ...listed(
      'suppresses',
      targets.flatMap((target) => withdrawnBy(target, input)),
    ),
    ...listed('unsuppresses', withdrawnBefore),
  })
  const diagnostics = [
    ...targets.flatMap(({ problems }) => problems),
    ...checkPermissions(planInput),
    ...checkKeys(plan, planInput),
    ...checkSecrets(plan, input.lookup),
    ...drafts.flatMap(({ change }) => notRestorableSecrets(change)),
    ...checkOwnedElsewhere(drafts, planInput),
    ...checkTakeOver(drafts, planInput),
    ...checkDeletes(drafts, planInput),
    ...checkLeases(planInput),
    ...checkSize(plan),
  ]
  return { plan, diagnostics: sortDiagnostics(diagnostics) }
}

/** The renames of these applies, the other way round. */
function movesBack(undone: readonly AppliedChanges[]): Move[] {
  return undone
    .flatMap(({ changes }) => changes)
    .flatMap(({ key, movedTo }) => (movedTo === undefined ? [] : [{ from: movedTo, to: key }]))
}

/** The renames of elements in a key by these applies. */
function renamesOf(key: string, undone: readonly AppliedChanges[]): Move[] {
  return undone
    .flatMap(({ changes }) => changes)
    .flatMap((change) => (change.key === key ? (change.renamed ?? []) : []))
}

/** The renames of elements in all keys, the other way round. */
function elementsBack(undone: readonly AppliedChanges[]): Move[] {
  return undone
    .flatMap(({ changes }) => changes)
    .flatMap(({ key, movedFrom = key, renamed = [] }) =>
      renamed.map(({ from, to }) => ({ from: `${movedFrom}#${to}`, to: `${movedFrom}#${from}` })),
    )
}

function targetsOf({
  undone,
  state,
  live,
  lookup,
  environment,
  leave = [],
}: RollbackInput): RollbackTarget[] {
  const targets =
    state === undefined
      ? undoTargets(undone[0]?.changes ?? [], { live, lookup })
      : restoreTargets({ state, undone, live })
  return targets.filter(({ key }) => !key.startsWith(seedPrefix(environment.prefix)) && !leave.includes(key))
}

/** A desired state of just these keys: the checks look at nothing else. */
function inputOf(input: RollbackInput, targets: readonly RollbackTarget[]): PlanInput {
  const desired: Desired = {
    workspace: input.workspace,
    // What the sources rename is none of it.
    environment: { ...input.environment, moved: elementsBack(input.undone) },
    managedPrefixes: input.managedPrefixes,
    entries: targets.flatMap((target) => entryOf(target, input.initial)),
    sources: [],
    checks: { total: 0, holding: 0, waived: [] },
  }
  const { live, lookup, permissions } = input
  return {
    desired,
    live,
    lookup,
    provenance: new Map(),
    ...(permissions === undefined ? {} : { permissions }),
  }
}

/** What is not canonical JSON is given back byte by byte. */
function entryOf(target: RollbackTarget, initials: RollbackInput['initial']): DesiredEntry[] {
  const { key, component, schema = component, format, bytes, secrets } = target
  if (bytes === undefined) return []
  if (secrets !== undefined) return [templateEntry(target, secrets, bytes)]
  const value = readDocument(bytes, format) ?? null
  const text = canonicalJson(value)
  const exact = encodeBytes(bytes)
  const hash = sha256(bytes)
  const initial = initials?.get(key)
  return [
    {
      ...{ key, component, schema, ...(format && { format }) },
      ...{
        value,
        text,
        sha256: hash,
        ...(exact !== text && { bytes: exact }),
        isExact: true,
        ...(initial && { initial }),
      },
    },
  ]
}

/** Secrets are not in the history: those that are live stay, wherever they came from. */
function templateEntry(
  { key, component, schema = component, format }: RollbackTarget,
  secrets: readonly DocumentSecret[],
  bytes: Uint8Array,
): DesiredEntry {
  const text = new TextDecoder().decode(bytes)
  const value = JSON.parse(text) as JsonValue // canonical JSON, as an apply recorded it
  return {
    key,
    component,
    schema,
    ...(format && { format }),
    value,
    text,
    sha256: sha256(text),
    secrets,
    isExact: true,
  }
}

function draftOf(target: RollbackTarget, entry: DesiredEntry | undefined, input: PlanInput): DraftChange[] {
  if (target.isLeftAsIs) return draftLeft(target, input)
  const live = input.live.entries.get(target.key)
  const isIndexed = input.live.index.has(target.key)
  if (entry === undefined) return draftDelete(target.key, input)
  const isAsItWas = live !== undefined && sha256(live.value) === entry.sha256
  if (target.isOurs) return draftEntry(entry, input)
  if (!isAsItWas) return draftEntry(entry, input).map(releasing)
  const format = entry.format === undefined ? {} : { format: entry.format }
  const before = { modRevision: live.modRevision, ...format, sha256: entry.sha256 }
  const { value, bytes } = entry
  const after = { sha256: entry.sha256, value, ...(bytes === undefined ? {} : { bytes }) }
  return isIndexed ? [draftRelease(target, { before, after })] : []
}

/** What an apply took into ownership without a write, secrets and all, is let go without one. */
function draftLeft(target: RollbackTarget, { live, lookup }: PlanInput): DraftChange[] {
  const { key, format } = target
  const kv = live.entries.get(key)
  const template = live.templates?.get(key)
  if (!live.index.has(key) || kv === undefined || template === undefined) return []
  const document = readDocument(kv.value, format)
  if (document === undefined) return []
  const placing = { document, applied: template, wanted: template, keysAt: keysIn(key, lookup) }
  const places = placesOf(placing)
  const secrets = template.secrets.map((secret) => {
    const keptFrom = places.get(secret.pointer)
    return keptFrom === undefined ? secret : { ...secret, keptFrom }
  })
  const { value } = template
  const before = { modRevision: kv.modRevision, ...(format && { format }), isWithheld: true as const }
  return [draftRelease(target, { before, after: { sha256: sha256(canonicalJson(value)), value, secrets } })]
}

function releasing(draft: DraftChange): DraftChange {
  const { change } = draft
  if (change.action !== 'create' && change.action !== 'update') return draft
  return { ...draft, change: { ...change, releases: true } }
}

function managedAfter(drafts: readonly DraftChange[], { index }: Live): number {
  const managed = new Set(index.keys())
  for (const { change } of drafts) {
    const isLeaving = change.after === null || change.action === 'release' || 'releases' in change
    if (isLeaving) managed.delete(change.key)
    else managed.add(change.key)
  }
  return managed.size
}

/** What was applied and is taken back: a document that was made as a whole, otherwise each leaf. */
function withdrawnBy(
  { key, withdrawn }: RollbackTarget,
  { lookup, undone }: Pick<RollbackInput, 'lookup' | 'undone'>,
): SuppressedLeaf[] {
  if (withdrawn === undefined) return []
  const { from, to } = withdrawn
  if (from === undefined) return [{ key, pointer: '', sha256: sha256(canonicalJson(to)) }]
  const { keys } = elementsOf(renamesOf(key, undone), { from, to }, keysIn(key, lookup))
  return diffLeaves(from, to, keys.keysAt).flatMap((leaf) => suppressionsOf(key, leaf).map((set) => set.leaf))
}

function listed<Name extends 'suppresses' | 'unsuppresses'>(
  name: Name,
  leaves: readonly SuppressedLeaf[],
): { readonly [name in Name]?: readonly SuppressedLeaf[] } {
  const member: { [name in Name]?: readonly SuppressedLeaf[] } = {}
  if (leaves.length > 0) member[name] = leaves
  return member
}

function byKey(a: DraftChange, b: DraftChange): number {
  return a.change.key < b.change.key ? -1 : 1
}
