import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5'

type Node = DefaultTreeAdapterTypes.ChildNode
type Parent = DefaultTreeAdapterTypes.DocumentFragment | DefaultTreeAdapterTypes.Element

/** What a forge makes of Markdown, before it cleans it: raw HTML is taken as it is, addresses become links. */
export function rendered(markdown: string): DefaultTreeAdapterTypes.DocumentFragment {
  const html = micromark(markdown, {
    allowDangerousHtml: true,
    allowDangerousProtocol: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  })
  return parseFragment(html)
}

/** The elements and all text that is ours: code without what is in it, links without where they lead. */
export function skeletonOf(node: Node | Parent): string {
  if (node.nodeName === '#text') return (node as DefaultTreeAdapterTypes.TextNode).value
  if (node.nodeName === '#comment') return '<!---->'
  const name = node.nodeName === '#document-fragment' ? '' : node.nodeName
  const attributes = 'attrs' in node ? node.attrs.map(({ name }) => name).join(' ') : ''
  const inner = name === 'code' ? '' : (node as Parent).childNodes.map(skeletonOf).join('')
  return `<${name} ${attributes}>${inner}</${name}>`
}

/** All elements of a name, in order. */
export function elements(node: Node | Parent, name: string): DefaultTreeAdapterTypes.Element[] {
  const children = 'childNodes' in node ? node.childNodes : []
  const below = children.flatMap((child) => elements(child, name))
  return node.nodeName === name ? [node as DefaultTreeAdapterTypes.Element, ...below] : below
}

/** All text in a node. */
export function textOf(node: Node | Parent): string {
  if (node.nodeName === '#text') return (node as DefaultTreeAdapterTypes.TextNode).value
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : ''
}

/** The cells of each row of each table but its head. */
export function cellsOf(markdown: string): string[][] {
  return elements(rendered(markdown), 'tr')
    .map((row) => elements(row, 'td').map(textOf))
    .filter((cells) => cells.length > 0)
}
