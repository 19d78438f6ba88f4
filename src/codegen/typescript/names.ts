import { isJsonObject } from '../../model/index.ts'
import type { Schema } from '../../schema/index.ts'

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
}

/** `output_socket` → `OutputSocket`, `5g` → `_5g`, `设置` → `设置`: always an identifier. */
export function typeName(name: string): string {
  const words = name.split(/[^\p{ID_Continue}$]|_/u).filter((word) => word !== '')
  const joined = words.map(capitalize).join('')
  return /^[\p{ID_Start}$]/u.test(joined) ? joined : `_${joined}`
}

/** The type of what an author writes, in the typings of the schema of that name. */
export function inputTypeName(schema: string): string {
  return `${typeName(schema)}Input`
}

/** Names for the typings of a schema; those of definitions give way to the root's and the imports'. */
export function nameTypes(schema: Schema): TypeNames {
  const root = typeName(schema.name)
  const rootInput = inputTypeName(schema.name)
  const taken = new Set([root, rootInput])
  const imports = Object.fromEntries(
    importable.map((name) => [name, claim(taken, [name, `Appia${name}`])]),
  ) as Record<Importable, string>
  const definitions = schema.document.$defs
  const names = isJsonObject(definitions) ? Object.keys(definitions) : []
  const claimed = new Map(
    names.map((name) => [name, claim(taken, [typeName(name), `${typeName(name)}Definition`])]),
  )
  const inputs = [...claimed].map(([name, type]) => [name, claim(taken, [`${type}Input`])] as const)
  return { root, rootInput, definitions: claimed, definitionInputs: new Map(inputs), imports }
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
