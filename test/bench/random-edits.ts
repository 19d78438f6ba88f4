import { isJsonObject, type JsonValue } from '../../src/model/index.ts'

/** Numbers from 0 on, below `limit`, the same for the same seed. */
export type Random = (limit: number) => number

/** Marsaglia's xorshift32. */
export function randomOf(seed: number): Random {
  let state = seed || 1
  return (limit) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % limit
  }
}

/** A document of nested lists: of scalars, of objects with and without names, of lists. */
export function nestedLists(random: Random): JsonValue {
  const times = <Value>(count: number, make: (index: number) => Value) =>
    Array.from({ length: count }, (_, index) => make(index))
  const ports = () => times(2 + random(5), () => random(60))
  const hop = () => ({ via: `10.0.${random(4)}.${random(200)}`, cost: random(5), ports: ports() })
  return {
    rules: times(3 + random(5), (index) => ({ name: `r${index}`, action: random(3), ports: ports() })),
    routes: times(3 + random(5), () => ({
      to: `10.${random(200)}.0.0`,
      metric: random(9),
      hops: times(1 + random(4), hop),
    })),
    grid: times(2 + random(4), () => times(3 + random(4), () => random(100))),
    zones: ports(),
  }
}

/** A document after an edit, and the lines that say it. */
export interface Edited {
  readonly document: JsonValue
  readonly lines: number
}

/**
 * The document after one edit of one list: an element more, less, elsewhere, or with another value in it. Each is a
 * line; a scalar or list in the place of another one went, and the other came.
 */
export function editOnce({ document, lines }: Edited, random: Random, mark: number): Edited {
  const edited = structuredClone(document)
  const lists = listsIn(edited)
  const list = lists[random(lists.length)] as JsonValue[]
  const place = random(list.length || 1)
  const kind = list.length === 0 ? 0 : random(4)
  if (kind === 0) list.splice(random(list.length + 1), 0, freshLike(list[place], mark))
  else if (kind === 1) list.splice(place, 1)
  else if (kind === 2) list.splice(random(list.length), 0, ...list.splice(place, 1))
  else if (isJsonObject(list[place]))
    list[place] = { ...list[place], [firstScalar(list[place])]: `changed ${mark}` }
  else list.splice(place, 1, freshLike(list[place], mark))
  const isReplaced = kind === 3 && !isJsonObject(list[place])
  return { document: edited, lines: lines + (isReplaced ? 2 : 1) }
}

function listsIn(value: JsonValue): JsonValue[][] {
  if (typeof value !== 'object' || value === null) return []
  const inside = Object.values(value).flatMap((member) => listsIn(member as JsonValue))
  return Array.isArray(value) ? [value as JsonValue[], ...inside] : inside
}

function freshLike(element: JsonValue | undefined, mark: number): JsonValue {
  if (Array.isArray(element)) return [1000 + mark]
  if (isJsonObject(element)) return { ...element, [Object.keys(element)[0] as string]: `new ${mark}` }
  return 1000 + mark
}

/** Not the name: that would be another element. */
function firstScalar(element: JsonValue): string {
  const names = Object.entries(element as object).filter(
    ([name, value]) => name !== 'name' && typeof value !== 'object',
  )
  return names[0]?.[0] as string
}

/**
 * Fewest lines that say how one document became another, by trying everything: an element that came or went is a
 * line, and so is a member that changed. Knows no moves: a moved element went and came.
 */
export function fewestLines(from: JsonValue, to: JsonValue): number {
  if (JSON.stringify(from) === JSON.stringify(to)) return 0
  if (Array.isArray(from) && Array.isArray(to)) return fewestOfLists(from as JsonValue[], to as JsonValue[])
  if (!isJsonObject(from) || !isJsonObject(to)) return 1
  const names = [...new Set([...Object.keys(from), ...Object.keys(to)])]
  return names.reduce((sum, name) => sum + fewestLines(from[name] ?? null, to[name] ?? null), 0)
}

function fewestOfLists(from: readonly JsonValue[], to: readonly JsonValue[]): number {
  let above = [...Array(to.length + 1).keys()]
  for (const [index, element] of from.entries()) {
    const row = [index + 1]
    for (const [place, other] of to.entries()) {
      const replaced =
        typeof element === 'object' && typeof other === 'object' ? fewestLines(element, other) : 2
      const same = JSON.stringify(element) === JSON.stringify(other) ? 0 : replaced
      row.push(
        Math.min(
          (above[place] as number) + same,
          (above[place + 1] as number) + 1,
          (row[place] as number) + 1,
        ),
      )
    }
    above = row
  }
  return above.at(-1) as number
}
