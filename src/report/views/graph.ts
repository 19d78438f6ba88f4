import { type Child, type Element, element } from '../element.ts'
import type { Graph, GraphNode } from '../report.ts'
import { boxHeight, boxWidth, layOut, type PlacedEdge, type PlacedNode } from './graph-layout.ts'

/** Components and channels, the changed ones standing out; each component leads to its changes. */
export function graphView(graph: Graph): Element {
  const { nodes, edges, width, height } = layOut(graph)
  return element('section', { class: 'map', 'aria-labelledby': 'map' }, [
    element('h2', { id: 'map' }, ['What changes where']),
    element(
      'div',
      { class: 'canvas', tabindex: '0', role: 'group', 'aria-label': 'Components and channels' },
      [
        element(
          'svg',
          {
            viewBox: `0 0 ${width} ${height}`,
            width: String(width),
            height: String(height),
            'aria-labelledby': 'map-text',
          },
          [
            element('title', { id: 'map-text' }, [describe(graph)]),
            ...edges.flatMap(edgeView),
            ...nodes.map(nodeView),
          ],
        ),
      ],
    ),
  ])
}

/** The same in words, for those who do not see it. */
function describe({ nodes, edges }: Graph): string {
  return [
    ...nodes.map((node) => `${node.name}: ${changeText(node)}`),
    ...edges.map(
      ({ from, to, label, isChanged }) => `${from} to ${to}: ${label}${isChanged ? ', changed' : ''}`,
    ),
  ].join('; ')
}

function changeText({ changes, effect }: GraphNode): string {
  if (changes === 0) return 'unchanged'
  const what = changes === 1 ? '1 change' : `${changes} changes`
  return effect === 'restart' ? `${what}, restart` : what
}

function nodeView(node: PlacedNode): Element {
  const { name, changes, effect, x, y } = node
  const tone = changes === 0 ? 'same' : effect
  const box: Child[] = [
    element('rect', {
      x: String(x),
      y: String(y),
      width: String(boxWidth),
      height: String(boxHeight),
      rx: '8',
    }),
    line(shortened(name), [x + 14, y + 25], 'name'),
    ' ',
    line(changeText(node), [x + 14, y + 45], 'what'),
  ]
  if (changes === 0) return element('g', { class: `node ${tone}` }, box)
  return element(
    'a',
    { class: `node ${tone}`, href: '#changes', 'data-name': 'component', 'data-value': name },
    box,
  )
}

function edgeView({ path, label, labelAt, isChanged }: PlacedEdge): Element[] {
  const tone = isChanged ? 'edge changed' : 'edge'
  return [
    element('path', { class: tone, d: path }),
    element('text', { class: tone, x: String(labelAt[0]), y: String(labelAt[1]), 'text-anchor': 'middle' }, [
      label,
    ]),
  ]
}

function line(text: string, [x, y]: readonly [number, number], className: string): Element {
  return element('text', { class: className, x: String(x), y: String(y) }, [text])
}

function shortened(name: string): string {
  return name.length > 20 ? `${name.slice(0, 19)}…` : name
}
