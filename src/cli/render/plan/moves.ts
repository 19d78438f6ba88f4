import { type Change, canonicalJson, type LeafChange } from '../../../model/index.ts'

/** True of the half of a rename that deletes the old key. */
export function isMovedAway(change: Change): boolean {
  return change.action === 'delete' && change.movedTo !== undefined
}

/**
 * In what a document differs from the one that it takes the place of: both are told whole, as what goes and what comes.
 * Of secrets it is only told that they are there.
 */
export function movedLeaves(from: Change, to: Change): LeafChange[] {
  const before = new Map(from.leaves.map((leaf) => [leaf.pointer, leaf]))
  const after = new Set(to.leaves.map(({ pointer }) => pointer))
  const changed = to.leaves.flatMap((leaf): LeafChange[] => {
    const old = before.get(leaf.pointer)
    if (old?.from === undefined || leaf.to === undefined) return [leaf]
    if (canonicalJson(old.from) === canonicalJson(leaf.to)) return []
    return [{ ...leaf, from: old.from }]
  })
  return [...changed, ...from.leaves.filter(({ pointer }) => !after.has(pointer))]
}
