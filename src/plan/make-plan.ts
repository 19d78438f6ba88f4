import { type Live, type Plan, type PlannedRead, sha256, sortDiagnostics } from '../model/index.ts'
import { checkPermissions } from './check-permissions.ts'
import {
  checkCollections,
  checkDeletes,
  checkLeases,
  checkOwner,
  checkSize,
  checkTakeOver,
  checkTypeChanges,
  checkWithdrawn,
  withdrawnLeaves,
} from './check-plan.ts'
import { planDigest } from './digest.ts'
import { type DraftChange, draftChanges } from './draft-changes.ts'
import { planDrift } from './plan-drift.ts'
import type { PlanInput, PlanResult } from './plan-input.ts'
import { requestBytes } from './request-size.ts'

/** What must change so that the store holds what is desired, and everything that speaks against it. */
export function makePlan(input: PlanInput): PlanResult {
  const wrongOwner = checkOwner(input)
  if (wrongOwner !== undefined) return { diagnostics: [wrongOwner] }
  const drafts = draftChanges(input)
  const plan = assemble(input, drafts)
  const diagnostics = [
    ...checkPermissions(input),
    ...checkTypeChanges(drafts, input),
    ...checkTakeOver(drafts, input),
    ...checkDeletes(drafts, input),
    ...checkCollections(input),
    ...checkLeases(input),
    ...checkWithdrawn(drafts, input),
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
  const changes = drafts.map((draft) => draft.change)
  const reads = (input.reads ?? []).map((key) => readOf(key, input)).sort(byKey)
  const content = {
    formatVersion: 1 as const,
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
    drift: planDrift(input, drafts),
    checks: desired.checks,
    requestBytes: requestBytes({
      changes,
      reads,
      prefix: desired.environment.prefix,
      seenBytes: [...changes, ...reads].reduce((sum, { key }) => sum + bytesAt(key, live), 0),
    }),
    foreignKeys: foreignKeys(input),
    managedPrefixes: [...desired.managedPrefixes].sort(),
    ...kind,
  }
  return { ...content, digest: planDigest(content) }
}

function bytesAt(key: string, { entries }: Live): number {
  return entries.get(key)?.value.length ?? 0
}

function readOf(key: string, { live }: PlanInput): PlannedRead {
  const entry = live.entries.get(key)
  return { key, modRevision: entry?.modRevision ?? 0, sha256: entry === undefined ? '' : sha256(entry.value) }
}

/** Keys under the managed prefixes that are neither ours nor wanted. */
function foreignKeys({ desired, live }: PlanInput): string[] {
  const desiredKeys = new Set(desired.entries.map((entry) => entry.key))
  return [...live.entries.keys()]
    .filter((key) => !desiredKeys.has(key) && !live.index.has(key))
    .filter((key) => desired.managedPrefixes.some((prefix) => key.startsWith(prefix)))
    .sort()
}

function byKey(a: { readonly key: string }, b: { readonly key: string }): number {
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0
}
