import type { Node } from 'oxc-parser'
import type { Module } from './module.ts'

/** The text of a node with some of its descendants replaced by `rewritten`; the rest stays as the author wrote it. */
export function copyWith(module: Module, node: Node, children: readonly (readonly [Node, string])[]): string {
  const { text } = module.source
  let copied = ''
  let end = node.start
  for (const [child, rewritten] of [...children].sort(([a], [b]) => a.start - b.start)) {
    if (child.start < end) continue
    copied += text.slice(end, child.start) + rewritten
    end = child.end
  }
  return copied + text.slice(end, node.end)
}

/** The nodes right below a node, in the order of the source. */
export function childrenOf(node: Node): Node[] {
  const children: Node[] = []
  for (const value of Object.values(node)) {
    if (Array.isArray(value)) children.push(...value.filter(isNode))
    else if (isNode(value)) children.push(value)
  }
  return children.sort((a, b) => a.start - b.start)
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value
}
