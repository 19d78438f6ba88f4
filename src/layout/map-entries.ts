import {
  appendPointer,
  type Diagnostic,
  type EntrySource,
  isJsonObject,
  type JsonValue,
  type LayoutType,
  type Provenance,
  type ValueSource,
  valueAt,
} from '../model/index.ts'
import { fieldsOf } from './fields.ts'
import type { EntryMapLayout, Layout } from './layout.ts'
import { type Problem, toDiagnostics } from './problem.ts'
import { isProblem, type Member, type ScalarValue, scalarValue } from './scalar.ts'

/** A key or value before interfaces have their index: what a table for every host can carry. Padding is left out. */
export type EntryValue = ScalarValue | { readonly kind: 'fields'; readonly fields: readonly FieldValue[] }

interface FieldValue {
  readonly name: string
  readonly value: ScalarValue
}

export interface MapEntry {
  readonly key: EntryValue
  readonly value: EntryValue
  /** Where in the document it comes from. */
  readonly pointer: string
}

/** What one map should hold, in the order of the document. */
export interface DesiredMap {
  readonly map: EntryMapLayout
  /** Key of the document in etcd, without the environment's prefix. */
  readonly document: string
  readonly entries: readonly MapEntry[]
}

/** Documents by key without the environment's prefix, after defaults. */
export type Documents = ReadonlyMap<string, JsonValue>

/** `maps` holds every map of the layout that has a source, sorted by name, and is empty when there are diagnostics. */
export interface DesiredMaps {
  readonly maps: readonly DesiredMap[]
  readonly diagnostics: readonly Diagnostic[]
}

/** What the maps of a layout should hold. A missing document or leaf is an error, never an empty map. */
export function desiredMaps(
  layout: Layout,
  documents: Documents,
  provenance?: ReadonlyMap<string, Provenance>,
): DesiredMaps {
  const results = layout.maps.flatMap((map) =>
    map.kind !== 'ringbuf' && map.entries ? [desiredMap(map, map.entries, documents)] : [],
  )
  const diagnostics = results.flatMap(({ problems, desired: { document } }) =>
    toDiagnostics(problems, provenance?.get(document), document),
  )
  return { maps: diagnostics.length > 0 ? [] : results.map(({ desired }) => desired), diagnostics }
}

/** Every document that the entries of a layout come from, and its attach set; sorted. */
export function sourceDocuments(layout: Layout): string[] {
  const sources = layout.maps.flatMap((map) => (map.kind === 'ringbuf' || !map.entries ? [] : [map.entries]))
  const all = [...sources, ...(layout.attach ? [layout.attach] : [])]
  return [...new Set(all.map(({ document }) => document))].sort()
}

function desiredMap(
  map: EntryMapLayout,
  source: EntrySource,
  documents: Documents,
): { desired: DesiredMap; problems: Problem[] } {
  const problems: Problem[] = []
  const entries: MapEntry[] = []
  for (const member of membersOf(source, documents, problems)) {
    const key = entryValue(map.key, source.key, member, problems)
    const value = entryValue(map.value, source.value, member, problems)
    if (key && value) entries.push({ key, value, pointer: member.pointer })
  }
  problems.push(
    ...checkCapacity(map, source, entries),
    ...checkIndexes(map, entries),
    ...checkRepeated(map, entries),
  )
  return { desired: { map, document: source.document, entries }, problems }
}

/** The members of a document's object or list, or the whole value where one entry is made of it. */
export function membersOf(
  source: { readonly kind?: 'each' | 'one'; readonly document: string; readonly pointer: string },
  documents: Documents,
  problems: Problem[],
): Member[] {
  const { document, pointer } = source
  const root = documents.get(document)
  const value = root === undefined ? undefined : valueAt(root, pointer)
  if (root === undefined) problems.push(problem('', `the document ${document} is not there`))
  if (value === undefined) {
    if (root !== undefined) problems.push(problem(pointer, `${document} has nothing at ${pointer}`))
    return []
  }
  if (source.kind === 'one') return [{ name: pointer.split('/').at(-1) ?? '', value, pointer }]
  if (Array.isArray(value)) {
    return value.map((element: JsonValue, index) => ({
      name: String(element),
      value: element,
      pointer: appendPointer(pointer, index),
    }))
  }
  if (isJsonObject(value)) {
    return Object.entries(value).map(([name, member]) => ({
      name,
      value: member,
      pointer: appendPointer(pointer, name),
    }))
  }
  problems.push(problem(pointer, 'map entries are made of an object or a list, not of a single value'))
  return []
}

function entryValue(
  type: LayoutType,
  source: ValueSource,
  member: Member,
  problems: Problem[],
): EntryValue | undefined {
  if (source.source !== 'fields') return accepted(scalarValue(type, source, member), problems)
  if (type.kind !== 'struct') return undefined
  const fields = fieldsOf(type).flatMap((field) => {
    const fieldSource = source.fields[field.name]
    if (!fieldSource) return []
    const value = accepted(scalarValue(field.type, fieldSource, member), problems)
    return value ? [{ name: field.name, value }] : []
  })
  return { kind: 'fields', fields }
}

function accepted(value: ScalarValue | Problem, problems: Problem[]): ScalarValue | undefined {
  if (!isProblem(value)) return value
  problems.push(value)
  return undefined
}

function checkCapacity(map: EntryMapLayout, source: EntrySource, entries: readonly MapEntry[]): Problem[] {
  if (entries.length <= map.maxEntries) return []
  const message = `${map.name} has room for ${map.maxEntries} entries, got ${entries.length}`
  return [problem(entries[map.maxEntries]?.pointer ?? source.pointer, message)]
}

function checkIndexes(map: EntryMapLayout, entries: readonly MapEntry[]): Problem[] {
  if (map.kind !== 'array') return []
  return entries.flatMap(({ key, pointer }) =>
    key.kind === 'number' && key.value >= map.maxEntries
      ? [problem(pointer, `${map.name} has no index ${key.value}, the last is ${map.maxEntries - 1}`)]
      : [],
  )
}

function checkRepeated(map: EntryMapLayout, entries: readonly MapEntry[]): Problem[] {
  const seen = new Set<string>()
  return entries.flatMap(({ key, pointer }) => {
    const text = JSON.stringify(key)
    if (!seen.has(text)) {
      seen.add(text)
      return []
    }
    return [problem(pointer, `a second entry of ${map.name} with the same key`)]
  })
}

function problem(pointer: string, message: string): Problem {
  return { code: 'map-entry', message, pointer }
}
