import { type Diagnostic, type DiagnosticNote, formatPlace, sortDiagnostics } from '../model/index.ts'

/** The diagnostics of several environments as one list: what has the same cause in two of them is one diagnostic. */
export function mergeDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const merged = new Map<string, Diagnostic>()
  for (const diagnostic of sortDiagnostics(diagnostics)) {
    const place = diagnostic.at === undefined ? '' : formatPlace(diagnostic.at)
    const cause = [diagnostic.code, diagnostic.severity, place, diagnostic.message].join('\n')
    const first = merged.get(cause)
    merged.set(cause, first === undefined ? diagnostic : join(first, diagnostic))
  }
  return [...merged.values()]
}

function join(first: Diagnostic, second: Diagnostic): Diagnostic {
  const own = leafOf(first)
  const uses = new Set([...usesOf(first), ...usesOf(second), leafOf(second)])
  uses.delete(own)
  uses.delete('')
  if (uses.size === 0) return first
  const note: DiagnosticNote = { label: 'also used by', text: [...uses].sort().join('\n') }
  const notes = first.notes ?? []
  const others = notes.filter(({ label }) => label !== 'also used by')
  const after = others.findLastIndex(({ label }) => label === 'overrides') + 1
  return { ...first, notes: [...others.slice(0, after), note, ...others.slice(after)] }
}

function usesOf({ notes = [] }: Diagnostic): string[] {
  return notes.filter(({ label }) => label === 'also used by').flatMap(({ text }) => text.split('\n'))
}

function leafOf({ key, pointer }: Diagnostic): string {
  return key === undefined ? '' : `${key}#${pointer ?? ''}`
}
