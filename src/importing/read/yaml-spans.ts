import type { Document, Node, Pair } from 'yaml'
import type { FoundComment } from '../../formats/index.ts'
import { yamlPackage } from '../../formats/index.ts'
import { appendPointer } from '../../model/index.ts'
import type { JsonSpan } from '../../schema/index.ts'

/** Where values and comments of a YAML text stand; what comes by an alias stands nowhere of its own. The package was loaded. */
export interface YamlSpans {
  readonly spans: ReadonlyMap<string, JsonSpan>
  readonly comments: readonly FoundComment[]
}

/** Finds them in a text that is YAML. */
export function yamlSpans(text: string): YamlSpans {
  const document = yamlPackage.get().parseDocument(text, { schema: 'core', merge: true, prettyErrors: false })
  const spans = new Map<string, JsonSpan>()
  visit({ text, spans }, document.contents, { pointer: '' })
  const root = spans.get('')
  // A block of comments that a blank line ends speaks of the whole document; one right above the first member, of that.
  if (root !== undefined) spans.set('', { ...root, start: headEnd(text, root.start) })
  return { spans, comments: commentsIn(text) }
}

interface Walk {
  readonly text: string
  readonly spans: Map<string, JsonSpan>
}

/** Gives where the value ends: a block ends with the last value in it, not with its comments. */
function visit(
  walk: Walk,
  node: Document['contents'],
  { pointer, key }: { readonly pointer: string; readonly key?: JsonSpan['key'] },
): number {
  const { isMap, isSeq } = yamlPackage.get()
  const [start = 0, valueEnd = 0] = node?.range ?? []
  const span = { start, end: endOf(walk.text, start, valueEnd), ...(key && { key }) }
  walk.spans.set(pointer, span)
  let end = span.end
  if (isSeq(node))
    for (const [index, item] of node.items.entries())
      end = visit(walk, item as Node, { pointer: appendPointer(pointer, index) })
  if (isMap(node)) for (const pair of node.items) end = visitPair(walk, pair, pointer) ?? end
  const isBlock = (isSeq(node) || isMap(node)) && node.flow !== true && node.items.length > 0
  if (isBlock) walk.spans.set(pointer, { ...span, end })
  return isBlock ? end : span.end
}

/** Undefined for `<<`, which is no member. */
function visitPair(walk: Walk, { key, value }: Pair, around: string): number | undefined {
  const { isScalar } = yamlPackage.get()
  if (!isScalar(key) || key.source === '<<') return undefined
  const [start = 0, end = 0] = key.range ?? []
  const pointer = appendPointer(around, String(key.value))
  return visit(walk, value as Node | null, { pointer, key: { start, end } })
}

/** A text of several lines ends with its last line, before the break. */
function endOf(text: string, start: number, valueEnd: number): number {
  let end = valueEnd
  while (end > start && /\s/.test(text[end - 1] ?? '')) end -= 1
  return end
}

/** Behind the last blank line above the first value. */
function headEnd(text: string, start: number): number {
  const blanks = [...text.slice(0, start).matchAll(/^[ \t]*\r?\n/gm)]
  const last = blanks.at(-1)
  return last === undefined ? 0 : last.index
}

/** What the lexer says besides the text: a document begins, a flow ends, a scalar comes next. */
const scalarMark = '\u001f'
const marks: ReadonlySet<string> = new Set(['\u0002', '\u0018', scalarMark])

function commentsIn(text: string): FoundComment[] {
  const { Lexer } = yamlPackage.get()
  const comments: FoundComment[] = []
  let at = 0
  let before = ''
  for (const token of new Lexer().lex(text)) {
    const isComment = token.startsWith('#') && before !== scalarMark
    if (isComment)
      comments.push({ start: at, end: at + token.length, lines: [token.replace(/^#+ ?/, '').trimEnd()] })
    if (!marks.has(token)) at += token.length
    before = token
  }
  return comments
}
