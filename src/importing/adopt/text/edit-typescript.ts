import type { Node } from 'ts-morph'
import type { JsonValue } from '../../../model/index.ts'
import { splice } from '../../index-file/extend-literal.ts'
import type { EditAtPlace, Uneditable } from '../source-edit.ts'
import { arrangeParts, slashStyle } from './arrange-parts.ts'
import { arrangedElements, withoutPart } from './arranged.ts'
import { bracketed, type Module, nodeAt, parseModule, setMembers } from './module.ts'
import { patchOverride } from './patch-override.ts'
import { printLiteral, type QuoteStyle, quotedText } from './print-literal.ts'

/** Edits a TypeScript module: the literals themselves, and nothing around them. */
export async function editTypeScript(
  text: string,
  offset: number,
  edit: EditAtPlace,
): Promise<string | Uneditable> {
  const module = await parseModule(text)
  switch (edit.kind) {
    case 'replace':
      return replaceLiteral(module, offset, edit.value)
    case 'members': {
      const literal = nodeAt(module, offset, module.morph.Node.isObjectLiteralExpression)
      if (literal === undefined) return { problem: 'no object is written out there' }
      return setMembers(module, literal, edit.members)
    }
    case 'remove':
      return removeMember(module, offset)
    case 'elements': {
      const list = nodeAt(module, offset, module.morph.Node.isArrayLiteralExpression)
      const elements = list?.getElements() ?? []
      const isPlain = elements.every(
        (each) => !module.morph.Node.isSpreadElement(each) && !module.morph.Node.isOmittedExpression(each),
      )
      if (list === undefined || !isPlain || elements.length !== edit.count)
        return { problem: 'the list is put together there from other parts' }
      const wanted = arrangedElements(edit.elements, (value, indent) => printLiteral(value, indent))
      return arrangeParts(text, bracketed(list, elements), { wanted, style: slashStyle })
    }
    case 'patch':
      return patchOverride(module, offset, edit)
    case 'scale':
      return scaleNumber(module, offset, edit)
  }
}

function replaceLiteral(module: Module, offset: number, value: JsonValue): string | Uneditable {
  const isLiteral = (node: Node | undefined): node is Node =>
    node !== undefined && isLiteralNode(module, node)
  const literal = nodeAt(module, offset, isLiteral)
  if (literal === undefined) return { problem: 'no literal is written there' }
  const start = literal.getStart()
  const lineStart = module.text.lastIndexOf('\n', start - 1) + 1
  const indent = /^[ \t]*/.exec(module.text.slice(lineStart))?.[0] ?? ''
  const replacement =
    typeof value === 'string' && typeof literalText(module, literal) === 'string'
      ? quotedText(value, quotesOf(literal.getText()))
      : printLiteral(value, indent, start - lineStart)
  return splice(module.text, [{ start, end: literal.getEnd(), text: replacement }])
}

function isLiteralNode({ morph: { Node } }: Module, node: Node): boolean {
  return (
    Node.isStringLiteral(node) ||
    Node.isNoSubstitutionTemplateLiteral(node) ||
    Node.isNumericLiteral(node) ||
    Node.isTrueLiteral(node) ||
    Node.isFalseLiteral(node) ||
    Node.isNullLiteral(node) ||
    Node.isObjectLiteralExpression(node) ||
    Node.isArrayLiteralExpression(node) ||
    (Node.isPrefixUnaryExpression(node) && Node.isNumericLiteral(node.getOperand()))
  )
}

function literalText({ morph: { Node } }: Module, node: Node): string | undefined {
  const isText = Node.isStringLiteral(node) || Node.isNoSubstitutionTemplateLiteral(node)
  return isText ? node.getLiteralText() : undefined
}

function quotesOf(text: string): QuoteStyle {
  return text.startsWith('`') ? 'template' : text.startsWith('"') ? 'double' : 'single'
}

function removeMember(module: Module, offset: number): string | Uneditable {
  const { Node } = module.morph
  const isMember = (node: Node | undefined): node is Node =>
    Node.isPropertyAssignment(node) || Node.isShorthandPropertyAssignment(node)
  const member = nodeAt(module, offset, isMember)
  const literal = member?.getParent()
  if (member === undefined || !Node.isObjectLiteralExpression(literal))
    return { problem: 'no member of an object is written out there' }
  const properties = literal.getProperties()
  const wanted = withoutPart(
    properties.length,
    properties.findIndex((each) => each.getStart() === offset),
  )
  return arrangeParts(module.text, bracketed(literal, properties), { wanted, style: slashStyle })
}

/** The number in a call such as `seconds(5)`; what it is multiplied with is known by what came out. */
function scaleNumber(
  module: Module,
  offset: number,
  { from, to }: { readonly from: number; readonly to: number },
): string | Uneditable {
  const { Node } = module.morph
  const literal = nodeAt(module, offset, Node.isNumericLiteral)
  const call = literal?.getParent()
  const isHelper = Node.isCallExpression(call) && call.getArguments().length === 1
  const given = Number(literal?.getLiteralValue())
  if (literal === undefined || !isHelper || given === 0) return { problem: 'it is computed there' }
  const factor = from / given
  const number = to / factor
  if (!Number.isFinite(number) || number * factor !== to || number < 0)
    return { problem: `no number in ${call.getText()} gives what is live` }
  const text = printLiteral(number, '')
  return splice(module.text, [{ start: literal.getStart(), end: literal.getEnd(), text }])
}
