import type { Diagnostic } from '../../model/index.ts'
import { addSite, placeOf, type SiteTable, type SourceText } from '../sites.ts'

/** What the rewriting of one module needs to know and collects. */
export interface Module {
  readonly source: SourceText
  readonly table: SiteTable
  /** True for the authoring API: its own places are never shown. */
  readonly isInternal: boolean
  /** Statements that go before the module's own. */
  readonly header: string[]
  readonly diagnostics: Diagnostic[]
  nextName: number
}

/** A stretch of source: every node of the syntax tree is one. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** A new module with nothing collected. */
export function createModule(options: Pick<Module, 'source' | 'table' | 'isInternal'>): Module {
  return { ...options, header: [], diagnostics: [], nextName: 0 }
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

/** A name that no author uses. */
export function freshName(module: Module): string {
  module.nextName += 1
  return `$t${module.nextName}`
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
