import { type Diagnostic, type DiagnosticCode, nearestOrigin, type Provenance } from '../model/index.ts'

/** A finding at a pointer into a declaration or a document. */
export interface Problem {
  readonly code: DiagnosticCode
  readonly message: string
  readonly pointer: string
  readonly notes?: Diagnostic['notes']
  readonly help?: string
}

/** Problems as diagnostics, each at the nearest place that is known. */
export function toDiagnostics(
  problems: readonly Problem[],
  provenance: Provenance | undefined,
  key?: string,
): Diagnostic[] {
  return problems.map(({ code, message, pointer, notes, help }) => {
    const origin = nearestOrigin(provenance, pointer)
    return {
      code,
      severity: 'error',
      message,
      pointer,
      ...(key === undefined ? {} : { key }),
      ...(origin === undefined ? {} : { at: origin.at, origin }),
      ...(notes === undefined ? {} : { notes }),
      ...(help === undefined ? {} : { help }),
    }
  })
}
