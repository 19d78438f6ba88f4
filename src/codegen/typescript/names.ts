import { decodePointer, isJsonObject } from '../../model/index.ts'
import type { Schema } from '../../schema/index.ts'
import { plainName, relativeModule, type SchemaFiles, sharedPlaces } from '../shared-definitions.ts'

/** What typings import from the library. */
export const importable = ['Quantity', 'SecretReference'] as const
type Importable = (typeof importable)[number]

/** The names that the typings of one schema declare and use; no two are the same. */
export interface TypeNames {
  /** The value after defaults. */
  readonly root: string
  /** What an author writes. */
  readonly rootInput: string
  /** By the name of a definition. */
  readonly definitions: ReadonlyMap<string, string>
  readonly definitionInputs: ReadonlyMap<string, string>
  /** What an import is called here: its own name, unless the root has it. */
  readonly imports: Readonly<Record<Importable, string>>
  /** By the name of a definition that stands in another file, its types there. */
  readonly shared: ReadonlyMap<string, SharedType>
  /** Definitions that other files refer to. */
  readonly referred: readonly string[]
}

/** A type of another file, in both variants: what it is called there, and here. */
interface SharedType {
  readonly module: string
  readonly complete: { readonly name: string; readonly here: string }
  readonly input: { readonly name: string; readonly here: string }
}

/** `output_socket` → `OutputSocket`, `5g` → `_5g`, `设置` → `设置`: always an identifier. */
export function typeName(name: string): string {
  const words = name.split(/[^\p{ID_Continue}$]|_/u).filter((word) => word !== '')
  const joined = words.map(capitalize).join('')
  return /^[\p{ID_Start}$]/u.test(joined) ? joined : `_${joined}`
}

/** The type of what an author writes, in the typings of the schema of that name. */
export function inputTypeName(schema: string): string {
  return `${typeName(plainName({ name: schema }))}Input`
}

/** Names for the typings of a schema; those of definitions give way to the root's and the imports'. */
export function nameTypes(schema: Schema, files: SchemaFiles): TypeNames {
  const root = typeName(plainName(schema))
  const rootInput = inputTypeName(schema.name)
  const taken = new Set([root, rootInput])
  const imports = Object.fromEntries(
    importable.map((name) => [name, claim(taken, [name, `Appia${name}`])]),
  ) as Record<Importable, string>
  const definitions = schema.document.$defs
  const known = namesOfParts(schema, files)
  const names = (isJsonObject(definitions) ? Object.keys(definitions) : []).filter((name) => !known.has(name))
  const claimed = new Map(
    names.map((name) => [name, claim(taken, [typeName(name), `${typeName(name)}Definition`])]),
  )
  const inputs = [...claimed].map(([name, type]) => [name, claim(taken, [`${type}Input`])] as const)
  const shared = new Map(
    [...known].map(([name, { module, complete, input }]): [string, SharedType] => [
      name,
      { module, complete: called(taken, complete), input: called(taken, input) },
    ]),
  )
  const referred = sharedPlaces(files, schema).flatMap((at) => definitionAt(at) ?? [])
  return {
    root,
    rootInput,
    definitions: claimed,
    definitionInputs: new Map(inputs),
    imports,
    shared,
    referred,
  }
}

function called(taken: Set<string>, name: string): { name: string; here: string } {
  return { name, here: claim(taken, [name, `Shared${name}`]) }
}

interface NamesThere {
  readonly module: string
  readonly complete: string
  readonly input: string
}

/** By the name of a definition, what its types are called in the file that it comes from. */
function namesOfParts(schema: Schema, files: SchemaFiles): Map<string, NamesThere> {
  const found = new Map<string, NamesThere>()
  for (const { pointer, file, at } of schema.parts ?? []) {
    const holder = files.get(file)
    const definition = definitionAt(at)
    if (holder === undefined || (at !== '' && definition === undefined)) continue
    const there = nameTypes(holder, files)
    const complete = definition === undefined ? there.root : there.definitions.get(definition)
    const input = definition === undefined ? there.rootInput : there.definitionInputs.get(definition)
    const module = relativeModule(`${schema.name}.d.ts`, `${holder.name}.d.ts`)
    const name = definitionAt(pointer)
    if (complete && input && name !== undefined) found.set(name, { module, complete, input })
  }
  return found
}

/** `/$defs/port` → `port`; undefined for the root, and deeper. */
function definitionAt(pointer: string): string | undefined {
  const [keyword, name, ...more] = decodePointer(pointer)
  return keyword === '$defs' && more.length === 0 ? name : undefined
}

/** The first name that nobody has; where all are taken, the last with a number. */
function claim(taken: Set<string>, candidates: readonly string[]): string {
  let name = candidates.find((each) => !taken.has(each))
  for (let number = 2; name === undefined; number++) {
    const numbered = `${candidates.at(-1)}${number}`
    if (!taken.has(numbered)) name = numbered
  }
  taken.add(name)
  return name
}

function capitalize(word: string): string {
  const [first = '', ...rest] = word
  return first.toUpperCase() + rest.join('')
}
