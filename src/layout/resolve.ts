import type { Diagnostic, LayoutDeclaration, MapDeclaration, Provenance } from '../model/index.ts'
import { checkEntrySources } from './check-entries.ts'
import { checkMaps } from './check-maps.ts'
import { checkTypes } from './check-types.ts'
import { collectTypes, enumerationsOf, structsOf } from './collect.ts'
import { layoutHash } from './describe.ts'
import type { Layout, MapLayout } from './layout.ts'
import { layOut, measure } from './measure.ts'
import { toDiagnostics } from './problem.ts'
import { findMalformed } from './shape.ts'

/** A layout, or every reason why there is none. */
export interface ResolvedLayout {
  readonly layout?: Layout
  readonly diagnostics: readonly Diagnostic[]
}

/** Checks a declaration and computes its offsets, sizes and hash. */
export function resolveLayout(declaration: LayoutDeclaration, provenance?: Provenance): ResolvedLayout {
  const malformed = findMalformed(declaration)
  if (malformed.length > 0) return { diagnostics: toDiagnostics(malformed, provenance) }
  const types = collectTypes(declaration)
  const problems = [...checkMaps(declaration), ...checkTypes(types), ...checkEntrySources(declaration)]
  if (problems.length > 0) return { diagnostics: toDiagnostics(problems, provenance) }
  const layout = {
    name: declaration.name,
    enumerations: enumerationsOf(types),
    structs: structsOf(types).map(layOut),
    maps: Object.entries(declaration.maps)
      .map(([name, map]) => mapLayout(name, map))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    ...(declaration.attach === undefined ? {} : { attach: declaration.attach }),
  }
  return { layout: { ...layout, hash: layoutHash(layout) }, diagnostics: [] }
}

/** The key of every array map (linux/bpf.h). */
const arrayKey = { kind: 'integer', bits: 32, isSigned: false } as const

function mapLayout(name: string, map: MapDeclaration): MapLayout {
  if (map.kind === 'ringbuf') {
    const { kind, version, record, bytes } = map
    return { kind, name, version, record, recordSize: measure(record).size, maxEntries: bytes }
  }
  const key = map.kind === 'hash' ? map.key : arrayKey
  return {
    kind: map.kind,
    name,
    version: map.version,
    key,
    keySize: measure(key).size,
    value: map.value,
    valueSize: measure(map.value).size,
    maxEntries: map.maxEntries,
    ...(map.entries === undefined ? {} : { entries: map.entries }),
  }
}
