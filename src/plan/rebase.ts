import { type Change, type Live, type Plan, type PlannedRead, sha256 } from '../model/index.ts'

/** Why a plan cannot be carried over to newer live state: keys that are not as it saw them, and keys that are new. */
export interface PlanMoved {
  readonly changed: readonly string[]
  readonly created: readonly string[]
}

/**
 * The same plan against newer live state. Only if each changed and read key is byte for byte what the plan saw and
 * nothing new lies under its prefixes; its digest stays. Anything else needs a new plan.
 */
export function rebasePlan(plan: Plan, live: Live): { readonly plan: Plan } | { readonly moved: PlanMoved } {
  const seen = [
    ...plan.changes.map(({ key, before }) => ({ key, sha256: before?.sha256 ?? '' })),
    ...plan.reads.map(({ key, sha256 }) => ({ key, sha256 })),
  ]
  const touched = new Set(seen.map(({ key }) => key))
  const changed = seen.filter((one) => contentsOf(one.key, live) !== one.sha256).map(({ key }) => key)
  const created = [...live.entries.values()]
    .filter((kv) => kv.createRevision > plan.baseRevision && !touched.has(kv.key))
    .map((kv) => kv.key)
  if (changed.length + created.length > 0)
    return { moved: { changed: changed.sort(), created: created.sort() } }
  return {
    plan: {
      ...plan,
      baseRevision: live.revision,
      baseSeq: live.epoch?.seq ?? 0,
      baseApplyId: live.epoch?.applyId ?? '',
      changes: plan.changes.map((change) => rebaseChange(change, live)),
      reads: plan.reads.map((read) => rebaseRead(read, live)),
    },
  }
}

function contentsOf(key: string, live: Live): string {
  const kv = live.entries.get(key)
  return kv === undefined ? '' : sha256(kv.value)
}

function rebaseChange(change: Change, live: Live): Change {
  if (change.before === null) return change
  const modRevision = live.entries.get(change.key)?.modRevision ?? change.before.modRevision
  return { ...change, before: { ...change.before, modRevision } } as Change // the action decides the rest
}

function rebaseRead(read: PlannedRead, live: Live): PlannedRead {
  return { ...read, modRevision: live.entries.get(read.key)?.modRevision ?? 0 }
}
