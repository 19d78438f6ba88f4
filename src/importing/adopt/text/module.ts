import type { Node, ObjectLiteralExpression, SourceFile } from 'ts-morph'
import type { JsonValue } from '../../../model/index.ts'
import { arrangeParts, type Bracketed, slashStyle } from './arrange-parts.ts'
import { arrangedMembers } from './arranged.ts'
import { printMember } from './print-literal.ts'

type Morph = typeof import('ts-morph')

/** A module as it was parsed. */
export interface Module {
  readonly morph: Morph
  readonly source: SourceFile
  readonly text: string
}

/** A module that imports nothing and is given no types. */
export async function parseModule(text: string): Promise<Module> {
  const morph = await import('ts-morph')
  const project = new morph.Project({ useInMemoryFileSystem: true, skipLoadingLibFiles: true })
  return { morph, source: project.createSourceFile('module.ts', text), text }
}

/** The outermost node of a kind that begins at an offset. */
export function nodeAt<Kind extends Node>(
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

/** Members of an object literal that are there already get another value, the others come behind them. */
export function setMembers(
  module: Module,
  literal: ObjectLiteralExpression,
  members: ReadonlyMap<string, JsonValue>,
): string {
  const properties = literal.getProperties()
  const names = properties.map((each) => nameOf(module, each))
  const wanted = arrangedMembers(names, members, printMember)
  return arrangeParts(module.text, bracketed(literal, properties), { wanted, style: slashStyle })
}

/** The name of a member, where it is written out. */
export function nameOf({ morph: { Node } }: Module, member: Node): string | undefined {
  if (Node.isShorthandPropertyAssignment(member)) return member.getName()
  if (!Node.isPropertyAssignment(member)) return undefined
  const name = member.getNameNode()
  if (Node.isIdentifier(name)) return name.getText()
  return Node.isStringLiteral(name) || Node.isNumericLiteral(name)
    ? String(name.getLiteralValue())
    : undefined
}

export function bracketed(literal: Node, parts: readonly Node[]): Bracketed {
  return {
    start: literal.getStart(),
    end: literal.getEnd(),
    parts: parts.map((each) => ({ start: each.getStart(), end: each.getEnd() })),
  }
}
