import { type Diagnostic, type Provenance, valueAt } from '../model/index.ts'
import type { Layout } from './layout.ts'
import { type Documents, membersOf } from './map-entries.ts'
import { type Problem, toDiagnostics } from './problem.ts'

/** The interfaces that a layout's program is attached to, sorted; none where the layout names no source. */
export function attachSet(
  layout: Layout,
  documents: Documents,
  provenance?: ReadonlyMap<string, Provenance>,
): { readonly interfaces: readonly string[]; readonly diagnostics: readonly Diagnostic[] } {
  const { attach } = layout
  if (!attach) return { interfaces: [], diagnostics: [] }
  const problems: Problem[] = []
  const interfaces = membersOf(attach, documents, problems)
    .filter(({ value }) => !attach.except || valueAt(value, attach.except.pointer) !== attach.except.value)
    .map(({ name }) => name)
    .sort()
  return {
    interfaces,
    diagnostics: toDiagnostics(problems, provenance?.get(attach.document), attach.document),
  }
}
