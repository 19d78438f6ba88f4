import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Graph } from '../../src/report/index.ts'
import { boxHeight, boxWidth, layOut } from '../../src/report/views/graph-layout.ts'

const graphOf = (names: readonly string[], ends: readonly (readonly [string, string])[]): Graph => ({
  nodes: names.map((name) => ({ name, changes: 0, effect: 'none' })),
  edges: ends.map(([from, to]) => ({ from, to, label: `${from} to ${to}`, isChanged: false })),
})

it('a component stands to the right of those that send to it, one without channels below', () => {
  const { nodes, edges } = layOut(
    graphOf(
      ['a', 'b', 'c', 'lone'],
      [
        ['b', 'c'],
        ['a', 'b'],
        ['a', 'c'],
      ],
    ),
  )
  const at = new Map(nodes.map((node) => [node.name, node]))
  const [a, b, c, lone] = ['a', 'b', 'c', 'lone'].map((name) => at.get(name) ?? expect.fail(name))
  expect(a?.x).toBeLessThan(b?.x ?? 0)
  expect(b?.x).toBeLessThan(c?.x ?? 0)
  expect(lone?.y).toBeGreaterThan(a?.y ?? 0)
  expect(edges).toHaveLength(3)
})

it('a channel to what is not there is left out', () => {
  expect(
    layOut(
      graphOf(
        ['a'],
        [
          ['a', 'gone'],
          ['a', 'a'],
        ],
      ),
    ).edges,
  ).toEqual([])
})

const names = ['a', 'b', 'c', 'd', 'e', 'f']
const anyGraph = fc.record({
  nodes: fc.subarray(names, { minLength: 1 }),
  edges: fc.array(fc.tuple(fc.constantFrom(...names), fc.constantFrom(...names)), { maxLength: 12 }),
})

it('no two boxes overlap, all lie in the picture, and the order of what is given does not matter', () => {
  fc.assert(
    fc.property(anyGraph, ({ nodes, edges }) => {
      const graph = graphOf(nodes, edges)
      const placed = layOut(graph)
      expect(layOut({ ...graph, nodes: [...graph.nodes].reverse() })).toEqual(placed)
      for (const [index, one] of placed.nodes.entries()) {
        expect(one.x + boxWidth).toBeLessThanOrEqual(placed.width)
        expect(one.y + boxHeight).toBeLessThanOrEqual(placed.height)
        for (const other of placed.nodes.slice(index + 1))
          expect(Math.abs(one.x - other.x) >= boxWidth || Math.abs(one.y - other.y) >= boxHeight).toBe(true)
      }
    }),
  )
})
