import {
  attachSet,
  checkLock,
  type Documents,
  desiredMaps,
  formatLayout,
  formatLock,
  type Layout,
  type LayoutLock,
  nextLock,
  parseLock,
  resolveLayout,
} from '../../layout/index.ts'
import type { AuthoredLayout, Diagnostic, Provenance } from '../../model/index.ts'
import { bpfHeader } from './bpf-header.ts'
import { entriesHeader } from './entries-header.ts'
import { layoutHeader } from './layout-header.ts'

/** Where the lock of all layouts stands. */
export const layoutLockPath = 'generated/c/layouts.lock.json'

export interface CInput {
  readonly layouts: readonly AuthoredLayout[]
  /** The environment whose documents are the initial entries. */
  readonly environment: string
  /** Its documents by key without prefix, after defaults. */
  readonly documents: Documents
  /** Provenance of those documents by the same keys. */
  readonly provenance?: ReadonlyMap<string, Provenance>
  /** Text of the files that stand under `generated/c/` now, by path. */
  readonly existing: ReadonlyMap<string, string>
}

/** Files to write, sorted by path; none when a diagnostic is an error. */
export interface COutput {
  readonly files: readonly { readonly path: string; readonly text: string }[]
  readonly diagnostics: readonly Diagnostic[]
}

/** Headers of every layout and their lock. A layout that changed under an unchanged map name and version is refused. */
export function generateC(input: CInput): COutput {
  if (input.layouts.length === 0) return { files: [], diagnostics: [] }
  const resolved = input.layouts.map(({ declaration, provenance }) => resolveLayout(declaration, provenance))
  const layouts = resolved.flatMap(({ layout }) => (layout ? [layout] : []))
  const lock = readLock(input.existing)
  const shared = sharedTypes(layouts)
  const generated = layouts.map((layout) => headersOf(layout, shared, input))
  const diagnostics = [
    ...resolved.flatMap((result) => result.diagnostics),
    ...lock.diagnostics,
    ...resolved.flatMap(({ layout }, index) =>
      layout ? checkLock(layout, lock.lock, input.layouts[index]?.provenance) : [],
    ),
    ...generated.flatMap((headers) => headers.diagnostics),
  ]
  if (diagnostics.length > 0) return { files: [], diagnostics }
  const files = [
    ...generated.flatMap((headers) => headers.files),
    { path: layoutLockPath, text: formatLock(nextLock(layouts, lock.lock)) },
  ]
  return { files: files.sort((a, b) => (a.path < b.path ? -1 : 1)), diagnostics: [] }
}

/** Names of types that more than one layout declares. */
function sharedTypes(layouts: readonly Layout[]): Set<string> {
  const names = layouts.flatMap(({ structs, enumerations }) =>
    [...structs, ...enumerations].map(({ name }) => name),
  )
  return new Set(names.filter((name, index) => names.indexOf(name) !== index))
}

function headersOf(layout: Layout, shared: ReadonlySet<string>, input: CInput): COutput {
  const desired = desiredMaps(layout, input.documents, input.provenance)
  const attach = attachSet(layout, input.documents, input.provenance)
  const initial = { environment: input.environment, maps: desired.maps, attach: attach.interfaces }
  const path = (kind: string) => `generated/c/${layout.name}.${kind}.h`
  return {
    files: [
      { path: path('bpf'), text: bpfHeader(layout) },
      { path: path('entries'), text: entriesHeader(layout, initial) },
      { path: path('layout'), text: layoutHeader(layout, shared) },
      { path: `generated/c/${layout.name}.layout.json`, text: formatLayout(layout) },
    ],
    diagnostics: [...desired.diagnostics, ...attach.diagnostics],
  }
}

function readLock(existing: CInput['existing']): { lock: LayoutLock; diagnostics: Diagnostic[] } {
  const text = existing.get(layoutLockPath)
  const lock = text === undefined ? undefined : parseLock(text)
  if (lock) return { lock, diagnostics: [] }
  const headers = [...existing.keys()].filter((path) => path.endsWith('.layout.h')).sort()
  if (text === undefined && headers.length === 0) return { lock: {}, diagnostics: [] }
  const message =
    text === undefined
      ? `${layoutLockPath} is missing beside ${headers.join(', ')}`
      : `${layoutLockPath} is not a lock of layouts`
  const help = `restore it (git checkout -- ${layoutLockPath}); only where no pinned map is left anywhere, remove the headers and generate again`
  return { lock: {}, diagnostics: [{ code: 'layout-lock-missing', severity: 'error', message, help }] }
}
