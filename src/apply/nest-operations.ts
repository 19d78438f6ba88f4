import type { Operation } from '../model/index.ts'

/** etcd's limit, for each level: what a level uses itself is taken from the levels below it. */
export const operationsLimit = 128

/**
 * Operations so nested that every level keeps within etcd's limit, beside `own` operations and `compares` compares
 * at the root. All of it is one transaction and one revision. Throws when there are too many for three levels.
 */
export function nestOperations(
  operations: readonly Operation[],
  root: { readonly own: number; readonly compares: number },
): readonly Operation[] {
  if (operations.length + root.own <= operationsLimit) return operations
  const rootSlots = Math.max(root.compares, 64)
  const middleSlots = Math.floor((operationsLimit - rootSlots) / 2)
  const leafSlots = operationsLimit - rootSlots - middleSlots
  const nested = wrap(wrap(operations, leafSlots), middleSlots)
  if (middleSlots < 1 || nested.length + root.own > rootSlots) {
    throw new Error(
      `${operations.length} operations do not fit one transaction with ${root.compares} compares`,
    )
  }
  return nested
}

function wrap(operations: readonly Operation[], size: number): Operation[] {
  const groups: Operation[] = []
  for (let start = 0; start < operations.length; start += size) {
    groups.push({
      kind: 'txn',
      txn: { compare: [], success: operations.slice(start, start + size), failure: [] },
    })
  }
  return groups
}
