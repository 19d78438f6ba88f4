import type { Diagnostic } from '../../model/index.ts'
import { placeOf, type SiteTable, type SourceText } from '../sites.ts'
import { commonJsExports } from './commonjs.ts'
import type { ExportTarget, ImportedName, ImportTarget, Module, ModuleRequest, Span } from './module.ts'
import { programText } from './program.ts'
import { reservedNames } from './reserved-names.ts'

export type { ExportTarget, ImportedName, ImportTarget, ModuleRequest } from './module.ts'

/** An author's module with tracking calls in it: the body of a generator, still TypeScript. */
export interface InstrumentedModule {
  readonly code: string
  readonly imports: readonly ImportedName[]
  readonly exports: ReadonlyMap<string, ExportTarget>
  /** Modules all of whose names it exports. */
  readonly stars: readonly number[]
  /** Modules that are evaluated before it, in the order of the source. */
  readonly requests: readonly ModuleRequest[]
  readonly diagnostics: readonly Diagnostic[]
}

export interface InstrumentOptions {
  readonly table: SiteTable
  /** The module's number among all modules of the workspace. */
  readonly number: number
  readonly resolve: (specifier: string, at: Span) => ImportTarget
  /** True for the authoring API: its own places are never shown. */
  readonly isInternal: boolean
  readonly isPackage?: boolean
  /** True in a package, where a file without imports and exports is CommonJS. */
  readonly mayBeCommonJs?: boolean
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
    showSemanticErrors: true,
  })
  const errors = [
    ...parsed.errors.map((error) => syntaxError(source, error)),
    ...(options.isInternal ? [] : reservedNames(source, parsed.program)),
  ]
  if (errors.length > 0) return { ...emptyModule, diagnostics: errors }
  const isCommonJs = options.mayBeCommonJs === true && !parsed.module.hasModuleSyntax
  const commonJs = isCommonJs ? commonJsExports(parsed.program) : undefined
  const module: Module = {
    ...options,
    isCommonJs,
    isPackage: options.isPackage === true,
    source,
    descriptions: [],
    exports: commonJs?.exports ?? new Map(),
    stars: [],
    requests: [],
    imports: [],
    diagnostics: [],
    scope: { parent: undefined, names: new Map(), hoistedDepth: 0 },
    depth: 0,
    hoistedDepth: 0,
    nextName: 0,
  }
  const code = programText(module, parsed.program)
  for (const path of commonJs?.stars ?? []) {
    const target = module.resolve(path.value, path)
    if (target.kind === 'module') module.stars.push(target.number)
  }
  const { imports, exports, stars, diagnostics } = module
  const requests = module.requests.sort((a, b) => a.start - b.start)
  return { code, imports, exports, stars, requests, diagnostics }
}

/** What is left of a module that cannot be read. */
export const emptyModule: InstrumentedModule = {
  code: '',
  imports: [],
  exports: new Map(),
  stars: [],
  requests: [],
  diagnostics: [],
}

interface ParseError {
  readonly message: string
  readonly labels: readonly { readonly start: number; readonly end: number }[]
  readonly helpMessage: string | null
}

/** What the parser says, at its place. */
export function syntaxError(source: SourceText, { message, labels, helpMessage }: ParseError): Diagnostic {
  const { start, end } = labels[0] ?? { start: 0, end: 1 }
  const at = placeOf(source, start, end)
  return { code: 'syntax-error', severity: 'error', message, at, ...(helpMessage && { help: helpMessage }) }
}
