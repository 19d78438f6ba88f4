import type { Node, Program } from 'oxc-parser'
import { literalSite, type Module, siteOf, textOf } from './module.ts'

/** Rewrites a whole module. */
export function rewriteProgram(module: Module, program: Program): string {
  return rewrite(module, program)
}

function rewrite(module: Module, node: Node): string {
  switch (node.type) {
    case 'ObjectExpression':
    case 'ArrayExpression':
      return fixedLiteral(module, node) ?? copy(module, node)
    default:
      return node.type.startsWith('TSType') ? textOf(module, node) : copy(module, node)
  }
}

function fixedLiteral(module: Module, node: Node): string | undefined {
  const members: (string | number)[] = []
  if (node.type === 'ObjectExpression') {
    for (const property of node.properties) {
      if (property.type !== 'Property' || property.computed) continue
      const name =
        property.key.type === 'Identifier'
          ? property.key.name
          : String((property.key as { value?: unknown }).value)
      members.push(name, valueSite(module, property.value), siteOf(module, property.key))
    }
  } else if (node.type === 'ArrayExpression') {
    for (const [index, element] of node.elements.entries()) {
      if (element?.type === 'SpreadElement') return undefined
      if (element) members.push(index, valueSite(module, element), 0)
    }
  } else return undefined
  const name = `$d${module.nextName++}`
  module.header.push(`const ${name} = $.describe(${siteOf(module, node)}, ${JSON.stringify(members)})`)
  return `$.fixed(${name}, ${copy(module, node)})`
}

function valueSite(module: Module, node: Node): number {
  return node.type === 'Literal' ? literalSite(module, node, node.value) : 0
}

function copy(module: Module, node: Node): string {
  let text = ''
  let end = node.start
  for (const child of childrenOf(node)) {
    if (child.start < end) continue
    text += module.source.text.slice(end, child.start) + rewrite(module, child)
    end = child.end
  }
  return text + module.source.text.slice(end, node.end)
}

function childrenOf(node: Node): Node[] {
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
