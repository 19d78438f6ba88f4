import { type Place, parentPointer } from '../model/index.ts'
import { type JsonSpan, scanJson } from './scan-json.ts'
import { partAt, type Schema } from './schema.ts'

/**
 * The place of what `schemaPointer` names: the value, or for an object or array its key, since that line says what it
 * is. What is not there falls back to the nearest that is. What comes from another file has its place there.
 */
export function placeInSchema(schema: Schema, schemaPointer: string): Place {
  const shared = partAt(schema, schemaPointer)
  return shared === undefined ? placeInFile(schema, schemaPointer) : placeInFile(shared.part, shared.at)
}

type SchemaFile = Pick<Schema, 'file' | 'text'>

function placeInFile(schema: SchemaFile, schemaPointer: string): Place {
  const { spans, lineStarts } = mapOf(schema)
  for (let pointer: string | undefined = schemaPointer; pointer !== undefined; ) {
    const span = spans.get(pointer)
    if (span !== undefined) {
      const { start, end } = meantSpan(schema, span)
      return { file: schema.file, ...lineAndColumn(lineStarts, start), length: end - start }
    }
    pointer = parentPointer(pointer)
  }
  return { file: schema.file, line: 1, column: 1 }
}

/** The place of an offset into a text. */
export function placeOfOffset(file: string, text: string, offset: number): Place {
  return { file, ...lineAndColumn(lineStartsOf(text), offset), length: 1 }
}

interface TextMap {
  readonly spans: ReadonlyMap<string, JsonSpan>
  /** Offset of the first character of each line. */
  readonly lineStarts: readonly number[]
}

const mapBySchema = new WeakMap<SchemaFile, TextMap>()

function mapOf(schema: SchemaFile): TextMap {
  const textMap = mapBySchema.get(schema)
  if (textMap !== undefined) return textMap
  const scan = scanJson(schema.text)
  const spans = scan.kind === 'scanned' ? scan.spans : new Map<string, JsonSpan>()
  const map = { spans, lineStarts: lineStartsOf(schema.text) }
  mapBySchema.set(schema, map)
  return map
}

function meantSpan(schema: SchemaFile, span: JsonSpan): { readonly start: number; readonly end: number } {
  const isComposite = schema.text[span.start] === '{' || schema.text[span.start] === '['
  return isComposite ? (span.key ?? { start: span.start, end: span.start + 1 }) : span
}

function lineStartsOf(text: string): number[] {
  return [0, ...Array.from(text.matchAll(/\n/g), ({ index }) => index + 1)]
}

function lineAndColumn(lineStarts: readonly number[], offset: number): { line: number; column: number } {
  let [low, high] = [0, lineStarts.length]
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((lineStarts[middle] ?? 0) <= offset) low = middle
    else high = middle
  }
  return { line: low + 1, column: offset - (lineStarts[low] ?? 0) + 1 }
}
