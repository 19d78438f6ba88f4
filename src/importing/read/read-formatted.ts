import { readDocument, unreadBytes } from '../../formats/index.ts'
import {
  appendPointer,
  type Diagnostic,
  type DocumentFormat,
  type JsonValue,
  type Place,
} from '../../model/index.ts'
import { problemOfName } from './reserved-names.ts'
import type { ReadOutcome, SourceText } from './source-document.ts'

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
    return { value, format, comments: new Map(), numbers: new Map(), placeOf: () => at }
  }
}

function reservedIn(value: JsonValue, pointer: string): string[] {
  const problem = problemOfName(pointer)
  const own = problem === undefined ? [] : [`${pointer} ${problem}`]
  if (typeof value !== 'object' || value === null) return own
  const members = Object.entries(value) as [string, JsonValue][]
  return [...own, ...members.flatMap(([name, member]) => reservedIn(member, appendPointer(pointer, name)))]
}
