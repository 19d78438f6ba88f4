import type { Origin, Place } from '../provenance.ts'
import type { DiagnosticCode } from './diagnostic-codes.ts'

/** One finding about the user's input. Collected, sorted, then shown all at once. A secret never appears in one. */
export interface Diagnostic {
  readonly code: DiagnosticCode
  readonly severity: 'error' | 'warning'
  /** One sentence: what is wrong, with the value. No full stop. */
  readonly message: string
  /** The place meant, the literal that set the value where one is known. */
  readonly at?: Place
  /** The document, by its key in etcd, and the leaf in it. */
  readonly key?: string
  readonly pointer?: string
  /** Where the value came from; `at` is its place. */
  readonly origin?: Origin
  /** More lines under the frame, in this order: overrides, also used by, schema, because. */
  readonly notes?: readonly DiagnosticNote[]
  /** What to do, with a command where there is one. */
  readonly help?: string
}

export interface DiagnosticNote {
  readonly label: 'overrides' | 'called from' | 'also used by' | 'schema' | 'because' | 'found'
  readonly text: string
  readonly at?: Place
}

/** Sorts by file, line, column, then code and message, so that output does not depend on the order of discovery. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return [...diagnostics].sort(compareDiagnostics)
}

/** True when one of them is an error. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === 'error')
}

function compareDiagnostics(a: Diagnostic, b: Diagnostic): number {
  return (
    compareText(a.at?.file ?? '', b.at?.file ?? '') ||
    (a.at?.line ?? 0) - (b.at?.line ?? 0) ||
    (a.at?.column ?? 0) - (b.at?.column ?? 0) ||
    compareText(a.code, b.code) ||
    compareText(a.key ?? '', b.key ?? '') ||
    compareText(a.pointer ?? '', b.pointer ?? '') ||
    compareText(a.message, b.message)
  )
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
