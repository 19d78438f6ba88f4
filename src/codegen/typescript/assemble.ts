import { Project } from 'ts-morph'
import { type Declaration, referredTypes } from './declaration.ts'
import { findTwins, type Pair } from './find-twins.ts'
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
  const aliases = [{ complete: names.root, input: names.rootInput }, ...referredPairs(names)].filter(
    ({ input }) => twins.has(standIns.get(input) ?? input),
  )
  written.push(...aliases.map((pair) => aliasOf(written, pair)))
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
function aliasOf(written: readonly Written[], { complete, input }: Pair): Written {
  const text = written.find(({ name }) => name === complete)?.text ?? ''
  const [comment = ''] = /^\/\*\*.*?\*\/\n/s.exec(text) ?? []
  return { name: input, text: `${comment}export type ${input} = ${complete}` }
}

/** Definitions that other files import, under both names whether they differ or not. */
function referredPairs({ referred, definitions, definitionInputs }: TypeNames): Pair[] {
  return referred.flatMap((name) => {
    const [complete, input] = [definitions.get(name), definitionInputs.get(name)]
    return complete === undefined || input === undefined ? [] : [{ complete, input }]
  })
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

function importsOf(names: TypeNames, referred: ReadonlySet<string>): string[] {
  const { imports } = names
  const used = importable.filter((name) => referred.has(imports[name]))
  const clauses = used.map((name) => (imports[name] === name ? name : `${name} as ${imports[name]}`))
  const library = used.length === 0 ? [] : [`import type { ${clauses.join(', ')} } from 'appia'`]
  return [[...library, ...sharedImports(names, referred)].join('\n')].filter((text) => text !== '')
}

function sharedImports({ shared }: TypeNames, referred: ReadonlySet<string>): string[] {
  const clauses = new Map<string, string[]>()
  for (const { module, complete, input } of shared.values()) {
    for (const { name, here } of [complete, input]) {
      if (!referred.has(here)) continue
      const clause = name === here ? name : `${name} as ${here}`
      clauses.set(module, [...(clauses.get(module) ?? []), clause])
    }
  }
  return [...clauses]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([module, list]) => `import type { ${list.sort().join(', ')} } from '${module}'`)
}
