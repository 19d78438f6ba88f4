import {
  type Desired,
  type DesiredEntry,
  followMoves,
  isKeyName,
  type Live,
  type Move,
} from '../../model/index.ts'

/** The managed keys that go by another name, each with the wanted key that takes its place. */
export function findMoves(desired: Desired, { index, entries }: Live): Move[] {
  const { moved = [] } = desired.environment
  if (moved.length === 0) return []
  const wanted = new Map(desired.entries.map((entry) => [entry.key, entry]))
  const free = desired.entries.filter(({ key }) => !index.has(key))
  const components = new Set(desired.entries.map(({ component }) => component))
  const leaving = [...index].filter(([key]) => !wanted.has(key) && entries.has(key))
  const moves = leaving.flatMap(([from, { component }]): Move[] => {
    const named = followMoves(
      from,
      moved.filter(({ from: name }) => isKeyName(name)),
      (key) => wanted.has(key),
    )
    if (named !== undefined) return index.has(named) ? [] : [{ from, to: named }]
    const other = followMoves(component, moved, (name) => components.has(name))
    if (other === undefined) return []
    const siblings = leaving.filter(([, indexed]) => indexed.component === component).length
    const to = placeIn(
      free.filter((entry) => entry.component === other),
      { from, component, other, siblings },
    )
    return to === undefined ? [] : [{ from, to }]
  })
  // Two that would become one are no renames.
  return moves.filter(({ to }) => moves.filter((other) => other.to === to).length === 1)
}

interface Leaving {
  readonly from: string
  readonly component: string
  readonly other: string
  /** How many keys of the component leave. */
  readonly siblings: number
}

/** The key with the component's new name in it; otherwise the only one, where there is but one of either. */
function placeIn(
  free: readonly DesiredEntry[],
  { from, component, other, siblings }: Leaving,
): string | undefined {
  const renamed = from
    .split('/')
    .map((segment) => (segment === component ? other : segment))
    .join('/')
  if (free.some(({ key }) => key === renamed)) return renamed
  return siblings === 1 && free.length === 1 ? free[0]?.key : undefined
}
