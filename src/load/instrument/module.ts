import type { Diagnostic, Place } from '../../model/index.ts'
import { addSite, placeOf, type SiteTable, type SourceText } from '../sites.ts'
import type { Scope } from './scope.ts'

/** What the rewriting of one module needs to know and collects. */
export interface Module {
  readonly number: number
  readonly source: SourceText
  readonly table: SiteTable
  /** True for the authoring API: its own places are never shown. */
  readonly isInternal: boolean
  /** True in a package, which may be made for Node and browsers too. */
  readonly isPackage: boolean
  /** True where it writes to `module.exports` instead of exporting. */
  readonly isCommonJs: boolean
  readonly resolve: (specifier: string, at: Span) => ImportTarget
  /** What is known of its object and array literals before they are evaluated. */
  readonly descriptions: Description[]
  /** What it exports, by name. */
  readonly exports: Map<string, ExportTarget>
  /** Modules all of whose names it exports. */
  readonly stars: number[]
  /** Modules that are evaluated before it. */
  readonly requests: ModuleRequest[]
  /** The names it imports, with their places. */
  readonly imports: ImportedName[]
  readonly diagnostics: Diagnostic[]
  scope: Scope
  /** Functions around the node at hand. */
  depth: number
  /** Those of them that can be called before the statement they stand in: function declarations. */
  hoistedDepth: number
  nextName: number
}

/** A literal's site, then what is known of its members, one after the other; see `realm/tracking/descriptions.ts`. */
export type Description = readonly (string | number)[]

/** A name that a module imports. */
export interface ImportedName {
  /** As the other module exports it; `*` for all of it. */
  readonly name: string
  readonly at: Place
  readonly target: ImportTarget
  /** Set where its value is asked for: a type is never missed. */
  isUsed: boolean
  /** Set where it is exported again, which a type may be too. */
  isExported: boolean
}

/** An `import` or `export … from` of a module that runs. */
export interface ModuleRequest {
  readonly module: number
  /** Where in the source it stands. */
  readonly start: number
  /** The names that it imports; without any it is made for what the other module does. */
  readonly names: readonly ImportedName[]
}

/** What an import leads to: a module, the authoring API, nothing that runs, or nothing that may be imported. */
export type ImportTarget =
  | { readonly kind: 'module'; readonly number: number; readonly isData: boolean }
  | { readonly kind: 'authoring'; readonly number: 0 }
  | { readonly kind: 'none' }
  | { readonly kind: 'refused'; readonly finding: Pick<Diagnostic, 'code' | 'message' | 'help'> }

/** What a module exports under a name: something of its own, or of another module (`*`: all of it). */
export type ExportTarget =
  | { readonly kind: 'local'; readonly code: string; readonly origin?: string }
  | { readonly kind: 'from'; readonly module: number; readonly name: string }

/** A stretch of source: every node of the syntax tree is one. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** The number of a site; 0 inside our own code. */
export function siteOf(module: Module, { start, end }: Span): number {
  return module.isInternal ? 0 : addSite(module.table, { file: module.source, start, end })
}

/** The number of a literal's site. */
export function literalSite(module: Module, { start, end }: Span, value: unknown): number {
  return module.isInternal
    ? 0
    : addSite(module.table, { file: module.source, start, end, literal: { value } })
}

/** Keeps a description in the module's table and gives the arguments that name it. */
export function describe({ descriptions }: Pick<Module, 'descriptions'>, description: Description): string {
  return `_$d, ${descriptions.push(description) - 1}`
}

/** The statement that makes the module's table: JSON in a text, which is parsed faster than code. */
export function descriptionTable(descriptions: readonly Description[]): string {
  return `const _$d = _$.table(${JSON.stringify(JSON.stringify(descriptions))})`
}

/** A name that no author uses. */
export function freshName(module: Module): string {
  module.nextName += 1
  return `_$${module.nextName}`
}

/** The text of a node as it stands. */
export function textOf(module: Module, { start, end }: Span): string {
  return module.source.text.slice(start, end)
}

/** Reports an error at a node. */
export function refuse(
  module: Module,
  span: Span,
  finding: Pick<Diagnostic, 'code' | 'message' | 'help'>,
): void {
  const at = placeOf(module.source, span.start, span.end)
  module.diagnostics.push({ severity: 'error', ...finding, at })
}
