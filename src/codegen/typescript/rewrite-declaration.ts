import { type JSDocableNode, Node, type PropertyName } from 'ts-morph'
import type { Declaration } from './declaration.ts'
import { memberOf } from './stand-ins.ts'

/** A declaration as it stands in the file: everything readonly, under the names that the stand-ins stand for. */
export function rewriteDeclaration(declaration: Declaration, nameOf: (standIn: string) => string): string {
  const edits = [declaration, ...declaration.forEachDescendantAsArray()].flatMap((node) =>
    editsOn(node, nameOf),
  )
  const text = declaration.getSourceFile().getFullText()
  let at = declaration.getStart(true)
  let rewritten = ''
  // Of those at one place the outermost first, as they were found. One edit of ts-morph's takes a parse of all.
  for (const edit of edits.sort((a, b) => a.start - b.start)) {
    rewritten += text.slice(at, edit.start) + edit.text
    at = edit.end
  }
  return rewritten + text.slice(at, declaration.getEnd())
}

interface Edit {
  readonly start: number
  readonly end: number
  readonly text: string
}

function editsOn(node: Node, nameOf: (standIn: string) => string): Edit[] {
  if (Node.isPropertySignature(node)) {
    return [
      ...tidyComments(node),
      insertion(node.getStart(), 'readonly '),
      replacement(node.getNameNode(), memberText(node.getNameNode())),
    ]
  }
  if (Node.isIndexSignatureDeclaration(node)) {
    return [
      ...tidyComments(node),
      insertion(node.getStart(), 'readonly '),
      replacement(node.getKeyNameNode(), 'name'),
    ]
  }
  if (Node.isInterfaceDeclaration(node) || Node.isTypeAliasDeclaration(node)) {
    return [...tidyComments(node), replacement(node.getNameNode(), nameOf(node.getName()))]
  }
  if (Node.isTypeReference(node)) {
    const name = node.getTypeName()
    return [replacement(name, nameOf(name.getText()))]
  }
  return Node.isArrayTypeNode(node) || Node.isTupleTypeNode(node) ? readonlyList(node) : []
}

function readonlyList(node: Node): Edit[] {
  const parent = node.getParent()
  // The rest of a tuple is as readonly as the tuple.
  if (Node.isRestTypeNode(parent)) return []
  if (!Node.isArrayTypeNode(parent)) return [insertion(node.getStart(), 'readonly ')]
  return [insertion(node.getStart(), '(readonly '), insertion(node.getEnd(), ')')]
}

/** `name`, `'a-b'`, `` [name: `x-${string}`] `` */
function memberText(written: PropertyName): string {
  const text = written.getText()
  const standIn = Node.isStringLiteral(written) ? written.getLiteralValue() : text
  const member = memberOf(standIn)
  if ('prefix' in member) return `[name: \`${member.prefix}\${string}\`]`
  if (/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(member.name)) return member.name
  return member.name === standIn ? text : text.replace('$', '')
}

/** A comment of one line on one line. */
function tidyComments(node: JSDocableNode): Edit[] {
  return node.getJsDocs().map((comment) => {
    const text = comment.getText().replace(/[ \t]+$/gm, '')
    return replacement(comment, text.replace(/^\/\*\*\n\s*\* (.*)\n\s*\*\/$/, '/** $1 */'))
  })
}

function insertion(at: number, text: string): Edit {
  return { start: at, end: at, text }
}

function replacement(node: Node, text: string): Edit {
  return { start: node.getStart(), end: node.getEnd(), text }
}
