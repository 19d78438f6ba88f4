import type { Child, Element as Tree } from '../element.ts'

/** The tree as nodes. Texts become text nodes: nothing in them is ever read as HTML. */
export function toDom(tree: Tree): HTMLElement {
  const node = document.createElement(tree.tag)
  for (const [name, value] of Object.entries(tree.attributes))
    if (value !== undefined) node.setAttribute(name, value)
  node.append(...tree.children.map(nodeOf))
  return node
}

function nodeOf(child: Child): Node {
  return typeof child === 'string' ? document.createTextNode(child) : toDom(child)
}
