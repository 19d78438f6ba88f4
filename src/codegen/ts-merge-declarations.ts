import type { InterfaceDeclaration, SourceFile, TypeAliasDeclaration } from 'ts-morph'

/** Declarations of one variant; `name` is that of the root type. */
export interface DeclarationText {
  readonly name: string
  readonly text: string
}

/**
 * One file's declarations from those of both variants: everything readonly, what is the same in both once, the rest of
 * the input's under `…Input`, only the two roots exported.
 */
export async function mergeDeclarations(variants: {
  readonly complete: DeclarationText
  readonly input: DeclarationText
}): Promise<string> {
  const { Project, SyntaxKind } = await import('ts-morph')
  const project = new Project({ useInMemoryFileSystem: true, compilerOptions: { noLib: true } })
  const complete = project.createSourceFile('complete.ts', variants.complete.text)
  const input = project.createSourceFile('input.ts', variants.input.text)
  for (const file of [complete, input]) makeReadonly(file, SyntaxKind)
  const shared = sharedNames(complete, input)
  renameOthers(input, { shared, root: variants.input.name, taken: namesOf(complete) })
  const roots = [variants.complete.name, variants.input.name]
  const others = declarationsOf(input).filter((each) => !shared.has(each.getName()))
  const all = [...declarationsOf(complete), ...others].sort(
    (a, b) => rootOrder(roots, a) - rootOrder(roots, b) || (a.getName() < b.getName() ? -1 : 1),
  )
  for (const each of all) each.setIsExported(roots.includes(each.getName()))
  return all.map((each) => each.getFullText().trim()).join('\n\n')
}

type Declaration = InterfaceDeclaration | TypeAliasDeclaration
type Kinds = typeof import('ts-morph').SyntaxKind

/** All edits at once on the text: one edit of ts-morph's takes a parse of the whole file. */
function makeReadonly(file: SourceFile, kinds: Kinds): void {
  const insertions: { readonly at: number; readonly text: string }[] = []
  for (const kind of [kinds.PropertySignature, kinds.IndexSignature]) {
    for (const member of file.getDescendantsOfKind(kind))
      insertions.push({ at: member.getStart(), text: 'readonly ' })
  }
  for (const kind of [kinds.ArrayType, kinds.TupleType]) {
    for (const list of file.getDescendantsOfKind(kind)) {
      const isElement = list.getParent()?.getKind() === kinds.ArrayType
      insertions.push({ at: list.getStart(), text: isElement ? '(readonly ' : 'readonly ' })
      if (isElement) insertions.push({ at: list.getEnd(), text: ')' })
    }
  }
  let text = file.getFullText()
  // Of those at one place the innermost first, as each goes before what is there.
  for (const { at, text: inserted } of insertions.reverse().sort((a, b) => b.at - a.at)) {
    text = text.slice(0, at) + inserted + text.slice(at)
  }
  file.replaceWithText(tidyComments(text))
}

/** Without the tags of tuples, whose type says it; a comment of one line on one line. */
function tidyComments(text: string): string {
  return text
    .replace(/(?:\n\s*\*)?\n\s*\* @minItems \d+(?:\n\s*\* @maxItems \d+)?/g, '')
    .replace(/\/\*\*\n\s*\* (.*)\n\s*\*\//g, '/** $1 */')
}

/** Names whose declarations are the same in both files, and refer to nothing that differs. */
function sharedNames(complete: SourceFile, input: SourceFile): Set<string> {
  const texts = new Map(declarationsOf(complete).map((each) => [each.getName(), each.getText()]))
  const same = declarationsOf(input).filter((each) => texts.get(each.getName()) === each.getText())
  const shared = new Set(same.map((each) => each.getName()))
  const declared = namesOf(input)
  for (let size = -1; size !== shared.size; ) {
    size = shared.size
    for (const each of same) {
      const refersToOther = referencesOf(each).some((name) => declared.has(name) && !shared.has(name))
      if (refersToOther) shared.delete(each.getName())
    }
  }
  return shared
}

function renameOthers(
  input: SourceFile,
  { shared, root, taken }: { shared: ReadonlySet<string>; root: string; taken: ReadonlySet<string> },
): void {
  const used = new Set([...taken, ...namesOf(input)])
  for (const each of declarationsOf(input)) {
    const name = each.getName()
    if (name === root || shared.has(name)) continue
    let renamed = `${name}Input`
    while (used.has(renamed)) renamed += '_'
    used.add(renamed)
    each.rename(renamed)
  }
}

function declarationsOf(file: SourceFile): Declaration[] {
  return [...file.getInterfaces(), ...file.getTypeAliases()]
}

function namesOf(file: SourceFile): Set<string> {
  return new Set(declarationsOf(file).map((each) => each.getName()))
}

function referencesOf(declaration: Declaration): string[] {
  return declaration.getText().match(/[A-Za-z_$][\w$]*/g) ?? []
}

function rootOrder(roots: readonly string[], declaration: Declaration): number {
  const index = roots.indexOf(declaration.getName())
  return index < 0 ? roots.length : index
}
