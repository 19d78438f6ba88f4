import type { AST } from 'toml-eslint-parser'
import { appendPointer } from '../model/index.ts'
import type { FoundComment } from './blank-comments.ts'
import { type LazyPackage, lazyPackage } from './lazy-package.ts'

/** The parser that keeps ranges and comments, which the one for values does not; loaded where places in TOML are asked for. */
export const tomlRanges: LazyPackage<typeof import('toml-eslint-parser')> = lazyPackage(
  'toml-eslint-parser',
  () => import('toml-eslint-parser'),
)

/** Where a part of a text stands, in UTF-16 code units; `key` is the name of the member in front of it. */
export interface TextSpan {
  readonly start: number
  readonly end: number
  readonly key?: { readonly start: number; readonly end: number }
}

/** Where values stand in a TOML text, by pointer, and its comments. Throws the package's `ParseError`. */
export function tomlSpans(text: string): {
  readonly spans: ReadonlyMap<string, TextSpan>
  readonly comments: readonly FoundComment[]
} {
  const program = tomlRanges.get().parseTOML(text)
  const spans: Spans = new Map([['', { start: 0, end: text.length }]])
  for (const table of program.body) for (const each of table.body) visitMember(spans, each, '')
  const comments = program.comments.map(({ range: [start, end], value }) => {
    return { start, end, lines: [value.replace(/^#* ?/, '').trimEnd()] }
  })
  return { spans, comments }
}

type Spans = Map<string, TextSpan>

function visitMember(spans: Spans, node: AST.TOMLTable | AST.TOMLKeyValue, around: string): void {
  if (node.type === 'TOMLKeyValue') {
    visitKeyValue(spans, node, around)
    return
  }
  const pointer = node.resolvedKey.reduce<string>((so, name) => appendPointer(so, name), '')
  spans.set(pointer, { start: node.range[0], end: node.range[1] })
  for (const each of node.body) visitKeyValue(spans, each, pointer)
}

function visitKeyValue(spans: Spans, { key, value }: AST.TOMLKeyValue, around: string): void {
  let pointer = around
  for (const name of key.keys) {
    pointer = appendPointer(pointer, name.type === 'TOMLBare' ? name.name : name.value)
    const [start, end] = name.range
    if (!spans.has(pointer))
      spans.set(pointer, { start: value.range[0], end: value.range[1], key: { start, end } })
  }
  visitValue(spans, value, pointer)
}

function visitValue(spans: Spans, node: AST.TOMLContentNode, pointer: string): void {
  const [start, end] = node.range
  spans.set(pointer, { ...spans.get(pointer), start, end })
  if (node.type === 'TOMLArray') {
    node.elements.forEach((element, index) => {
      visitValue(spans, element, appendPointer(pointer, index))
    })
  }
  if (node.type === 'TOMLInlineTable') for (const each of node.body) visitKeyValue(spans, each, pointer)
}
