import {
  type Change,
  type Environment,
  isHybridRecipient,
  isSameProtection,
  type Live,
  type Plan,
  type PlannedRead,
  type Protection,
  partHash,
  sortDiagnostics,
} from '../model/index.ts'
import {
  checkCollections,
  checkCount,
  checkDeletes,
  checkKeys,
  checkLeases,
  checkOwnedElsewhere,
  checkOwner,
  checkPermissions,
  checkReads,
  checkSecrets,
  checkSize,
  checkTakeOver,
  checkTypeChanges,
  checkWithdrawn,
  newPrefixesOf,
  requestBytes,
  withdrawnLeaves,
} from './checks/index.ts'
import { planDigest } from './digest.ts'
import { type DraftChange, draftChanges, finishedChange } from './draft-changes.ts'
import { checkRenames, doneHandovers } from './handover/index.ts'
import { keptIn } from './kept/index.ts'
import { planDrift } from './plan-drift.ts'
import type { PlanInput, PlanResult, ReadPart } from './plan-input.ts'
import { checkSecretsLive } from './secrets/index.ts'

/** What must change so that the store holds what is desired, and everything that speaks against it. */
export function makePlan(input: PlanInput): PlanResult {
  const wrongOwner = checkOwner(input)
  if (wrongOwner !== undefined) return { diagnostics: [wrongOwner] }
  const tooMany = checkCount(input)
  if (tooMany !== undefined) return { diagnostics: [tooMany] }
  const drafts = draftChanges(input)
  const plan = assemble(input, drafts)
  const diagnostics = [
    ...checkPermissions(input),
    ...checkKeys(plan, input),
    ...checkSecrets(plan, input.lookup),
    ...checkSecretsLive(drafts, input),
    ...checkTypeChanges(drafts, input),
    ...checkOwnedElsewhere(drafts, input),
    ...checkTakeOver(drafts, input),
    ...checkDeletes(drafts, input),
    ...checkCollections(input),
    ...checkLeases(input),
    ...checkWithdrawn(drafts, input),
    ...checkReads(plan.changes, input),
    ...doneHandovers(input.desired, input.live),
    ...checkRenames(input, drafts),
    ...checkSize(plan),
  ]
  return { plan, diagnostics: sortDiagnostics(diagnostics) }
}

function assemble(input: PlanInput, drafts: readonly DraftChange[]): Plan {
  const unsuppresses = withdrawnLeaves(drafts, input).map(({ leaf }) => leaf)
  return assemblePlan(input, drafts, {
    kind: 'apply',
    managedKeys: input.desired.entries.length,
    ...(unsuppresses.length === 0 ? {} : { unsuppresses }),
  })
}

/** The plan made of these changes; what depends on its kind is given. */
export function assemblePlan(
  input: PlanInput,
  drafts: readonly DraftChange[],
  kind: Pick<Plan, 'kind' | 'managedKeys' | 'suppresses' | 'unsuppresses'>,
): Plan {
  const { desired, live } = input
  const drift = planDrift(live, drafts, keptIn(desired))
  const changes = drafts.map(finishedChange)
  const reads = (input.reads ?? []).map((read) => readOf(read, input)).sort(byPlace)
  const content = {
    formatVersion: 2 as const,
    workspace: desired.workspace,
    environment: desired.environment.name,
    prefix: desired.environment.prefix,
    cluster: live.cluster,
    baseRevision: live.revision,
    baseSeq: live.epoch?.seq ?? 0,
    baseApplyId: live.epoch?.applyId ?? '',
    ...(input.commit === undefined ? {} : { commit: input.commit }),
    sources: desired.sources,
    changes,
    ...(input.collections === undefined ? {} : { collections: input.collections }),
    reads,
    drift,
    checks: desired.checks,
    requestBytes: requestBytes({
      changes,
      reads,
      prefix: desired.environment.prefix,
      seenBytes: [...changes, ...reads].reduce((sum, { key }) => sum + bytesAt(key, live), 0),
      secretBytes: changes.reduce((sum, change) => sum + secretBytes(change, live), 0),
    }),
    foreignKeys: foreignKeys(input),
    managedPrefixes: [...desired.managedPrefixes].sort(),
    ...newPrefixesOf(desired, live),
    ...protectionOf(desired.environment, live),
    ...(desired.environment.keepApplies !== undefined && { keepApplies: desired.environment.keepApplies }),
    ...kind,
  }
  return { ...content, digest: planDigest(content) }
}

/**
 * Most that secrets add to the document: those that stay are live already; of the others nothing is known but what age
 * puts before one for each recipient.
 */
function secretBytes({ key, after }: Change, live: Live): number {
  if (after?.secrets === undefined) return 0
  const heads = after.secrets.map(({ recipients = {}, keptFrom }) =>
    keptFrom === undefined
      ? Object.values(recipients).reduce((sum, each) => sum + (isHybridRecipient(each) ? 2300 : 200), 0)
      : 0,
  )
  return bytesAt(key, live) + heads.reduce((sum, each) => sum + each, 0)
}

function bytesAt(key: string, { entries }: Live): number {
  return entries.get(key)?.value.length ?? 0
}

function readOf({ key, pointer }: ReadPart, { live }: PlanInput): PlannedRead {
  const entry = live.entries.get(key)
  return { key, pointer, modRevision: entry?.modRevision ?? 0, sha256: partHash(entry?.value, pointer) }
}

function protectionOf(
  { isProtected, signers }: Environment,
  { protection: before }: Live,
): Pick<Plan, 'protection' | 'protectionBefore'> {
  const protection: Protection = { isProtected, signers: [...signers] }
  const isOther = before !== undefined && !isSameProtection(before, protection)
  return { protection, ...(isOther && { protectionBefore: before }) }
}

/** Keys under the managed prefixes that are neither ours nor wanted. */
function foreignKeys({ desired, live }: PlanInput): string[] {
  const desiredKeys = new Set(desired.entries.map((entry) => entry.key))
  return [...live.entries.keys()]
    .filter((key) => !desiredKeys.has(key) && !live.index.has(key))
    .filter((key) => desired.managedPrefixes.some((prefix) => key.startsWith(prefix)))
    .sort()
}

function byPlace(a: PlannedRead, b: PlannedRead): number {
  return compareText(a.key, b.key) || compareText(a.pointer, b.pointer)
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
