import type { JsonValue, PlannedCollection } from '../../model/index.ts'
import { type CollectionDifference, type DesiredDocument, diffCollection } from '../diff-collection.ts'
import { diffLeaves, leafProblem } from '../leaves/index.ts'
import { keysFrom } from '../lists/index.ts'

/** The documents of a collection that may differ, by their names, before and after. */
export interface CollectionSides {
  readonly before: ReadonlyMap<string, JsonValue>
  readonly after: ReadonlyMap<string, DesiredDocument>
}

/** In what a plan file says something else of a collection than its documents do; undefined where in nothing. */
export function collectionProblem(told: PlannedCollection, sides: CollectionSides): string | undefined {
  const plain = { fullPrefix: '', lookup: () => ({ effect: 'none' as const, isSecret: false }) }
  const derived = diffCollection(sides.before, sides.after, plain)
  if (summaryOf(told) !== summaryOf(derived)) return 'it does not say truly which documents change'
  for (const { name, action, leaves, elementKeys } of told.documents) {
    const [from, to] = [sides.before.get(name), sides.after.get(name)]
    const isUpdate = action === 'update' && from !== undefined && to !== undefined
    const raw = isUpdate ? diffLeaves(from, JSON.parse(to.text) as JsonValue, keysFrom(elementKeys)) : []
    const problem = leafProblem(leaves, { leaves: raw, from: undefined, to: undefined, isWithheld: false })
    if (problem !== undefined) return `of its document ${name}, ${problem}`
  }
  return undefined
}

function summaryOf({ added, changed, removed, documents }: CollectionDifference): string {
  const names = documents.map(({ name, action }) => [action, name])
  return JSON.stringify([added, changed, removed, names])
}
