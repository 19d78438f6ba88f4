import {
  canonicalJson,
  type Diagnostic,
  isJsonObject,
  type JsonValue,
  type LayoutDeclaration,
  type MapDeclaration,
} from '../model/index.ts'
import type { Layout, MapLayout } from './layout.ts'
import { resolveLayout } from './resolve.ts'

const formatVersion = 1

/** A layout as a file, for a host without the workspace: what was declared, and the hash of what it comes to. */
export function formatLayout(layout: Layout): string {
  const { name, hash, attach } = layout
  const maps = Object.fromEntries(layout.maps.map((map) => [map.name, declarationOf(map)]))
  const declaration: LayoutDeclaration = { kind: 'layout', name, maps, ...(attach && { attach }) }
  // Declarations are plain JSON; interfaces have no index signature.
  const content = { formatVersion, hash, declaration } as unknown as JsonValue
  return `${JSON.stringify(JSON.parse(canonicalJson(content)), null, 2)}\n`
}

/** Reads what `formatLayout` wrote; in words what is wrong with anything else. */
export function parseLayout(text: string): Layout | { readonly problem: string } {
  const value = parse(text)
  if (!isJsonObject(value) || value.formatVersion !== formatVersion)
    return { problem: `it is no layout of format ${formatVersion}` }
  // `resolveLayout` looks for itself what of it is malformed.
  const { layout, diagnostics } = resolveLayout(value.declaration as unknown as LayoutDeclaration)
  if (layout === undefined) return { problem: wordsOf(diagnostics) }
  return layout.hash === value.hash ? layout : { problem: 'its hash is that of another layout' }
}

function declarationOf(map: MapLayout): MapDeclaration {
  const { kind, version } = map
  if (map.kind === 'ringbuf') return { kind: 'ringbuf', version, record: map.record, bytes: map.maxEntries }
  const { key, value, maxEntries, entries } = map
  const rest = { value, maxEntries, version, ...(entries && { entries }) }
  return kind === 'hash' ? { kind, key, ...rest } : { kind: 'array', ...rest }
}

function wordsOf(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.map(({ message }) => message).join('; ')
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
