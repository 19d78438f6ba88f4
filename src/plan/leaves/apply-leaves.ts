import {
  decodePointer,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  type LeafChange,
} from '../../model/index.ts'

/** What is looked at of a leaf. */
export type AppliedLeaf = Pick<LeafChange, 'pointer' | 'from' | 'to' | 'isElement' | 'isMove' | 'fromPointer'>

/**
 * The document that leaf changes lead to from `document`, each absent where there is none; knows nothing else of it.
 * `diffLeaves` backwards: what two plans change alike is the same document. Throws where the leaves make no sense.
 */
export function applyLeaves(
  document: JsonValue | undefined,
  leaves: readonly AppliedLeaf[],
): JsonValue | undefined {
  const gone = tree()
  const set = tree()
  for (const leaf of leaves) {
    if (leaf.isMove) put(gone, leaf.fromPointer ?? '', leaf)
    else if (leaf.to === undefined) put(gone, leaf.pointer, leaf)
    if (leaf.isMove || leaf.to !== undefined) put(set, leaf.pointer, leaf)
  }
  return build({ old: document, gone, set })
}

/** The leaves below a place, by the steps to them. */
interface Tree {
  leaf?: AppliedLeaf
  readonly inside: Map<string, Tree>
}

/** One place: what was there, what went of it (old frame), and what is set there (new frame). */
interface Spot {
  readonly old: JsonValue | undefined
  readonly gone: Tree | undefined
  readonly set: Tree | undefined
}

function tree(): Tree {
  return { inside: new Map() }
}

function put(root: Tree, pointer: string, leaf: AppliedLeaf): void {
  let node = root
  for (const step of decodePointer(pointer)) {
    const next = node.inside.get(step) ?? tree()
    node.inside.set(step, next)
    node = next
  }
  node.leaf = leaf
}

function build(spot: Spot): JsonValue | undefined {
  const { old, gone, set } = spot
  if (set?.leaf?.to !== undefined && !set.leaf.isMove) return set.leaf.to
  const isGone = old === undefined || (gone !== undefined && went(old, gone))
  if (set === undefined || set.inside.size === 0) {
    if (isGone) return undefined
    return gone === undefined || gone.inside.size === 0 ? old : rebuild(spot)
  }
  if (!isGone) return rebuild(spot)
  const isList = [...set.inside.values()].some(({ leaf }) => leaf?.isElement)
  return isList ? buildList({ ...spot, old: listOf(old) }) : buildObject({ ...spot, old: {} })
}

function rebuild(spot: Spot): JsonValue | undefined {
  if (Array.isArray(spot.old)) return buildList({ ...spot, old: spot.old as readonly JsonValue[] })
  if (isJsonObject(spot.old)) return buildObject({ ...spot, old: spot.old })
  throw new Error('a leaf inside a value that has no inside')
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : []
}

/** True when all of a value went. */
function went(value: JsonValue, gone: Tree): boolean {
  if (gone.leaf !== undefined && !gone.leaf.isMove) return true
  if (typeof value !== 'object' || value === null) return false
  const members = Object.entries(value)
  return (
    members.length > 0 &&
    members.every(([name, member]) => {
      const inside = gone.inside.get(name)
      if (inside === undefined) return false
      return Array.isArray(value) ? isElementGone(inside) : went(member as JsonValue, inside)
    })
  )
}

function isElementGone({ leaf }: Tree): boolean {
  return leaf?.isElement === true && !leaf.isMove
}

function buildObject({ old, gone, set }: Spot & { readonly old: JsonObject }): JsonObject {
  const names = new Set([...Object.keys(old), ...(set?.inside.keys() ?? [])])
  const members = [...names].flatMap((name): [string, JsonValue][] => {
    const value = build({
      old: Object.hasOwn(old, name) ? old[name] : undefined,
      gone: gone?.inside.get(name),
      set: set?.inside.get(name),
    })
    return value === undefined ? [] : [[name, value]]
  })
  return Object.fromEntries(members)
}

/** What stays fills, in its order, the places that nothing was added or moved to. */
function buildList({ old, gone, set }: Spot & { readonly old: readonly JsonValue[] }): JsonValue[] {
  const stays = [...old.keys()].filter((index) => gone?.inside.get(String(index))?.leaf?.isElement !== true)
  const isPlaced = ({ leaf }: Tree) => leaf?.isElement === true
  const length = stays.length + [...(set?.inside.values() ?? [])].filter(isPlaced).length
  let next = 0
  return Array.from({ length }, (_, index) => {
    const there = set?.inside.get(String(index))
    if (there?.leaf?.isElement && there.leaf.to !== undefined && !there.leaf.isMove) return there.leaf.to
    const place = there?.leaf?.isMove ? Number(lastStep(there.leaf.fromPointer ?? '')) : stays[next++]
    const value = build({ old: old[place ?? -1], gone: gone?.inside.get(String(place)), set: inner(there) })
    if (value === undefined) throw new Error('a list with a gap')
    return value
  })
}

/** What is set of an element that stays or moved: the mark of the move is not a value. */
function inner(there: Tree | undefined): Tree | undefined {
  return there?.leaf?.isMove ? { inside: there.inside } : there
}

function lastStep(pointer: string): string {
  return decodePointer(pointer).at(-1) ?? ''
}
