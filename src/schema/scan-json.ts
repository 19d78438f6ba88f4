import { appendPointer } from '../model/index.ts'
import { deepestNesting } from './nesting.ts'

/** Where a value stands in a text, in UTF-16 code units; `key` is the member name in front of it, with its quotes. */
export interface JsonSpan {
  readonly start: number
  readonly end: number
  readonly key?: { readonly start: number; readonly end: number }
}

/** The spans of every value of a JSON text by pointer, or the first place where it is not JSON. */
export type JsonScan =
  | { readonly kind: 'scanned'; readonly spans: ReadonlyMap<string, JsonSpan> }
  | {
      readonly kind: 'broken'
      readonly offset: number
      readonly reason: string
      /** Where all that is wrong is members that stand twice: each of them. */
      readonly repetitions?: readonly Repetition[]
    }

/** A member whose name an earlier one of the same object has. */
export interface Repetition {
  readonly name: string
  /** The name, and that of the earlier one. */
  readonly key: NonNullable<JsonSpan['key']>
  readonly earlier: NonNullable<JsonSpan['key']>
}

/**
 * Finds the place of every value of a strict JSON text (RFC 8259); a repeated member name counts as broken, and so does
 * more nesting than what reads it afterwards can follow.
 * Own code, because this folder is also bundled into the hermetic evaluator, which can import no package.
 */
export function scanJson(text: string): JsonScan {
  const scanner: Scanner = { text, at: 0, depth: 0, spans: new Map(), repetitions: [] }
  try {
    skipSpace(scanner)
    scanValue(scanner, '', undefined)
    skipSpace(scanner)
    if (scanner.at < text.length) fail(scanner, 'text after the end of the document')
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error
    return brokenByRepetition(scanner) ?? { kind: 'broken', offset: error.offset, reason: error.message }
  }
  const { spans, repetitions } = scanner
  const broken = brokenByRepetition(scanner)
  return broken === undefined ? { kind: 'scanned', spans } : { ...broken, repetitions }
}

/** The first member that stands twice, whatever comes after it. */
function brokenByRepetition({ repetitions: [first] }: Scanner): (JsonScan & { kind: 'broken' }) | undefined {
  if (first === undefined) return undefined
  const reason = `the member ${JSON.stringify(first.name)} twice`
  return { kind: 'broken', offset: first.key.start, reason }
}

interface Scanner {
  readonly text: string
  at: number
  /** Lists and objects around the place. */
  depth: number
  spans: Map<string, JsonSpan>
  readonly repetitions: Repetition[]
}

class JsonFault extends Error {
  readonly offset: number
  constructor(offset: number, reason: string) {
    super(reason)
    this.offset = offset
  }
}

const space = /[ \t\r\n]*/y
// biome-ignore lint/suspicious/noControlCharactersInRegex: RFC 8259 names them
const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y
const scalar = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y

function scanValue(scanner: Scanner, pointer: string, key: JsonSpan['key']): void {
  const start = scanner.at
  // Reserved first, so that the map is in document order.
  scanner.spans.set(pointer, { start, end: start })
  const first = scanner.text[start]
  if (first === '{') scanMembers(scanner, pointer)
  else if (first === '[') scanElements(scanner, pointer)
  else if (first === '"') take(scanner, string, 'a string')
  else take(scanner, scalar, 'a value')
  scanner.spans.set(pointer, { start, end: scanner.at, ...(key && { key }) })
}

function scanMembers(scanner: Scanner, pointer: string): void {
  scanList(scanner, '}', () => {
    const start = scanner.at
    const name = JSON.parse(take(scanner, string, 'a member name in double quotes')) as string
    const key = { start, end: scanner.at }
    const member = appendPointer(pointer, name)
    const { spans } = scanner
    const earlier = spans.get(member)?.key
    if (earlier !== undefined) {
      scanner.repetitions.push({ name, key, earlier })
      scanner.spans = new Map() // what is inside stands at other places than what is inside the earlier one
    }
    skipSpace(scanner)
    if (scanner.text[scanner.at] !== ':') fail(scanner, '":" expected')
    scanner.at++
    skipSpace(scanner)
    scanValue(scanner, member, key)
    scanner.spans = spans
  })
}

function scanElements(scanner: Scanner, pointer: string): void {
  let index = 0
  scanList(scanner, ']', () => scanValue(scanner, appendPointer(pointer, index++), undefined))
}

function scanList(scanner: Scanner, close: '}' | ']', scanOne: () => void): void {
  if (++scanner.depth > deepestNesting)
    throw new JsonFault(scanner.at, `lists and objects more than ${deepestNesting} deep`)
  scanner.at++
  skipSpace(scanner)
  if (scanner.text[scanner.at] === close) {
    scanner.at++
    scanner.depth--
    return
  }
  for (;;) {
    scanOne()
    skipSpace(scanner)
    const next = scanner.text[scanner.at++]
    if (next === close) {
      scanner.depth--
      return
    }
    if (next !== ',') {
      scanner.at--
      fail(scanner, `"," or "${close}" expected`)
    }
    skipSpace(scanner)
  }
}

function take(scanner: Scanner, pattern: RegExp, what: string): string {
  pattern.lastIndex = scanner.at
  const match = pattern.exec(scanner.text)
  if (match === null) return fail(scanner, `${what} expected`)
  scanner.at += match[0].length
  return match[0]
}

function skipSpace(scanner: Scanner): void {
  space.lastIndex = scanner.at
  scanner.at += space.exec(scanner.text)?.[0].length ?? 0
}

function fail(scanner: Scanner, reason: string): never {
  const character = scanner.text[scanner.at]
  const where = character === undefined ? 'the end of the file' : JSON.stringify(character)
  throw new JsonFault(scanner.at, `${reason}, found ${where}`)
}
