import type { JsonValue, LeafLookup, Place, PlannedMember } from '../model/index.ts'
import { describeLeaf, keysIn } from './describe-leaves.ts'
import { diffLeaves } from './diff-leaves.ts'

/** A document of a collection as it should be, and where it stands. */
export interface DesiredMember {
  readonly value: JsonValue
  readonly at: Place
}

/** How the documents of a collection differ: all of them counted, the first few of each kind told. */
export interface MembersDifference {
  readonly added: number
  readonly changed: number
  readonly removed: number
  /** Sorted by name. */
  readonly members: readonly PlannedMember[]
}

/** Members of each kind that are told one by one. */
const toldOfEach = 5

/** What differs between the members of two generations, or of some of their shards. */
export function diffMembers(
  before: ReadonlyMap<string, JsonValue>,
  after: ReadonlyMap<string, DesiredMember>,
  { fullPrefix, lookup }: { readonly fullPrefix: string; readonly lookup: LeafLookup },
): MembersDifference {
  const counts = { create: 0, update: 0, delete: 0 }
  const members: PlannedMember[] = []
  for (const name of [...new Set([...before.keys(), ...after.keys()])].sort()) {
    const [from, to] = [before.get(name), after.get(name)]
    const raw =
      from === undefined || to === undefined
        ? []
        : diffLeaves(from, to.value, keysIn(fullPrefix + name, lookup))
    const action = from === undefined ? 'create' : to === undefined ? 'delete' : 'update'
    if (action === 'update' && raw.length === 0) continue
    counts[action]++
    if (counts[action] > toldOfEach) continue
    const context = { key: fullPrefix + name, lookup, provenance: undefined }
    const leaves = raw.map((leaf) => describeLeaf(leaf, context))
    members.push({ name, action, ...(to === undefined ? {} : { at: to.at }), leaves })
  }
  return { added: counts.create, changed: counts.update, removed: counts.delete, members }
}
