import { type InterfaceDeclaration, SyntaxKind, type TypeAliasDeclaration } from 'ts-morph'

/** What the library declares. */
export type Declaration = InterfaceDeclaration | TypeAliasDeclaration

/** The names of the types that a declaration refers to. */
export function referredTypes(declaration: Declaration): string[] {
  return declaration
    .getDescendantsOfKind(SyntaxKind.TypeReference)
    .map((reference) => reference.getTypeName().getText())
}
