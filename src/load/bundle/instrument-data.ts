import { appendPointer, isJsonObject, type JsonValue } from '../../model/index.ts'
import type { DataFile, Span } from '../data-files/data-file.ts'
import { given } from '../given.ts'
import {
  type ExportTarget,
  emptyModule,
  type InstrumentedModule,
  type InstrumentOptions,
} from '../instrument/instrument-module.ts'
import { type Description, describe, descriptionTable } from '../instrument/module.ts'
import { exportsText, yieldMark } from '../instrument/module-names.ts'
import { addSite, type SourceText } from '../sites.ts'

/** A file of data as a module whose default export knows the places of its values. */
export function instrumentData(
  source: SourceText,
  { value, spans }: DataFile,
  options: InstrumentOptions,
): InstrumentedModule {
  const work: Work = { source, options, spans, descriptions: [] }
  const code = valueCode(work, '', value)
  const exports = new Map<string, ExportTarget>()
  // What the type checker lets one import: each member by its name, and all of it.
  for (const name of isJsonObject(value) ? Object.keys(value) : [])
    exports.set(name, {
      kind: 'local',
      code: `_$default[${JSON.stringify(name)}]`,
      origin: `_$.originIn(_$default, ${JSON.stringify(name)})`,
    })
  exports.set('default', { kind: 'local', code: '_$default', origin: '_$o_default' })
  const lines = [
    descriptionTable(work.descriptions),
    exportsText(options.number, exports),
    `${yieldMark};`,
    `const _$default = ${code}, _$o_default = _$.origin`,
  ]
  return { ...emptyModule, code: lines.join('\n'), exports }
}

interface Work {
  readonly source: SourceText
  readonly options: InstrumentOptions
  readonly spans: ReadonlyMap<string, Span>
  readonly descriptions: Description[]
}

function valueCode(work: Work, pointer: string, value: JsonValue): string {
  if (!isContainer(value)) return `_$.literal(${siteOf(work, pointer, value)}, ${JSON.stringify(value)})`
  const isList = Array.isArray(value)
  const members: (string | number)[] = []
  const texts = Object.entries(value).map(([key, child], index) => {
    const at = appendPointer(pointer, key)
    members.push(
      isList ? index : key,
      isContainer(child) ? given.container : siteOf(work, at, child),
      isList ? 0 : siteOfName(work, at, key),
    )
    const text = isContainer(child) ? valueCode(work, at, child) : JSON.stringify(child)
    // A computed name defines a member, whatever it is called.
    return isList ? text : `[${JSON.stringify(key)}]: ${text}`
  })
  const description = describe(work, [siteOf(work, pointer, value), ...members])
  return `_$.fixed(${description}, ${isList ? `[${texts.join(', ')}]` : `{${texts.join(', ')}}`})`
}

function isContainer(value: JsonValue): value is Extract<JsonValue, object> {
  return typeof value === 'object' && value !== null
}

function siteOf(work: Work, pointer: string, value: JsonValue): number {
  const { start, end } = spanAt(work, pointer)
  const literal = isContainer(value) ? {} : { literal: { value } }
  return addSite(work.options.table, { file: work.source, start, end, ...literal })
}

function siteOfName(work: Work, pointer: string, name: string): number {
  const span = spanAt(work, pointer)
  const { start, end } = span.key ?? span
  return addSite(work.options.table, { file: work.source, start, end, literal: { value: name } })
}

function spanAt({ spans }: Work, pointer: string): Span {
  return spans.get(pointer) ?? { start: 0, end: 0 } // every value has one
}
