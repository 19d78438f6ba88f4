import { appendPointer } from '../model/index.ts'
import { positionAt, type Schema } from '../schema/index.ts'
import type { GeneratedFile } from './generated-file.ts'
import { commentOn } from './ts-comment-on.ts'
import { importable, nameTypes, type TypeNames } from './ts-names.ts'
import { commentText, type TypeText } from './ts-text.ts'
import { isPlain, typeAt } from './ts-type.ts'
import type { TypeWork, Variant } from './ts-work.ts'

/**
 * `generated/ts/<name>.d.ts` of every schema, exporting `<Name>` (the value after defaults), `<Name>Input` (what an
 * author writes) and a type for each definition. The schemas must have passed the lint. A type takes every value that
 * the schema takes.
 */
export function generateTypings(schemas: ReadonlyMap<string, Schema>): GeneratedFile[] {
  const sorted = [...schemas.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
  return sorted.map((schema) => ({ path: `generated/ts/${schema.name}.d.ts`, text: typingsOf(schema) }))
}

function typingsOf(schema: Schema): string {
  const names = nameTypes(schema)
  const varying = varyingDefinitions(schema, names)
  const declarations = [
    declareRoot({ schema, names, varying, variant: 'complete', used: new Set() }),
    declareRoot({ schema, names, varying, variant: 'input', used: new Set() }),
    ...declareDefinitions({ schema, names, varying }),
  ]
  const body = declarations.join('\n\n')
  const header = `// Generated from ${schema.file} by appia generate; do not edit.`
  return [header, ...importsOf(names, body), body, ''].join('\n')
}

function importsOf({ imports }: TypeNames, body: string): string[] {
  const used = importable.filter((name) => new RegExp(`(?<![\\w$.'"])${imports[name]}\\b`).test(body))
  if (used.length === 0) return []
  const clauses = used.map((name) => (imports[name] === name ? name : `${name} as ${imports[name]}`))
  return [`import type { ${clauses.join(', ')} } from 'appia'`, '']
}

function declareRoot(work: TypeWork): string {
  const { schema, names, variant } = work
  const name = variant === 'complete' ? names.root : names.rootInput
  const description = schema.document.description
  const comment = typeof description === 'string' ? description.replaceAll('*/', '*\\/') : ''
  return declare(name, typeAt(work, '', { effect: undefined, types: [] }), comment)
}

type DefinitionWork = Pick<TypeWork, 'schema' | 'names' | 'varying'>

function declareDefinitions({ schema, names, varying }: DefinitionWork): string[] {
  const declared = [...names.definitions].flatMap(([definition, name]) => {
    if (isPlain(positionOf(schema, definition))) return []
    const one = (variant: Variant): string =>
      declareDefinition({ schema, names, varying, variant, used: new Set() }, definition)
    const input = names.definitionInputs.get(definition) ?? name
    const complete = { name, text: one('complete') }
    return varying.has(definition) ? [complete, { name: input, text: one('input') }] : [complete]
  })
  return declared.sort((a, b) => (a.name < b.name ? -1 : 1)).map(({ text }) => text)
}

function declareDefinition(work: TypeWork, definition: string): string {
  const { definitions, definitionInputs } = work.names
  const isInput = work.variant === 'input' && work.varying.has(definition)
  const name = (isInput ? definitionInputs : definitions).get(definition) ?? ''
  const position = positionOf(work.schema, definition)
  const type = typeAt(work, appendPointer('/$defs', definition), { effect: undefined, types: [] })
  return declare(name, type, commentOn(work.schema, position, undefined))
}

function positionOf(schema: Schema, definition: string): ReturnType<typeof positionAt> {
  return positionAt(schema, appendPointer('/$defs', definition))
}

/** An interface where it can be one: its name is what error messages then say. */
function declare(name: string, { text, kind }: TypeText, comment: string): string {
  const isObject = kind === 'single' && text.startsWith('{')
  const gap = text.startsWith('\n') ? '' : ' '
  const declaration = isObject ? `export interface ${name} ${text}` : `export type ${name} =${gap}${text}`
  return `${commentText(comment)}${declaration}`
}

/** Definitions that a default or a quantity makes different for an author, and all that refer to such. */
function varyingDefinitions(schema: Schema, names: TypeNames): Set<string> {
  const written = new Map(
    [...names.definitions.keys()].map((definition) => {
      const used = new Set<string>()
      const work = { schema, names, varying: new Set<string>(), used }
      const [complete, input] = (['complete', 'input'] as const).map((variant) =>
        declareDefinition({ ...work, variant }, definition),
      )
      return [definition, { isVarying: complete !== input, used }] as const
    }),
  )
  const varying = new Set<string>()
  for (let size = -1; size !== varying.size; ) {
    size = varying.size
    for (const [definition, { isVarying, used }] of written) {
      if (isVarying || [...used].some((name) => varying.has(name))) varying.add(definition)
    }
  }
  return varying
}
