import type { DocumentFormat, JsonValue } from '../../model/index.ts'

/** Strings, white space, punctuation, and words and numbers. */
const token = /"[^"\\]*(?:\\.[^"\\]*)*"|[ \t\r\n]+|[{}[\],:]|[^\s"{}[\],:]+/g

/** In which bytes from a store differ from what would be written for the same values, in words. */
export function describeOtherBytes(bytes: Uint8Array, format: DocumentFormat = 'json'): string {
  if (format !== 'json' && format !== 'pretty-json') return 'written otherwise'
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  const reasons = new Set<string>()
  if (text.startsWith('\ufeff')) reasons.add('a byte order mark')
  const objects: Names[] = []
  let name: string | undefined
  for (const [part] of text.replace(/^\ufeff/, '').matchAll(token)) {
    if (/^\s/.test(part)) reasons.add(/[\r\n]/.test(part) ? 'line breaks' : 'blanks')
    else if (part === '{') objects.push({ all: new Set() })
    else if (part === '}') objects.pop()
    else if (part === ':') addMember(objects.at(-1), name ?? '', reasons)
    else if (part.startsWith('"')) name = readString(part, reasons)
    else if (/^[-\d]/.test(part) && part !== String(Number(part))) reasons.add('numbers written otherwise')
  }
  return reasons.size === 0 ? 'written otherwise' : [...reasons].join(', ')
}

function readString(part: string, reasons: Set<string>): string {
  const text = JSON.parse(part) as JsonValue & string // a JSON string
  if (JSON.stringify(text) !== part) reasons.add('characters escaped otherwise')
  return text
}

/** The members of an object so far. */
interface Names {
  readonly all: Set<string>
  last?: string
}

function addMember(names: Names | undefined, name: string, reasons: Set<string>): void {
  if (names === undefined) return
  if (names.all.has(name)) reasons.add('a member twice, of which the last counts')
  else if (names.last !== undefined && names.last > name) reasons.add('order of members')
  names.all.add(name)
  names.last = name
}
