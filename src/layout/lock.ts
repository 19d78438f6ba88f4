import {
  appendPointer,
  canonicalJson,
  type Diagnostic,
  isJsonObject,
  type JsonValue,
  type Provenance,
} from '../model/index.ts'
import { describeMap, mapHash } from './describe.ts'
import type { Layout, MapLayout } from './layout.ts'
import { type Problem, toDiagnostics } from './problem.ts'

/** What a map was when headers were last generated. A map that is gone stays, so that its name is not reused by accident. */
interface LockedMap {
  readonly version: number
  readonly hash: string
  /** For people who read a diff of the lock. */
  readonly layout: string
}

/** The lock of every layout: maps by name, by name of the layout. */
export interface LayoutLock {
  readonly [layout: string]: { readonly [map: string]: LockedMap }
}

/** Reads `layouts.lock.json`; undefined when it is not one. */
export function parseLock(text: string): LayoutLock | undefined {
  try {
    const value: unknown = JSON.parse(text)
    if (!isJsonObject(value) || value.formatVersion !== 1 || !isJsonObject(value.layouts)) return undefined
    // Written by `formatLock`; a hand-edited hash only makes the comparison fail.
    return value.layouts as unknown as LayoutLock
  } catch {
    return undefined
  }
}

/** The text of `layouts.lock.json`. */
export function formatLock(lock: LayoutLock): string {
  // A lock holds strings and numbers only.
  const sorted: unknown = JSON.parse(
    canonicalJson({ formatVersion: 1, layouts: lock } as unknown as JsonValue),
  )
  return `${JSON.stringify(sorted, null, 2)}\n`
}

/** The lock after generating these layouts. */
export function nextLock(layouts: readonly Layout[], lock: LayoutLock): LayoutLock {
  const next: Record<string, Record<string, LockedMap>> = {}
  for (const [name, maps] of Object.entries(lock)) next[name] = { ...maps }
  for (const layout of layouts) {
    const maps = next[layout.name] ?? {}
    next[layout.name] = maps
    for (const map of layout.maps) {
      maps[map.name] = { version: map.version, hash: mapHash(layout, map), layout: describeMap(map) }
    }
  }
  return next
}

/** Maps that changed under an unchanged name and version: a pinned map of the old layout would be read as the new one. */
export function checkLock(layout: Layout, lock: LayoutLock, provenance?: Provenance): Diagnostic[] {
  const problems = layout.maps.flatMap((map) => {
    const locked = lock[layout.name]?.[map.name]
    const isUnchanged = locked?.version === map.version && locked.hash === mapHash(layout, map)
    if (locked === undefined || map.version > locked.version || isUnchanged) return []
    return [changed(layout, map, locked)]
  })
  return toDiagnostics(problems, provenance)
}

function changed(layout: Layout, map: MapLayout, locked: LockedMap): Problem {
  const now = describeMap(map)
  const message =
    map.version === locked.version
      ? `map ${map.name} of ${layout.name} changed its layout under its unchanged name and version ${map.version}`
      : `map ${map.name} of ${layout.name} goes back from version ${locked.version} to ${map.version}`
  const transition =
    now === locked.layout
      ? `${now}: a type that it holds is another one`
      : `it was ${locked.layout}, it would be ${now}`
  return {
    code: 'layout-changed',
    message,
    pointer: appendPointer('/maps', map.name),
    notes: [
      { label: 'found', text: transition },
      { label: 'because', text: 'a pinned map of the old layout would be read with the new one' },
    ],
    help: `declare it with version: ${locked.version + 1}, or under another name, and generate again`,
  }
}
