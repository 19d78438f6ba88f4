import { type Change, canonicalJson, type LeafChange, type Plan } from '../../model/index.ts'
import { approvedLeaf } from '../digest.ts'

/** One key, or one leaf of it, in which the plan that was approved and the one made now differ. */
export interface PlanDifference {
  readonly key: string
  /** '' for the key as a whole: its action, or whether it changes at all. */
  readonly pointer: string
  /** Absent: the approved plan leaves it alone. */
  readonly approved?: LeafChange | Change['action']
  /** Absent: the plan made now leaves it alone. */
  readonly now?: LeafChange | Change['action']
}

/** What was approved against what would happen now, per key and leaf; empty exactly when the digests agree on changes. */
export function comparePlans(approved: Plan, now: Plan): PlanDifference[] {
  const before = new Map(approved.changes.map((change) => [change.key, change]))
  const after = new Map(now.changes.map((change) => [change.key, change]))
  const keys = [...new Set([...before.keys(), ...after.keys()])].sort()
  return keys.flatMap((key) => compareChanges(key, before.get(key), after.get(key)))
}

function compareChanges(
  key: string,
  approved: Change | undefined,
  now: Change | undefined,
): PlanDifference[] {
  if (approved?.action !== now?.action) {
    return [
      {
        key,
        pointer: '',
        ...(approved === undefined ? {} : { approved: approved.action }),
        ...(now === undefined ? {} : { now: now.action }),
      },
    ]
  }
  const before = new Map(approved?.leaves.map((leaf) => [authorOf(leaf), leaf]))
  const after = new Map(now?.leaves.map((leaf) => [authorOf(leaf), leaf]))
  const identities = [...new Set([...before.keys(), ...after.keys()])]
  return identities.flatMap((identity): PlanDifference[] => {
    const [one, other] = [before.get(identity), after.get(identity)]
    if (one !== undefined && other !== undefined && contentOf(one) === contentOf(other)) return []
    return [
      {
        key,
        pointer: (one ?? other)?.pointer ?? '',
        ...(one === undefined ? {} : { approved: one }),
        ...(other === undefined ? {} : { now: other }),
      },
    ]
  })
}

/** A value may go and another come at the same place, in a list or in another frame: those are two changes. */
function authorOf({ pointer, isMove, to }: LeafChange): string {
  return `${pointer} ${isMove ? 'moved' : to === undefined ? 'gone' : 'set'}`
}

function contentOf(leaf: LeafChange): string {
  return canonicalJson(approvedLeaf(leaf))
}
