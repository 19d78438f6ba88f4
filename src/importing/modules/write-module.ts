import { canonicalJson, configKey, isSecretReference, type JsonValue } from '../../model/index.ts'
import type { DocumentName } from '../documents/name-documents.ts'
import type { SplitDocument } from '../documents/split-environments.ts'
import type { SourceDocument } from '../read/source-document.ts'
import { textLiteral } from './literals.ts'
import { commentLine, printValue } from './print-value.ts'

/** The type of what an author writes, and the file that has it. */
export interface InputType {
  readonly name: string
  readonly file: string
}

/** What a module exports for one environment. */
export interface ModuleOverride {
  readonly environment: string
  readonly variable: string
}

/** A component's module: the document, and below it what is otherwise in each environment. */
export function writeModule(
  { name, variable, key }: DocumentName,
  { from, base, patches }: SplitDocument,
  type: InputType,
): { readonly text: string; readonly overrides: readonly ModuleOverride[] } {
  const overrides = patches.map(({ environment, patch }) => {
    return { environment, patch, variable: overrideName(variable, environment) }
  })
  const above = (base.comments.get('')?.above ?? []).map((line) => `${commentLine(line)}\n`).join('')
  const opening = `export const ${variable} = component<${type.name}>(`
  const blocks = [
    `/** From ${docText(from)}. */\n${above}${opening}${argumentsText(base, { name, key, opening })})\n`,
    ...overrides.map(({ environment, patch, variable: own }) => {
      const start = `export const ${own} = override(${variable}, `
      return `/** In ${docText(environment)}. */\n${start}${printValue(withoutTop(patch), '', start.length)})\n`
    }),
  ]
  const all: readonly JsonValue[] = [base.value, ...overrides.map(({ patch }) => patch.value)]
  const imported = [
    'component',
    ...(overrides.length > 0 ? ['override'] : []),
    ...(overrides.some(({ patch }) => patch.elements.size > 0) ? ['patchElements'] : []),
    ...(all.some(hasSecret) ? ['secret'] : []),
  ]
  const head = [
    `import { ${imported.join(', ')} } from 'appia'`,
    `import type { ${type.name} } from ${textLiteral(`../${type.file}`)}`,
  ]
  return {
    text: `${head.join('\n')}\n\n${blocks.join('\n')}`,
    overrides: overrides.map(({ environment, variable: own }) => ({ environment, variable: own })),
  }
}

/** What `component` is given; with options, a line each. */
function argumentsText(
  base: SourceDocument,
  { name, key, opening }: { readonly name: string; readonly key: string; readonly opening: string },
): string {
  const lead = `${textLiteral(name)}, `
  const options = [...(key === configKey(name) ? [] : [`key: ${textLiteral(key)}`]), ...formatOptions(base)]
  if (options.length === 0) return `${lead}${printValue(base, '', opening.length + lead.length)}`
  const lines = [textLiteral(name), printValue(base, '  ', 2), `{ ${options.join(', ')} }`]
  return `\n${lines.map((line) => `  ${line},\n`).join('')}`
}

/** `format: 'yaml'`, where it is not what one would assume. */
function formatOptions({ format }: SourceDocument): string[] {
  if (format === undefined) return []
  return [format === 'pretty-json' ? "layout: 'pretty'" : `format: ${textLiteral(format)}`]
}

/** A module of documents that share a schema, a key each. */
export function writeFamily(
  { name, variable }: DocumentName,
  documents: readonly SplitDocument[],
  type: InputType,
): string {
  const make = `${variable}At`
  const lines = documents.map(({ key, base }) => {
    const lead = `  ${make}(${textLiteral(key)}, `
    const above = (base.comments.get('')?.above ?? []).map((line) => `  ${commentLine(line)}\n`).join('')
    return `${above}${lead}${printValue(base, '  ', lead.length)}),\n`
  })
  const imported = documents.some(({ base }) => hasSecret(base.value)) ? 'entry, secret' : 'entry'
  const names = `component: ${textLiteral(name)}, schema: ${textLiteral(name)}`
  const formats = formatOptions((documents[0] as SplitDocument).base)
    .map((each) => `, ${each}`)
    .join('')
  return `import { ${imported} } from 'appia'
import type { ${type.name} } from ${textLiteral(`../${type.file}`)}

/** One of the documents that share schemas/${name}.schema.json. */
const ${make} = (key: string, value: ${type.name}) =>
  entry({ key, ${names}, value${formats} })

export const ${variable} = [
${lines.join('')}]
`
}

function overrideName(variable: string, environment: string): string {
  const words = environment.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')
  return `${variable}In${words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')}`
}

/** Comments that stand above the whole document stand above the component already. */
function withoutTop<Document extends SourceDocument>(document: Document): Document {
  return { ...document, comments: new Map([...document.comments].filter(([pointer]) => pointer !== '')) }
}

function docText(text: string): string {
  return text.replaceAll('*/', '*\\/').replace(/[\r\n\u2028\u2029]+/g, ' ')
}

function hasSecret(value: JsonValue): boolean {
  if (typeof value !== 'object' || value === null) return false
  return (
    isSecretReference(value) ||
    (canonicalJson(value).includes('$secret') && Object.values(value).some(hasSecret))
  )
}
