import type { CallExpression, Node, ObjectLiteralExpression, SourceFile } from 'ts-morph'
import type { JsonValue } from '../../../model/index.ts'
import { splice } from '../../index-file/extend-literal.ts'
import type { EditAtPlace, Uneditable } from '../source-edit.ts'
import { arrangeParts, type Bracketed, slashStyle } from './arrange-parts.ts'
import { arrangedElements, arrangedMembers, withoutPart } from './arranged.ts'
import { printLiteral, printMember, type QuoteStyle, quotedText } from './print-literal.ts'

type Morph = typeof import('ts-morph')

/** A module as it was parsed. */
interface Module {
  readonly morph: Morph
  readonly source: SourceFile
  readonly text: string
}

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
  }
}

/** A module that imports nothing and is given no types. */
export async function parseModule(text: string): Promise<Module> {
  const morph = await import('ts-morph')
  const project = new morph.Project({ useInMemoryFileSystem: true, skipLoadingLibFiles: true })
  return { morph, source: project.createSourceFile('module.ts', text), text }
}

/** The outermost node of a kind that begins at an offset. */
function nodeAt<Kind extends Node>(
  { source }: Module,
  offset: number,
  isKind: (node: Node | undefined) => node is Kind,
): Kind | undefined {
  let found: Kind | undefined
  let node = source.getDescendantAtPos(offset)
  while (node !== undefined && node.getStart() === offset) {
    if (isKind(node)) found = node
    node = node.getParent()
  }
  return found
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

/** Members of an object literal that are there already get another value, the others come behind them. */
function setMembers(
  module: Module,
  literal: ObjectLiteralExpression,
  members: ReadonlyMap<string, JsonValue>,
): string {
  const properties = literal.getProperties()
  const names = properties.map((each) => nameOf(module, each))
  const wanted = arrangedMembers(names, members, printMember)
  return arrangeParts(module.text, bracketed(literal, properties), { wanted, style: slashStyle })
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

/** In the second argument of a call of `override`; what leads to the value is written out as far as it is not there. */
function patchOverride(
  module: Module,
  offset: number,
  { path, value }: { readonly path: readonly string[]; readonly value?: JsonValue },
): string | Uneditable {
  const { Node } = module.morph
  const call = nodeAt(module, offset, Node.isCallExpression)
  const patch = call === undefined ? undefined : patchOf(module, call)
  if (patch === undefined) return { problem: 'it is put together there in code' }
  let literal = patch
  let depth = 0
  for (; depth < path.length - 1; depth++) {
    const inside = memberValue(module, literal, path[depth] as string)
    if (!Node.isObjectLiteralExpression(inside)) break
    literal = inside
  }
  const [name = '', ...rest] = path.slice(depth)
  if (value === undefined) return removeInPatch(module, literal, [name, ...rest])
  return setMembers(module, literal, new Map([[name, nested(rest, value)]]))
}

function patchOf({ morph: { Node } }: Module, call: CallExpression): ObjectLiteralExpression | undefined {
  const [, patch] = call.getArguments()
  return call.getExpression().getText() === 'override' && Node.isObjectLiteralExpression(patch)
    ? patch
    : undefined
}

function removeInPatch(
  module: Module,
  literal: ObjectLiteralExpression,
  [name = '', ...rest]: readonly string[],
): string {
  const properties = literal.getProperties()
  const index = properties.findIndex((each) => nameOf(module, each) === name)
  const text = rest.reduceRight((inner, each) => `{ ${printName(each)}: ${inner} }`, 'remove')
  const print = () => `${printName(name)}: ${text}`
  const wanted = properties.map((_, kept) => (kept === index ? { print, instead: kept } : { kept }))
  return arrangeParts(module.text, bracketed(literal, properties), {
    wanted: index < 0 ? [...wanted, { print }] : wanted,
    style: slashStyle,
  })
}

function printName(name: string): string {
  return printMember(name, 0, '').slice(0, -': 0'.length)
}

function memberValue(module: Module, literal: ObjectLiteralExpression, name: string): Node | undefined {
  const member = literal.getProperties().find((each) => nameOf(module, each) === name)
  return module.morph.Node.isPropertyAssignment(member) ? member.getInitializer() : undefined
}

/** `['b', 'c'], 1` → `{ b: { c: 1 } }` */
function nested(path: readonly string[], value: JsonValue): JsonValue {
  return path.reduceRight<JsonValue>((inner, name) => ({ [name]: inner }), value)
}

/** The name of a member, where it is written out. */
function nameOf({ morph: { Node } }: Module, member: Node): string | undefined {
  if (Node.isShorthandPropertyAssignment(member)) return member.getName()
  if (!Node.isPropertyAssignment(member)) return undefined
  const name = member.getNameNode()
  if (Node.isIdentifier(name)) return name.getText()
  return Node.isStringLiteral(name) || Node.isNumericLiteral(name)
    ? String(name.getLiteralValue())
    : undefined
}

function bracketed(literal: Node, parts: readonly Node[]): Bracketed {
  return {
    start: literal.getStart(),
    end: literal.getEnd(),
    parts: parts.map((each) => ({ start: each.getStart(), end: each.getEnd() })),
  }
}
