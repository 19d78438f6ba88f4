import {
  appendPointer,
  type Diagnostic,
  isJsonObject,
  type JsonValue,
  type Place,
} from '../../model/index.ts'
import { type JsonSpan, type Repetition, scanJson } from '../../schema/index.ts'
import { given } from '../given.ts'
import {
  type ExportTarget,
  emptyModule,
  type InstrumentedModule,
  type InstrumentOptions,
} from '../instrument/instrument-module.ts'
import { type Description, describe, descriptionTable } from '../instrument/module.ts'
import { exportsText, yieldMark } from '../instrument/module-names.ts'
import { addSite, placeOf, type SourceText } from '../sites.ts'

/** A JSON file as a module whose default export knows the places of its values. */
export function instrumentJson(source: SourceText, options: InstrumentOptions): InstrumentedModule {
  const scan = scanJson(source.text)
  if (scan.kind === 'broken') {
    const diagnostics = scan.repetitions?.map((each) => repetition(source, each)) ?? [notJson(source, scan)]
    return { ...emptyModule, diagnostics }
  }
  const work: Work = { source, options, spans: scan.spans, descriptions: [] }
  const value = JSON.parse(source.text) as JsonValue // scanned, so it is
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
  readonly spans: ReadonlyMap<string, JsonSpan>
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

function notJson(source: SourceText, { offset, reason }: { offset: number; reason: string }): Diagnostic {
  const at = placeOf(source, offset, offset + 1)
  return { code: 'syntax-error', severity: 'error', message: `not valid JSON: ${reason}`, at }
}

/** Of a member that stands there twice JSON keeps the last, and nobody sees that the first is gone. */
function repetition(source: SourceText, { name, key, earlier }: Repetition): Diagnostic {
  const placeOfName = ({ start, end }: Repetition['key']): Place => placeOf(source, start, end)
  return {
    code: 'duplicate-key',
    severity: 'error',
    message: `the member ${JSON.stringify(name)} stands here twice`,
    at: placeOfName(key),
    notes: [{ label: 'found', text: 'the other one', at: placeOfName(earlier) }],
    help: 'remove one of them',
  }
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

function spanAt({ spans }: Work, pointer: string): JsonSpan {
  return spans.get(pointer) ?? { start: 0, end: 0 } // every value has one
}
