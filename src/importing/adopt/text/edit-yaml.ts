import type { Document, Node, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml'
import type { JsonValue } from '../../../model/index.ts'
import { splice } from '../../index-file/extend-literal.ts'
import type { EditAtPlace, Uneditable } from '../source-edit.ts'
import { arrangeLines } from './arrange-lines.ts'
import { arrangeParts, hashStyle } from './arrange-parts.ts'
import { arrangedElements, arrangedMembers, withoutPart } from './arranged.ts'

type Yaml = typeof import('yaml')

interface Parsed {
  readonly yaml: Yaml
  readonly document: Document.Parsed
  readonly text: string
}

/** Edits YAML by its ranges: anchors, comments, quotes and blank lines elsewhere stay as they are. */
export async function editYaml(
  text: string,
  offset: number,
  edit: EditAtPlace,
): Promise<string | Uneditable> {
  const yaml = await import('yaml')
  const document = yaml.parseDocument(text, { schema: 'core', merge: true, prettyErrors: false })
  const parsed: Parsed = { yaml, document, text }
  switch (edit.kind) {
    case 'replace':
      return replaceNode(parsed, offset, edit.value)
    case 'members': {
      const map = containerAt(parsed, offset, yaml.isMap)
      if (map === undefined) return { problem: 'no map is written out there' }
      const names = map.items.map(({ key }) => (yaml.isScalar(key) ? String(key.value) : undefined))
      const print = (name: string, value: JsonValue, indent: string) =>
        printPair(parsed, { name, value, indent, isFlow: map.flow === true })
      return arrange(parsed, map, arrangedMembers(names, edit.members, print))
    }
    case 'remove': {
      const map = mapOfName(parsed, offset)
      if (map === undefined) return { problem: 'no member of a map is written out there' }
      const gone = map.items.findIndex(({ key }) => rangeOf(key as Node)?.[0] === offset)
      return arrange(parsed, map, withoutPart(map.items.length, gone))
    }
    case 'elements': {
      const list = containerAt(parsed, offset, yaml.isSeq)
      if (list === undefined || list.items.length !== edit.count)
        return { problem: 'no list is written out there' }
      const isFlow = list.flow === true
      const print = (value: JsonValue, indent: string) =>
        isFlow ? flowText(parsed, value) : `- ${blockText(parsed, value, `${indent}  `)}`
      return arrange(parsed, list, arrangedElements(edit.elements, print))
    }
    case 'patch':
    case 'scale':
      return { problem: 'nothing is overridden in a file of data' }
  }
}

type Container = YAMLMap<unknown, unknown> | YAMLSeq<unknown>

function arrange(
  parsed: Parsed,
  container: Container,
  wanted: Parameters<typeof arrangeParts>[2]['wanted'],
): string {
  const { text, yaml } = parsed
  const [start = 0, end = 0] = container.range ?? []
  const parts = container.items.map((item) => partOf(parsed, item as Node | Pair))
  if (container.flow) return arrangeParts(text, { start, end, parts }, { wanted, style: hashStyle })
  return arrangeLines(
    text,
    { start, parts: parts.map((part) => (yaml.isSeq(container) ? withDash(text, part) : part)) },
    wanted,
  )
}

interface Part {
  readonly start: number
  readonly end: number
}

function partOf({ yaml }: Parsed, item: Node | Pair): Part {
  if (!yaml.isPair(item)) {
    const [start = 0, end = 0] = rangeOf(item) ?? []
    return { start, end }
  }
  const [start = 0, keyEnd = 0] = rangeOf(item.key as Node) ?? []
  const [, end = keyEnd + 1] = rangeOf(item.value as Node | null) ?? []
  return { start, end: Math.max(end, keyEnd) }
}

/** From the dash of an element in front of it. */
function withDash(text: string, { start, end }: Part): Part {
  return { start: text.lastIndexOf('-', start === end ? start : start - 1), end }
}

function rangeOf(node: Node | null | undefined): readonly [number, number, number] | undefined {
  return node?.range ?? undefined
}

function replaceNode(parsed: Parsed, offset: number, value: JsonValue): string | Uneditable {
  const { yaml, text } = parsed
  let found: Node | undefined
  let isInFlow = false
  visitNodes(parsed, (node, flow) => {
    if (rangeOf(node)?.[0] !== offset || yaml.isAlias(node)) return
    // A scalar at the beginning of a block map is its first name.
    if (found === undefined) [found, isInFlow] = [node, flow]
  })
  if (found === undefined) return { problem: 'no value of the file stands there' }
  const [start, end] = rangeOf(found) ?? [0, 0]
  const indent = blockIndent(text, start)
  const style = yaml.isScalar(found) ? found.type : undefined
  const written =
    typeof value === 'object' && value !== null
      ? isInFlow || (yaml.isCollection(found) && found.flow) || isEmpty(value)
        ? flowText(parsed, value)
        : `\n${indent}${blockText(parsed, value, indent)}`
      : scalarText(parsed, value, { style, indent })
  const gap = text.slice(0, start).replace(/[ \t]+$/, '')
  // A collection begins on a line of its own.
  if (written.startsWith('\n') && !yaml.isCollection(found)) return gap + written + text.slice(end)
  const body = written.startsWith('\n') ? written.trimStart() : written
  // The range of a block ends behind the line break.
  const needsBreak = text[end - 1] === '\n' && !body.endsWith('\n')
  const isBroken = body.endsWith('\n') && text[end] === '\n'
  return splice(text, [{ start, end, text: needsBreak ? `${body}\n` : isBroken ? body.slice(0, -1) : body }])
}

function isEmpty(value: object): boolean {
  return Object.keys(value).length === 0
}

/** One level deeper than the line that a value begins on. */
function blockIndent(text: string, start: number): string {
  const line = text.slice(text.lastIndexOf('\n', start - 1) + 1, start)
  const [lead = ''] = /^(?:[ \t]*- )*[ \t]*/.exec(line) ?? []
  return `${' '.repeat(lead.length)}  `
}

/** A scalar in the style of the one that it takes the place of, where that can carry it. */
function scalarText(
  { yaml }: Parsed,
  value: JsonValue,
  { style, indent }: { readonly style: Scalar['type'] | undefined; readonly indent: string },
): string {
  const scalar = new yaml.Scalar(value)
  // A plain text of several lines would be folded.
  const isFolded = style === 'PLAIN' && typeof value === 'string' && value.includes('\n')
  if (style !== undefined && typeof value === 'string' && !isFolded) scalar.type = style
  // As a member it is indented as a value is: by two blanks more than what holds it.
  const text = yaml.stringify({ a: scalar }, options).slice('a: '.length)
  const written = /^[|>]/.test(text) ? text : text.replace(/\n$/, '')
  return written.replace(/\n(?=[^\n])/g, `\n${indent.slice(0, -2)}`)
}

const options = { compat: 'yaml-1.1', lineWidth: 0, aliasDuplicateObjects: false } as const

function blockText({ yaml }: Parsed, value: JsonValue, indent: string): string {
  return yaml
    .stringify(value, options)
    .replace(/\n$/, '')
    .replace(/\n(?=[^\n])/g, `\n${indent}`)
}

function flowText({ yaml }: Parsed, value: JsonValue): string {
  return yaml.stringify(value, { ...options, collectionStyle: 'flow' }).replace(/\n$/, '')
}

function printPair(
  parsed: Parsed,
  {
    name,
    value,
    indent,
    isFlow,
  }: { readonly name: string; readonly value: JsonValue; readonly indent: string; readonly isFlow: boolean },
): string {
  if (!isFlow) return blockText(parsed, { [name]: value }, indent)
  return flowText(parsed, { [name]: value }).replace(/^\{ | \}$/g, '')
}

function containerAt<Kind extends Container>(
  parsed: Parsed,
  offset: number,
  isKind: (node: unknown) => node is Kind,
): Kind | undefined {
  let found: Kind | undefined
  visitNodes(parsed, (node) => {
    if (found === undefined && isKind(node) && rangeOf(node as Node)?.[0] === offset) found = node
  })
  return found
}

function mapOfName(parsed: Parsed, offset: number): YAMLMap<unknown, unknown> | undefined {
  let found: YAMLMap<unknown, unknown> | undefined
  visitNodes(parsed, (node) => {
    if (parsed.yaml.isMap(node) && node.items.some(({ key }) => rangeOf(key as Node)?.[0] === offset))
      found = node
  })
  return found
}

/** Values, not names, the outer before the inner; `isInFlow`: inside of brackets. */
function visitNodes(parsed: Parsed, visit: (node: Node, isInFlow: boolean) => void): void {
  const { yaml, document } = parsed
  const walk = (node: Node | null, isInFlow: boolean): void => {
    if (node === null) return
    visit(node, isInFlow)
    if (!yaml.isCollection(node)) return
    const isFlow = isInFlow || node.flow === true
    for (const item of node.items) walk((yaml.isPair(item) ? item.value : item) as Node | null, isFlow)
  }
  walk(document.contents, false)
}
