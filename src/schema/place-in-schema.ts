import { type Place, parentPointer } from '../model/index.ts'
import { type JsonSpan, scanJson } from './scan-json.ts'
import type { Schema } from './schema.ts'

/**
 * The place of what `schemaPointer` names: the value, or for an object or array its key, since that line says what it
 * is. What is not there falls back to the nearest that is.
 */
export function placeInSchema(schema: Schema, schemaPointer: string): Place {
  const spans = spansOf(schema)
  for (let pointer: string | undefined = schemaPointer; pointer !== undefined; ) {
    const span = spans.get(pointer)
    if (span !== undefined) return placeOfSpan(schema, span)
    pointer = parentPointer(pointer)
  }
  return { file: schema.file, line: 1, column: 1 }
}

/** The place of an offset into a text. */
export function placeOfOffset(file: string, text: string, offset: number, length = 1): Place {
  const before = text.slice(0, offset)
  const lineStart = before.lastIndexOf('\n') + 1
  const line = before.split('\n').length
  return { file, line, column: offset - lineStart + 1, length }
}

const spansBySchema = new WeakMap<Schema, ReadonlyMap<string, JsonSpan>>()

function spansOf(schema: Schema): ReadonlyMap<string, JsonSpan> {
  const known = spansBySchema.get(schema)
  if (known !== undefined) return known
  const scan = scanJson(schema.text)
  const spans = scan.kind === 'scanned' ? scan.spans : new Map<string, JsonSpan>()
  spansBySchema.set(schema, spans)
  return spans
}

function placeOfSpan(schema: Schema, span: JsonSpan): Place {
  const isComposite = schema.text[span.start] === '{' || schema.text[span.start] === '['
  const meant = isComposite ? (span.key ?? { start: span.start, end: span.start + 1 }) : span
  return placeOfOffset(schema.file, schema.text, meant.start, meant.end - meant.start)
}
