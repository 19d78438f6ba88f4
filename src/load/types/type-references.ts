import type { Diagnostic } from '../../model/index.ts'
import { syntaxError } from '../instrument/instrument-module.ts'
import { sourceText } from '../sites.ts'

/** What a source makes the compiler look for. */
export interface TypeReference {
  readonly kind: 'import' | 'path' | 'types'
  readonly name: string
  readonly start: number
  readonly end: number
}

export interface FoundReferences {
  readonly references: readonly TypeReference[]
  /** Why it could not be parsed: then nobody knows what it refers to. */
  readonly diagnostics: readonly Diagnostic[]
}

/** Everything in a TypeScript source by which the compiler opens another file: imports of any kind, and `/// <reference>`. */
export async function typeReferences(file: string, raw: string): Promise<FoundReferences> {
  const { parseSync } = await import('oxc-parser')
  const source = sourceText(file, raw)
  const { errors, program, comments } = parseSync(file, source.text, {
    lang: languageOf(file),
    sourceType: 'module',
  })
  const diagnostics = errors.map((error) => syntaxError(source, error))
  const references: TypeReference[] = comments.flatMap(({ value, start, end }) => {
    const [, kind, , name] = /^\/\s*<reference\s[^>]*?\b(path|types)\s*=\s*(["'])(.*?)\2/.exec(value) ?? []
    return (kind === 'path' || kind === 'types') && name !== undefined ? [{ kind, name, start, end }] : []
  })
  visit(program, references)
  return { references, diagnostics }
}

/** How a file is parsed. */
export function languageOf(file: string): 'dts' | 'ts' {
  return /\.d\.[mc]?ts$/.test(file) ? 'dts' : 'ts'
}

/** Nodes that name a module, and where. */
const namedIn: Readonly<Record<string, string>> = {
  ImportDeclaration: 'source',
  ExportNamedDeclaration: 'source',
  ExportAllDeclaration: 'source',
  ImportExpression: 'source',
  TSImportType: 'source',
  TSExternalModuleReference: 'expression',
  TSModuleDeclaration: 'id',
}

function visit(node: unknown, found: TypeReference[]): void {
  if (typeof node !== 'object' || node === null) return
  if (Array.isArray(node)) {
    for (const each of node) visit(each, found)
    return
  }
  const members = node as Readonly<Record<string, unknown>> // a node of the parser
  const named = namedIn[String(members.type)]
  if (named !== undefined && !isPattern(members)) found.push(...moduleNamed(members[named]))
  for (const each of Object.values(members)) visit(each, found)
}

/** `declare module '*.txt'` opens nothing. */
function isPattern({ type, id }: Readonly<Record<string, unknown>>): boolean {
  return type === 'TSModuleDeclaration' && moduleNamed(id).some(({ name }) => name.includes('*'))
}

/** A literal, or a template without expressions. */
function moduleNamed(node: unknown): TypeReference[] {
  if (typeof node !== 'object' || node === null) return []
  const { value, quasis, start, end } = node as {
    value?: unknown
    quasis?: readonly { readonly value: { readonly cooked: string | null } }[]
    start: number
    end: number
  }
  const name = value ?? (quasis?.length === 1 ? quasis[0]?.value.cooked : undefined)
  return typeof name === 'string' ? [{ kind: 'import', name, start, end }] : []
}
