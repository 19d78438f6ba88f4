/** A list or object between brackets, and the elements or members in it. */
export interface Bracketed {
  /** Of the brackets themselves. */
  readonly start: number
  readonly end: number
  readonly parts: readonly { readonly start: number; readonly end: number }[]
}

/** What a language allows between brackets. */
export interface BracketStyle {
  /** Matches a comment or a comma, whichever comes first; global. */
  readonly tokens: RegExp
  /** A comma may stand behind the last part. */
  readonly mayTrail: boolean
  /** What does not fit on a line may be broken into several. */
  readonly mayBreak: boolean
}

/** A part that stays, by its old place, or a new one, which may take the place of an old one and its comments. */
export type ArrangedPart =
  | { readonly kept: number }
  | { readonly print: (indent: string) => string; readonly instead?: number }

/** `// …`, `/* … *\/` */
export const slashStyle: BracketStyle = {
  tokens: /\/\/[^\n]*|\/\*[\s\S]*?\*\/|,/g,
  mayTrail: true,
  mayBreak: true,
}

/** `# …` */
export const hashStyle: BracketStyle = { tokens: /#[^\n]*|,/g, mayTrail: true, mayBreak: false }

/** Columns that a line may have. */
const lineWidth = 110

/** A text whose brackets hold these parts; comments go with what they stand at, and lines that stay are not touched. */
export function arrangeParts(
  text: string,
  bracketed: Bracketed,
  { wanted, style }: { readonly wanted: readonly ArrangedPart[]; readonly style: BracketStyle },
): string {
  const { chunks, closing } = chunksOf(text, bracketed, style)
  const lineStart = text.lastIndexOf('\n', bracketed.start - 1) + 1
  const base = /^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? ''
  const work: Work = { chunks, closing, base, style, open: text[bracketed.start] as string }
  const isBroken = chunks[0]?.lead.includes('\n') ?? closing.includes('\n')
  const before = text.slice(lineStart, bracketed.start + 1).length
  const inside = isBroken ? layOut(work, wanted, indentOf(work)) : onOneLine(work, wanted, before)
  return text.slice(0, bracketed.start + 1) + inside + text.slice(bracketed.end - 1)
}

/** A part with what belongs to it: the blanks and comments in front, and the comment behind it on its line. */
interface Chunk {
  readonly lead: string
  readonly body: string
  readonly hasComma: boolean
  readonly tail: string
}

interface Work {
  readonly chunks: readonly Chunk[]
  /** Between the last part and the closing bracket. */
  readonly closing: string
  /** The indent of the line that the opening bracket is on. */
  readonly base: string
  readonly style: BracketStyle
  readonly open: string
}

function chunksOf(
  text: string,
  { start, end, parts }: Bracketed,
  style: BracketStyle,
): { readonly chunks: readonly Chunk[]; readonly closing: string } {
  let at = start + 1
  const chunks = parts.map((part, index): Chunk => {
    const lead = text.slice(at, part.start)
    const gap = text.slice(part.end, parts[index + 1]?.start ?? end - 1)
    const comma = [...gap.matchAll(style.tokens)].find(([token]) => token === ',')
    const bodyEnd = part.end + (comma?.index ?? 0)
    const after = bodyEnd + (comma === undefined ? 0 : 1)
    const rest = text.slice(after, part.end + gap.length)
    const [line = ''] = /^[^\n]*(?=\r?\n)/.exec(rest) ?? []
    const tail = line.replace(style.tokens, '').trim() === '' ? line : ''
    at = after + tail.length
    return { lead, body: text.slice(part.start, bodyEnd), hasComma: comma !== undefined, tail }
  })
  return { chunks, closing: text.slice(at, end - 1) }
}

function indentOf({ chunks, base }: Work): string {
  const lead = chunks.find((each) => each.lead.includes('\n'))?.lead
  if (lead !== undefined) return lead.slice(lead.lastIndexOf('\n') + 1)
  return `${base}${base.includes('\t') ? '\t' : '  '}`
}

function layOut(work: Work, wanted: readonly ArrangedPart[], indent: string): string {
  const { chunks, closing, style } = work
  const hasTrailing = chunks.at(-1)?.hasComma ?? style.mayTrail
  const fresh = `\n${indent}`
  let inside = ''
  let isAfterComment = true
  for (const [index, part] of wanted.entries()) {
    const { lead: own, body, tail } = chunkOf(work, part, { fresh, indent })
    // What stands first now has no blank line above it.
    const lead =
      index === 0 && own !== chunks[0]?.lead ? own.replace(/^(?:[ \t]*\r?\n)+(?=[ \t]*\r?\n)/, '') : own
    inside += isAfterComment && !lead.includes('\n') ? fresh : lead
    inside += `${body}${index < wanted.length - 1 || hasTrailing ? ',' : ''}${tail}`
    isAfterComment = tail.trim() !== ''
  }
  if (wanted.length === 0 && closing.trim() === '') return ''
  return inside + (closing.includes('\n') ? closing : `${closing}\n${work.base}`)
}

function onOneLine(work: Work, wanted: readonly ArrangedPart[], before: number): string {
  const { chunks, closing, style, open, base } = work
  if (wanted.length === 0) return closing.trim()
  const pad = chunks[0]?.lead ?? (open === '{' ? ' ' : '')
  const separator = chunks[1]?.lead ?? ' '
  const parts = wanted.map((part) => chunkOf(work, part, { fresh: separator, indent: `${base}  ` }).body)
  const last = chunks.at(-1)?.hasComma ? ',' : ''
  const flat = `${pad}${parts.join(`,${separator}`)}${last}${chunks.length === 0 ? pad : closing}`
  const isTooLong = before + flat.length >= lineWidth && !chunks.some(({ tail }) => tail.trim() !== '')
  if (!style.mayBreak || !(isTooLong || parts.some((each) => each.includes('\n')))) return flat
  const indent = indentOf(work)
  const broken = chunks.map((each) => ({ ...each, lead: `\n${indent}`, hasComma: style.mayTrail }))
  return layOut({ ...work, chunks: broken, closing: `\n${base}` }, wanted, indent)
}

function chunkOf(
  { chunks }: Work,
  part: ArrangedPart,
  { fresh, indent }: { readonly fresh: string; readonly indent: string },
): Chunk {
  if ('kept' in part) {
    const chunk = chunks[part.kept]
    if (chunk === undefined) throw new Error(`no part ${part.kept} between these brackets`)
    return chunk
  }
  const { lead = fresh, tail = '' } = part.instead === undefined ? {} : (chunks[part.instead] ?? {})
  return { lead, body: part.print(indent), hasComma: false, tail }
}
