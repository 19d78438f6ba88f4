import type { AST } from 'toml-eslint-parser'
import { loadFormats, readDocument, unreadBytes } from '../../formats/index.ts'
import { appendPointer } from '../../model/index.ts'
import { broken, type DataReader, type Span } from './data-file.ts'

/** TOML 1.0. One parser gives the values, as everywhere else; another one, which keeps ranges, the places. */
export const readTomlFile: DataReader = async (source) => {
  await loadFormats(['toml'])
  const { parseTOML, ParseError } = await import('toml-eslint-parser')
  const bytes = new TextEncoder().encode(source.text)
  const value = readDocument(bytes, 'toml')
  try {
    const spans = new Map<string, Span>([['', { start: 0, end: source.text.length }]])
    for (const table of parseTOML(source.text).body)
      for (const each of table.body) visitMember(spans, each, '')
    if (value !== undefined) return { value, spans }
    return broken(source, 0, `not read: ${unreadBytes(bytes, 'toml')?.problem}`)
  } catch (error) {
    if (!(error instanceof ParseError)) throw error
    return broken(source, error.index, `not valid TOML: ${error.message}`)
  }
}

type Spans = Map<string, Span>

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
