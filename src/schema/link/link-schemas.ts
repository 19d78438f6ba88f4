import { appendPointer, isJsonObject, type JsonObject, type JsonValue, valueAt } from '../../model/index.ts'
import { placeInSchema } from '../place-in-schema.ts'
import type { Schema, SchemaPart, UnlinkedReference } from '../schema.ts'
import { allSubschemas, mapSubschemas } from '../subschemas.ts'
import { type BrokenReference, type ReferenceTarget, resolveReference } from './resolve-reference.ts'

/**
 * Puts into each schema what it refers to in other files, as entries of its `$defs`. A schema that refers to no other
 * file stays the very same object.
 */
export function linkSchemas(files: readonly Schema[]): Schema[] {
  const byFile = new Map(files.map((schema) => [schema.file, schema]))
  const references = new Map(files.map((schema) => [schema, foreignReferences(schema, byFile)]))
  return files.map((schema) => {
    const own = references.get(schema) ?? []
    if (own.length === 0) return schema
    const unlinked = own.flatMap(({ pointer, target }): UnlinkedReference[] => {
      if ('reason' in target) return [{ pointer, ...target }]
      const way = wayBack(target.file, schema, { byFile, references })
      return way === undefined ? [] : [{ pointer, ...circle(schema, pointer, way) }]
    })
    return bundle(schema, byFile, unlinked)
  })
}

interface ForeignReference {
  readonly pointer: string
  readonly target: ReferenceTarget | BrokenReference
}

type ByFile = ReadonlyMap<string, Schema>

/** The references of a file that lead, or should lead, to another one. */
function foreignReferences({ document, file }: Schema, byFile: ByFile): ForeignReference[] {
  return allSubschemas(document).flatMap(({ pointer, node }) => {
    if (typeof node.$ref !== 'string' || node.$ref.startsWith('#')) return []
    const target = resolveReference(node.$ref, file, byFile)
    if ('reason' in target || target.file === file) return [{ pointer, target }]
    const isThere = isJsonObject(valueAt(byFile.get(target.file)?.document ?? {}, target.at))
    return [{ pointer, target: isThere ? target : nothingThere(target) }]
  })
}

function nothingThere({ file, at }: ReferenceTarget): BrokenReference {
  return { reason: `but ${file} has no ${at}`, help: `add it to $defs of ${file}` }
}

interface Graph {
  readonly byFile: ByFile
  readonly references: ReadonlyMap<Schema, readonly ForeignReference[]>
}

/** The references that lead from a file back to a schema; undefined where none do. */
function wayBack(
  from: string,
  to: Schema,
  { byFile, references }: Graph,
): readonly (readonly [Schema, string])[] | undefined {
  const seen = new Set<string>([to.file])
  const search = (file: string): (readonly [Schema, string])[] | undefined => {
    const schema = byFile.get(file)
    if (schema === undefined || seen.has(file)) return undefined
    seen.add(file)
    for (const { pointer, target } of references.get(schema) ?? []) {
      if ('reason' in target) continue
      const rest = target.file === to.file ? [] : search(target.file)
      if (rest !== undefined) return [[schema, pointer], ...rest]
    }
    return undefined
  }
  return search(from)
}

function circle(
  schema: Schema,
  pointer: string,
  way: readonly (readonly [Schema, string])[],
): BrokenReference {
  const places = [[schema, pointer] as const, ...way].map(([each, at]) => {
    const { file, line } = placeInSchema(each, `${at}/$ref`)
    return `${file}:${line}`
  })
  return {
    reason: `which refers back to this file: ${[...places, schema.file].join(' → ')}`,
    help: 'move what both need into a file of its own',
  }
}

/** The schema with all that it refers to. References that lead nowhere stay as they are. */
function bundle(schema: Schema, byFile: ByFile, unlinked: readonly UnlinkedReference[]): Schema {
  const broken = new Set(unlinked.map(({ pointer }) => pointer))
  const targets = new Map<string, ReferenceTarget>()
  /** Of a reference in `from`: where it leads, unless that is in the schema itself. */
  const targetOf = (reference: JsonValue | undefined, from: Schema): ReferenceTarget | undefined => {
    if (typeof reference !== 'string' || (from === schema && reference.startsWith('#'))) return undefined
    const target = resolveReference(reference, from.file, byFile)
    return 'reason' in target ? undefined : target
  }
  const note = (node: JsonObject, from: Schema): void => {
    const target = targetOf(node.$ref, from)
    const id = target === undefined ? '' : idOf(target)
    if (target === undefined || target.file === schema.file || targets.has(id)) return
    const holder = byFile.get(target.file)
    const referred = holder === undefined ? undefined : valueAt(holder.document, target.at)
    if (holder === undefined || !isJsonObject(referred)) return
    targets.set(id, target)
    for (const each of allSubschemas(bare(referred, target.at))) note(each.node, holder)
  }
  for (const { pointer, node } of allSubschemas(schema.document)) if (!broken.has(pointer)) note(node, schema)

  const names = nameTargets(schema, [...targets.values()])
  const rewritten = (document: JsonObject, from: Schema): JsonObject =>
    mapSubschemas(document, (node) => {
      const target = targetOf(node.$ref, from)
      if (target === undefined) return node
      if (target.file === schema.file && from === schema) return { ...node, $ref: `#${fragment(target.at)}` }
      const name = names.get(idOf(target))
      return name === undefined ? node : { ...node, $ref: `#${fragment(appendPointer('/$defs', name))}` }
    })
  const parts: SchemaPart[] = []
  const definitions: [string, JsonValue][] = []
  for (const target of [...targets.values()].sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1))) {
    const holder = byFile.get(target.file) as Schema // it was found there
    const name = names.get(idOf(target)) as string
    const referred = bare(valueAt(holder.document, target.at) as JsonObject, target.at)
    definitions.push([name, rewritten(referred, holder)])
    const { file, text } = holder
    parts.push({ pointer: appendPointer('/$defs', name), file, at: target.at, text })
  }
  const document = rewritten(schema.document, schema)
  const own = isJsonObject(document.$defs) ? document.$defs : {}
  return {
    ...schema,
    document:
      parts.length === 0 ? document : { ...document, $defs: { ...own, ...Object.fromEntries(definitions) } },
    ...(parts.length > 0 && { parts }),
    ...(unlinked.length > 0 && { unlinked }),
  }
}

/** Without what only the root of a file has. */
function bare(node: JsonObject, at: string): JsonObject {
  if (at !== '') return node
  const { $schema: _dialect, $id: _identity, $defs: _definitions, ...rest } = node
  return rest
}

function idOf({ file, at }: ReferenceTarget): string {
  return `${file}#${at}`
}

/** `/$defs/a b` → `/$defs/a%20b` */
function fragment(pointer: string): string {
  return pointer.split('/').map(encodeURIComponent).join('/').replaceAll('%24', '$')
}

/** Names in `$defs`: `tls`, `tls_cipher`; by the whole path where that is taken. */
function nameTargets(schema: Schema, targets: readonly ReferenceTarget[]): Map<string, string> {
  const taken = new Set(isJsonObject(schema.document.$defs) ? Object.keys(schema.document.$defs) : [])
  const names = new Map<string, string>()
  for (const target of [...targets].sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1))) {
    const path = target.file.replace(/^schemas\//, '').replace(/(\.schema)?\.json$/, '')
    const inside = target.at.split('/').slice(2)
    const short = [path.slice(path.lastIndexOf('/') + 1), ...inside].join('_').replaceAll(/~[01]/g, '_')
    const long = [...path.split('/'), ...inside].join('_').replaceAll(/~[01]/g, '_')
    let name = taken.has(short) ? long : short
    for (let number = 2; taken.has(name); number++) name = `${long}_${number}`
    taken.add(name)
    names.set(idOf(target), name)
  }
  return names
}
