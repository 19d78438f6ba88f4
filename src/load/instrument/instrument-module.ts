import type { Diagnostic } from '../../model/index.ts'
import { placeOf, type SiteTable, type SourceText } from '../sites.ts'
import type { ImportedName, ImportTarget, Module } from './module.ts'
import { programText } from './program.ts'

export type { ImportedName, ImportTarget } from './module.ts'

/** An author's module with tracking calls in it, still TypeScript. */
export interface InstrumentedModule {
  readonly code: string
  /** The names it imports, with their places. */
  readonly imports: readonly ImportedName[]
  readonly diagnostics: readonly Diagnostic[]
}

export interface InstrumentOptions {
  readonly table: SiteTable
  /** The module's number among all modules of the workspace. */
  readonly number: number
  readonly resolve: (specifier: string) => ImportTarget
  /** True for the authoring API: its own places are never shown. */
  readonly isInternal: boolean
}

/** Inserts tracking calls into a TypeScript or JavaScript module. Sites are added to `table`. */
export async function instrumentModule(
  source: SourceText,
  options: InstrumentOptions,
): Promise<InstrumentedModule> {
  const { parseSync } = await import('oxc-parser')
  const parsed = parseSync(source.file, source.text, {
    preserveParens: false,
    lang: 'ts',
    sourceType: 'module',
  })
  const errors = parsed.errors.map((error) => syntaxError(source, error))
  if (errors.length > 0) return { code: '', imports: [], diagnostics: errors }
  const module: Module = {
    ...options,
    source,
    header: [],
    descriptions: [],
    exports: [],
    imports: [],
    diagnostics: [],
    scope: { parent: undefined, names: new Map() },
    depth: 0,
    nextName: 0,
  }
  const code = programText(module, parsed.program)
  return { code, imports: module.imports, diagnostics: module.diagnostics }
}

interface ParseError {
  readonly message: string
  readonly labels: readonly { readonly start: number; readonly end: number }[]
  readonly helpMessage: string | null
}

function syntaxError(source: SourceText, { message, labels, helpMessage }: ParseError): Diagnostic {
  const { start, end } = labels[0] ?? { start: 0, end: 1 }
  const at = placeOf(source, start, end)
  return { code: 'syntax-error', severity: 'error', message, at, ...(helpMessage && { help: helpMessage }) }
}
