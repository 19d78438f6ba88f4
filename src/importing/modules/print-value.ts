import { appendPointer, isSecretReference, type JsonObject, type JsonValue } from '../../model/index.ts'
import type { Comments } from '../read/source-document.ts'
import { memberName, textLiteral } from './literals.ts'

/** Columns that a line of a module may have. */
const lineWidth = 110

/** A value with what is known of how its author wrote it. */
export interface Printable {
  readonly value: JsonValue
  readonly comments?: ReadonlyMap<string, Comments>
  readonly numbers?: ReadonlyMap<string, string>
  /** Objects that are patches of the elements of a list, by pointer: the member by which these are known. */
  readonly elements?: ReadonlyMap<string, string>
}

/** Where a value stands: how far it is indented, and what is before it on its line. */
interface Spot {
  readonly pointer: string
  readonly indent: string
  readonly before: number
}

/** A value as a person writes it in TypeScript; the first line is meant to stand behind `before` columns. */
export function printValue(printable: Printable, indent = '', before = 0): string {
  return print(printable, printable.value, { pointer: '', indent, before })
}

function print(printable: Printable, value: JsonValue, spot: Spot): string {
  const flat = printFlat(printable, value, spot.pointer)
  // Behind it may be a comma.
  if (flat !== undefined && (!isList(value) || spot.before + flat.length < lineWidth)) return flat
  if (isList(value)) return printList(printable, value, spot)
  const members = Object.entries(value as JsonObject).map(([name, inside]) => ({
    name: memberName(name),
    key: name,
    member: inside,
  }))
  const lines = members.map(({ name, key, member }) => {
    const pointer = appendPointer(spot.pointer, key)
    return printLine(printable, { lead: `${name}: `, value: member, pointer, indent: `${spot.indent}  ` })
  })
  const text = `{\n${lines.join('')}${spot.indent}}`
  const member = printable.elements?.get(spot.pointer)
  return member === undefined ? text : `patchElements(${textLiteral(member)}, ${text})`
}

function printList(printable: Printable, value: readonly JsonValue[], { pointer, indent }: Spot): string {
  if (value.every((each) => typeof each === 'number') && !hasCommentBelow(printable, pointer)) {
    const numbers = value.map((each, index) =>
      print(printable, each, { pointer: appendPointer(pointer, index), indent, before: 0 }),
    )
    return `[\n${filled(numbers, `${indent}  `)}${indent}]`
  }
  const lines = value.map((element, index) =>
    printLine(printable, {
      lead: '',
      value: element,
      pointer: appendPointer(pointer, index),
      indent: `${indent}  `,
    }),
  )
  return `[\n${lines.join('')}${indent}]`
}

interface Line {
  readonly lead: string
  readonly value: JsonValue
  readonly pointer: string
  readonly indent: string
}

/** A member or an element on a line of its own, with its comments. */
function printLine(printable: Printable, { lead, value, pointer, indent }: Line): string {
  const { above = [], behind } = printable.comments?.get(pointer) ?? {}
  const text = print(printable, value, { pointer, indent, before: indent.length + lead.length })
  const comments = above.map((line) => `${indent}${commentLine(line)}\n`).join('')
  return `${comments}${indent}${lead}${text},${behind === undefined ? '' : ` ${commentLine(behind)}`}\n`
}

/** A line of a comment; whatever it holds, it ends with the line. */
export function commentLine(text: string): string {
  return `// ${text.replace(/[\r\n\u2028\u2029]+/g, ' ')}`.trimEnd()
}

/** Numbers, as many on a line as fit. */
function filled(numbers: readonly string[], indent: string): string {
  const lines: string[] = []
  for (const number of numbers) {
    const last = lines.at(-1)
    if (last !== undefined && indent.length + last.length + number.length + 2 <= lineWidth)
      lines[lines.length - 1] = `${last} ${number},`
    else lines.push(`${number},`)
  }
  return lines.map((line) => `${indent}${line}\n`).join('')
}

/** A scalar, or a list of them, on one line; undefined for what takes several. */
function printFlat(printable: Printable, value: JsonValue, pointer: string): string | undefined {
  if (isSecretReference(value)) return `secret(${textLiteral(value.$secret)})`
  if (typeof value === 'string') return textLiteral(value)
  if (typeof value === 'number') return printable.numbers?.get(pointer) ?? String(value)
  if (typeof value !== 'object' || value === null) return String(value)
  if (!isList(value))
    return Object.keys(value).length === 0 && !hasCommentBelow(printable, pointer) ? '{}' : undefined
  if (hasCommentBelow(printable, pointer) || isTable(value)) return undefined
  const elements = value.map((each, index) => printFlat(printable, each, appendPointer(pointer, index)))
  return elements.some((each) => each === undefined) ? undefined : `[${elements.join(', ')}]`
}

/** Rows stand below each other. */
function isTable(value: readonly JsonValue[]): boolean {
  return value.length > 1 && value.every((each) => isList(each) && each.length > 1)
}

function hasCommentBelow({ comments }: Printable, pointer: string): boolean {
  if (comments === undefined || comments.size === 0) return false
  return [...comments.keys()].some((each) => each.startsWith(`${pointer}/`))
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value)
}
