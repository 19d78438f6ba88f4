import type { ArrangedPart } from './arrange-parts.ts'

/** Items of a list or map that have lines of their own, each from its name or mark to the end of its value. */
export interface Lines {
  /** Where the first item begins. */
  readonly start: number
  readonly parts: readonly { readonly start: number; readonly end: number }[]
}

/** An item with the comments above it and behind it; ends with a line break. */
interface Chunk {
  /** Comments and blank lines above, then the indent. */
  readonly lead: string
  readonly body: string
}

/** A text in which these items stand; comments go with what they stand at, and lines that stay are not touched. */
export function arrangeLines(text: string, { parts }: Lines, wanted: readonly ArrangedPart[]): string {
  const first = parts[0]?.start ?? text.length
  const lineStart = text.lastIndexOf('\n', first - 1) + 1
  const indent = ' '.repeat(first - lineStart)
  const isAlone = text.slice(lineStart, first).trim() === ''
  // The comments right above the first item are its own, unless it begins behind the mark of an element.
  const begin = isAlone ? aboveOf(text, lineStart, indent) : first
  const end = lineEnd(text, parts.at(-1)?.end ?? first)
  let at = begin
  const chunks = parts.map(({ start, end: behind }): Chunk => {
    const lead = text.slice(at, start)
    at = lineEnd(text, behind)
    return { lead, body: closed(text.slice(start, at)) }
  })
  const rest = text.slice(end)
  const written = wanted.map((part, index) => {
    const { lead, body } = chunkOf(chunks, part, indent)
    if (isAlone)
      return (
        (index === 0 && begin === lineStart ? lead.replace(/^(?:[ \t]*\r?\n)+/, '') : lead || indent) + body
      )
    return (
      (index === 0 ? lead.trimStart() : lead.endsWith(indent) && lead !== '' ? lead : indent + lead) + body
    )
  })
  return text.slice(0, begin) + written.join('') + rest
}

function chunkOf(chunks: readonly Chunk[], part: ArrangedPart, indent: string): Chunk {
  if ('kept' in part) {
    const chunk = chunks[part.kept]
    if (chunk === undefined) throw new Error(`no item ${part.kept} there`)
    return chunk
  }
  const replaced = part.instead === undefined ? undefined : chunks[part.instead]
  const [line = ''] = replaced?.body.split('\n') ?? []
  const comment = replaced?.body.trimEnd() === line ? (/ +#[^\n"']*$/.exec(line)?.[0] ?? '') : ''
  const printed = part.print(indent)
  const body = printed.includes('\n') ? printed : `${printed}${comment}`
  return { lead: replaced?.lead ?? indent, body: `${body}\n` }
}

/** Upwards over the lines of comments with this indent. */
function aboveOf(text: string, lineStart: number, indent: string): number {
  let at = lineStart
  while (at > 0) {
    const before = text.lastIndexOf('\n', at - 2) + 1
    if (!text.startsWith(`${indent}#`, before)) break
    at = before
  }
  return at
}

/** Behind the line that holds the place, or behind a value that ends with its line. */
function lineEnd(text: string, place: number): number {
  if (text[place - 1] === '\n') return place
  const found = text.indexOf('\n', place)
  return found < 0 ? text.length : found + 1
}

function closed(line: string): string {
  return line.endsWith('\n') ? line : `${line}\n`
}
