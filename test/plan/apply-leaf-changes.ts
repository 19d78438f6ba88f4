import { appendPointer, decodePointer, isJsonObject, type JsonValue } from '../../src/model/index.ts'
import type { RawLeafChange } from '../../src/plan/index.ts'

/**
 * Applies leaf changes to a document, knowing nothing of the document that they lead to. Serves documents whose
 * member names are no numbers and whose lists of objects are told apart by `name`.
 */
export function applyLeafChanges(from: JsonValue, changes: readonly RawLeafChange[]): JsonValue | undefined {
  const state = {
    removed: new Map(
      changes
        .filter((change) => change.from !== undefined)
        .map((change) => [change.fromPointer ?? change.pointer, change]),
    ),
    set: new Map(
      changes.filter((change) => change.to !== undefined).map((change) => [change.pointer, change]),
    ),
  }
  return build(from, '', '', state)
}

interface State {
  readonly removed: ReadonlyMap<string, RawLeafChange>
  readonly set: ReadonlyMap<string, RawLeafChange>
}

function build(
  node: JsonValue | undefined,
  fromPointer: string,
  pointer: string,
  state: State,
): JsonValue | undefined {
  const set = state.set.get(pointer)
  if (set !== undefined) return set.to
  const inside = childrenOf(pointer, state)
  if (Array.isArray(node) && !isGone(node, fromPointer, state))
    return buildList(node, fromPointer, pointer, state)
  if (isJsonObject(node) && Object.keys(node).length > 0 && !isGone(node, fromPointer, state)) {
    return buildObject(node, fromPointer, pointer, state)
  }
  if (inside.length === 0) {
    return node === undefined || isGone(node, fromPointer, state) ? undefined : node
  }
  return /^\d+$/.test(inside[0] as string)
    ? inside.map((_, index) => build(undefined, '?', appendPointer(pointer, index), state) as JsonValue)
    : buildObject({}, fromPointer, pointer, state)
}

function buildObject(
  node: JsonValue,
  fromPointer: string,
  pointer: string,
  state: State,
): JsonValue | undefined {
  const members = node as { readonly [name: string]: JsonValue }
  const names = [...new Set([...Object.keys(members), ...childrenOf(pointer, state)])]
  const result = names.flatMap((name): [string, JsonValue][] => {
    const member = Object.hasOwn(members, name) ? members[name] : undefined
    const value = build(member, appendPointer(fromPointer, name), appendPointer(pointer, name), state)
    return value === undefined ? [] : [[name, value]]
  })
  return result.length === 0 ? undefined : Object.fromEntries(result)
}

function buildList(
  node: readonly JsonValue[],
  fromPointer: string,
  pointer: string,
  state: State,
): JsonValue {
  const kept = [...node.entries()].filter(
    ([index, element]) => !isGone(element, appendPointer(fromPointer, index), state),
  )
  const touched = childrenOf(pointer, state).map(Number)
  const areNamed = node.every((element) => isJsonObject(element) && typeof element.name === 'string')
  if (!areNamed && touched.every((index) => !state.set.get(appendPointer(pointer, index))?.isElement)) {
    return byIndex(node, fromPointer, pointer, state)
  }
  const added = new Set(touched.filter((index) => isAdded(appendPointer(pointer, index), state)))
  const result: JsonValue[] = []
  for (let index = 0; kept.length > 0 || index <= Math.max(-1, ...touched); index++) {
    const [place, element] = added.has(index)
      ? [undefined, undefined]
      : (kept.shift() ?? [undefined, undefined])
    const source = place === undefined ? '?' : appendPointer(fromPointer, place)
    result.push(build(element, source, appendPointer(pointer, index), state) as JsonValue)
  }
  return result
}

function byIndex(node: readonly JsonValue[], fromPointer: string, pointer: string, state: State): JsonValue {
  const length = Math.max(node.length, ...childrenOf(pointer, state).map((index) => Number(index) + 1))
  return Array.from({ length }, (_, index) =>
    build(node[index], appendPointer(fromPointer, index), appendPointer(pointer, index), state),
  ).filter((element) => element !== undefined)
}

function isAdded(pointer: string, { set }: State): boolean {
  const element = set.get(pointer)
  if (element !== undefined) return element.from === undefined
  const name = set.get(appendPointer(pointer, 'name'))
  return name !== undefined && name.from === undefined
}

/** True when every leaf of the node was removed and none modified in place. */
function isGone(node: JsonValue, fromPointer: string, state: State): boolean {
  if (typeof node !== 'object' || node === null || Object.keys(node).length === 0) {
    const removal = state.removed.get(fromPointer)
    return removal !== undefined && removal.to === undefined
  }
  if (
    Array.isArray(node) &&
    node.some((_, index) => state.removed.get(appendPointer(fromPointer, index))?.isElement)
  ) {
    return false
  }
  return Object.entries(node).every(([name, member]) =>
    isGone(member, appendPointer(fromPointer, name), state),
  )
}

function childrenOf(pointer: string, { set }: State): string[] {
  const depth = decodePointer(pointer).length
  const inside = [...set.keys()].filter((key) => key.startsWith(`${pointer}/`))
  return [...new Set(inside.map((key) => decodePointer(key)[depth] as string))]
}
