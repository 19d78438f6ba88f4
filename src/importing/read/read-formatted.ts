import { readDocument, tomlSpans, unreadBytes } from '../../formats/index.ts'
import {
  appendPointer,
  type Diagnostic,
  type DocumentFormat,
  type JsonValue,
  type Place,
} from '../../model/index.ts'
import { attachComments } from './attach-comments.ts'
import { problemOfName } from './reserved-names.ts'
import type { Comments, ReadOutcome, SourceText } from './source-document.ts'
import { yamlSpans } from './yaml-spans.ts'

/** Reads a text of a format other than JSON; its package was loaded. */
export function readFormatted(format: Exclude<DocumentFormat, 'json' | 'pretty-json' | 'number' | 'binary'>) {
  return ({ file, text }: SourceText): ReadOutcome => {
    const bytes = new TextEncoder().encode(text)
    const at: Place = { file, line: 1, column: 1 }
    const refuse = (message: string): Diagnostic => {
      return { code: 'import-refused', severity: 'error', message, at, help: 'mend it, and import again' }
    }
    const value = text === '' ? undefined : readDocument(bytes, format)
    if (value === undefined) {
      const problem = unreadBytes(bytes, format)?.problem ?? 'empty'
      return { diagnostics: [refuse(`${file} is ${problem}`)] }
    }
    const reserved = reservedIn(value, '')
    if (reserved.length > 0) return { diagnostics: reserved.map(refuse) }
    return { value, format, numbers: new Map(), placeOf: () => at, comments: commentsOf(text, format) }
  }
}

/** What its author wrote around the values, as far as the format has comments that are kept. */
function commentsOf(text: string, format: DocumentFormat): ReadonlyMap<string, Comments> {
  if (format === 'yaml') {
    const { spans, comments } = yamlSpans(text)
    return attachComments(text, comments, spans)
  }
  if (format === 'toml') return tomlComments(text)
  return format === 'env' ? envComments(text) : new Map()
}

/** A block of comments that a blank line ends, above everything, speaks of the whole document. */
function tomlComments(text: string): Map<string, Comments> {
  const { spans, comments } = tomlSpans(text)
  const root = spans.get('')
  const placed = new Map(spans)
  const [head] = /^(?:[ \t]*#[^\n]*\n)+(?=[ \t]*\r?\n)/.exec(text) ?? []
  if (root !== undefined) placed.set('', { ...root, start: head?.length ?? 0 })
  return attachComments(text, comments, placed)
}

/** Lines of comments above a name. */
function envComments(text: string): Map<string, Comments> {
  const attached = new Map<string, Comments>()
  let above: string[] = []
  for (const line of text.split(/\r?\n/)) {
    const [, comment] = /^[ \t]*#+ ?(.*)$/.exec(line) ?? []
    const [, name] = /^(?:export[ \t]+)?(\w+)=/.exec(line) ?? []
    if (comment !== undefined) above.push(comment.trimEnd())
    if (name === undefined || above.length === 0) continue
    attached.set(appendPointer('', name), { above })
    above = []
  }
  return above.length === 0 ? attached : attached.set('', { above })
}

function reservedIn(value: JsonValue, pointer: string): string[] {
  const problem = problemOfName(pointer)
  const own = problem === undefined ? [] : [`${pointer} ${problem}`]
  if (typeof value !== 'object' || value === null) return own
  const members = Object.entries(value) as [string, JsonValue][]
  return [...own, ...members.flatMap(([name, member]) => reservedIn(member, appendPointer(pointer, name)))]
}
