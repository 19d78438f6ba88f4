import { Project } from 'ts-morph'
import { type Declaration, referredTypes } from './declaration.ts'
import { findTwins } from './find-twins.ts'
import { importable, type TypeNames } from './names.ts'
import { rewriteDeclaration } from './rewrite-declaration.ts'
import { rootStandIn, typeStandIns } from './stand-ins.ts'

/**
 * Imports and declarations of a file from what the library made of a prepared schema: each under its own name, what an
 * author writes only where it differs from what a component gets, the two roots first and the rest by name.
 */
export function assembleTypings(generated: string, names: TypeNames): string {
  const declarations = parseDeclarations(generated)
  const standIns = typeStandIns(names)
  const ownNames = new Map([...standIns].map(([name, standIn]) => [standIn, name]))
  const pairs = pairsOf(names).map(([complete, input]) => ({
    complete: standIns.get(complete) ?? complete,
    input: standIns.get(input) ?? input,
  }))
  const twins = findTwins(declarations, pairs)
  const nameOf = (standIn: string): string => {
    const kept = twins.get(standIn) ?? standIn
    return ownNames.get(kept) ?? kept
  }
  const kept = [...declarations].filter(([standIn]) => !twins.has(standIn))
  const written = kept.map(([standIn, declaration]) => ({
    name: nameOf(standIn),
    text: rewriteDeclaration(declaration, nameOf),
  }))
  if (twins.has(standIns.get(names.rootInput) ?? names.rootInput)) written.push(aliasOfRoot(written, names))
  const order = [names.rootInput, names.root]
  written.sort((a, b) => order.indexOf(b.name) - order.indexOf(a.name) || (a.name < b.name ? -1 : 1))
  const imports = importsOf(names, new Set(kept.flatMap(([, declaration]) => referredTypes(declaration))))
  return [...imports, ...written.map(({ text }) => text)].join('\n\n')
}

interface Written {
  readonly name: string
  readonly text: string
}

/** Where authors write just what a component gets: the other name of it, under the same comment. */
function aliasOfRoot(written: readonly Written[], { root, rootInput }: TypeNames): Written {
  const text = written.find(({ name }) => name === root)?.text ?? ''
  const [comment = ''] = /^\/\*\*.*?\*\/\n/s.exec(text) ?? []
  return { name: rootInput, text: `${comment}export type ${rootInput} = ${root}` }
}

/** What the library declares, by name; without the root that only holds the rest together. */
function parseDeclarations(generated: string): Map<string, Declaration> {
  const project = new Project({ useInMemoryFileSystem: true, compilerOptions: { noLib: true } })
  const file = project.createSourceFile('typings.ts', generated)
  const all = [...file.getInterfaces(), ...file.getTypeAliases()]
  const declarations = new Map<string, Declaration>(all.map((each) => [each.getName(), each]))
  declarations.delete(rootStandIn)
  return declarations
}

/** The names of what a component gets and of what an author writes for it. */
function pairsOf({ root, rootInput, definitions, definitionInputs }: TypeNames): [string, string][] {
  const named = [...definitions].map(([definition, name]): [string, string] => [
    name,
    definitionInputs.get(definition) ?? name,
  ])
  return [[root, rootInput], ...named]
}

function importsOf({ imports }: TypeNames, referred: ReadonlySet<string>): string[] {
  const used = importable.filter((name) => referred.has(imports[name]))
  const clauses = used.map((name) => (imports[name] === name ? name : `${name} as ${imports[name]}`))
  return used.length === 0 ? [] : [`import type { ${clauses.join(', ')} } from 'appia'`]
}
