import type { Diagnostic, DiagnosticCode } from '../model/index.ts'
import type { Entrance, SiteTable } from './sites.ts'

/** What is wrong with a package itself. */
const kinds: readonly DiagnosticCode[] = [
  'import-outside-workspace',
  'import-not-module',
  'module-not-found',
  'not-hermetic',
  'config-threw',
  'package-refused',
  'syntax-error',
]

/** A finding inside a package, at the author's import of it or the call that led there: the author cannot mend a package. */
export function atAuthor({ entrances }: SiteTable, found: Diagnostic): Diagnostic {
  const entrance = entrances.get(found.at?.file ?? '')
  if (entrance === undefined || !kinds.includes(found.code)) return found
  const call = found.notes?.findLast(
    ({ label, at }) => label === 'called from' && !entrances.has(at?.file ?? ''),
  )
  const place = { label: 'found' as const, text: 'in the package', ...(found.at && { at: found.at }) }
  const notes = [place, ...(found.notes ?? []).filter((note) => note !== call)]
  if (call?.at !== undefined) return { ...found, at: call.at, notes }
  return { ...asUnfit(found, entrance), at: entrance.at, notes }
}

function asUnfit({ code, severity, message }: Diagnostic, { specifier }: Entrance): Diagnostic {
  const isImport = code === 'import-outside-workspace' || code === 'import-not-module'
  return {
    code: isImport ? 'package-refused' : code,
    severity,
    message: `"${specifier}" cannot be evaluated: ${message}`,
    help: 'what is imported must need the language alone: no Node, files, network, clock, or code that is loaded later',
  }
}
