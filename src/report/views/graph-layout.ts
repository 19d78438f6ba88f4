import type { Graph, GraphEdge, GraphNode } from '../report.ts'

/** A component as a box; x and y of its upper left corner, in pixels. */
export type PlacedNode = GraphNode & { readonly x: number; readonly y: number }

/** A channel as a line with an arrow, and where its name stands. */
export interface PlacedEdge extends GraphEdge {
  readonly path: string
  readonly labelAt: readonly [x: number, y: number]
}

export interface PlacedGraph {
  readonly nodes: readonly PlacedNode[]
  readonly edges: readonly PlacedEdge[]
  readonly width: number
  readonly height: number
}

export const boxWidth = 176
export const boxHeight = 60
const columnGap = 124
const rowGap = 28
const margin = 6
/** Rows of components without a channel are as wide as that, or as the rest. */
const fewestColumns = 4

/**
 * Lays components out in columns, each to the right of those that send to it, sorted by name in a column; those without a
 * channel stand in rows below. The same graph gives the same picture.
 */
export function layOut({ nodes, edges }: Graph): PlacedGraph {
  const sorted = [...nodes].sort((a, b) => (a.name < b.name ? -1 : 1))
  const joined = edges.filter(({ from, to }) => from !== to && hasBoth(sorted, from, to))
  const columnOf = columns(sorted, joined)
  const linked = sorted.filter(({ name }) => joined.some(({ from, to }) => from === name || to === name))
  const loose = sorted.filter((node) => !linked.includes(node))
  const perColumn = new Map<number, number>()
  const placed = linked.map((node) => {
    const column = columnOf.get(node.name) ?? 0
    const row = perColumn.get(column) ?? 0
    perColumn.set(column, row + 1)
    return { ...node, ...spot(column, row) }
  })
  const rows = Math.max(0, ...perColumn.values())
  const across = Math.max(fewestColumns, perColumn.size)
  const below = loose.map((node, index) => ({
    ...node,
    ...spot(index % across, rows + Math.floor(index / across)),
  }))
  const all = [...placed, ...below]
  return {
    nodes: all,
    edges: fanned(joined).map(({ edge, lane }) => placeEdge(edge, all, lane)),
    width: Math.max(0, ...all.map(({ x }) => x + boxWidth)) + margin,
    height: Math.max(0, ...all.map(({ y }) => y + boxHeight)) + margin + 14,
  }
}

function spot(column: number, row: number): { readonly x: number; readonly y: number } {
  return { x: margin + column * (boxWidth + columnGap), y: margin + row * (boxHeight + rowGap) }
}

function hasBoth(nodes: readonly GraphNode[], from: string, to: string): boolean {
  return [from, to].every((name) => nodes.some((node) => node.name === name))
}

/** The longest way to each component; where channels go in a circle, as far as there are components. */
function columns(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): Map<string, number> {
  const column = new Map(nodes.map(({ name }) => [name, 0]))
  const back = backEdges(nodes, edges)
  const forward = edges.filter((edge) => !back.has(edge))
  for (const _ of nodes)
    for (const { from, to } of forward)
      column.set(to, Math.max(column.get(to) ?? 0, (column.get(from) ?? 0) + 1))
  return column
}

/** Edges that close a circle, found in the order of names. */
function backEdges(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): Set<GraphEdge> {
  const back = new Set<GraphEdge>()
  const done = new Set<string>()
  const way: string[] = []
  const visit = (name: string): void => {
    if (done.has(name)) return
    way.push(name)
    for (const edge of edges.filter(({ from }) => from === name)) {
      if (way.includes(edge.to)) back.add(edge)
      else visit(edge.to)
    }
    way.pop()
    done.add(name)
  }
  for (const { name } of nodes) visit(name)
  return back
}

/** Several channels between the same two are drawn beside each other. */
function fanned(edges: readonly GraphEdge[]): { readonly edge: GraphEdge; readonly lane: number }[] {
  const seen = new Map<string, number>()
  return edges.map((edge) => {
    const pair = [edge.from, edge.to].sort().join('\n')
    const lane = seen.get(pair) ?? 0
    seen.set(pair, lane + 1)
    return { edge, lane }
  })
}

function placeEdge(edge: GraphEdge, nodes: readonly PlacedNode[], lane: number): PlacedEdge {
  const at = (name: string) => nodes.find((node) => node.name === name) ?? { x: 0, y: 0 }
  const [from, to] = [at(edge.from), at(edge.to)]
  const shift = lane * 18
  if (to.x <= from.x) return backwards(edge, { from, to, shift })
  const start = [from.x + boxWidth, from.y + 22 + shift] as const
  const end = [to.x - 2, to.y + 22 + shift] as const
  const middle = (start[0] + end[0]) / 2
  const arrow = `M${end[0] - 7} ${end[1] - 4}L${end[0]} ${end[1]}L${end[0] - 7} ${end[1] + 4}`
  return {
    ...edge,
    path: `M${start[0]} ${start[1]}C${middle} ${start[1]} ${middle} ${end[1]} ${end[0]} ${end[1]}${arrow}`,
    labelAt: [middle, (start[1] + end[1]) / 2 - 7],
  }
}

interface Ends {
  readonly from: { readonly x: number; readonly y: number }
  readonly to: { readonly x: number; readonly y: number }
  readonly shift: number
}

/** Below the boxes, from right to left or within a column. */
function backwards(edge: GraphEdge, { from, to, shift }: Ends): PlacedEdge {
  const start = [from.x + boxWidth / 2 + shift, from.y + boxHeight] as const
  const end = [to.x + boxWidth / 2 - shift, to.y + boxHeight + 2] as const
  const low = Math.max(start[1], end[1]) + rowGap - 4
  const arrow = `M${end[0] - 4} ${end[1] + 7}L${end[0]} ${end[1]}L${end[0] + 4} ${end[1] + 7}`
  return {
    ...edge,
    path: `M${start[0]} ${start[1]}C${start[0]} ${low} ${end[0]} ${low} ${end[0]} ${end[1]}${arrow}`,
    labelAt: [(start[0] + end[0]) / 2, low - 4],
  }
}
