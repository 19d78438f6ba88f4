import type { Operation } from '../model/index.ts'

/** etcd's limit, for each level: what a level uses itself is taken from the levels below it. */
export const operationsLimit = 128

/** What a transaction has at its root beside the operations that are nested. */
interface Root {
  readonly own: number
  readonly compares: number
}

/**
 * Operations so nested that every level keeps within etcd's limit, beside `own` operations and `compares` compares
 * at the root. All of it is one transaction and one revision. Throws when there are too many for three levels.
 */
export function nestOperations(operations: readonly Operation[], root: Root): readonly Operation[] {
  if (operations.length + root.own <= operationsLimit) return operations
  if (operations.length > roomFor(root)) {
    throw new Error(
      `${operations.length} operations do not fit one transaction with ${root.compares} compares`,
    )
  }
  const { middle, leaf } = slotsOf(root)
  return wrap(wrap(operations, leaf), middle)
}

/** How many operations `nestOperations` takes. */
export function roomFor(root: Root): number {
  const { atRoot, middle, leaf } = slotsOf(root)
  return Math.max(operationsLimit - root.own, (atRoot - root.own) * middle * leaf)
}

function slotsOf({ compares }: Root): {
  readonly atRoot: number
  readonly middle: number
  readonly leaf: number
} {
  const atRoot = Math.max(compares, 64)
  const middle = Math.floor((operationsLimit - atRoot) / 2)
  return { atRoot, middle, leaf: operationsLimit - atRoot - middle }
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
