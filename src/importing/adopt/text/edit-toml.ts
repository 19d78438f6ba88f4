import type { AST } from 'toml-eslint-parser'
import type { JsonValue } from '../../../model/index.ts'
import { splice } from '../../index-file/extend-literal.ts'
import type { EditAtPlace, Uneditable } from '../source-edit.ts'
import { arrangeParts, hashStyle } from './arrange-parts.ts'
import { arrangedElements, arrangedMembers, withoutPart } from './arranged.ts'

/** Edits TOML by its ranges. */
export async function editToml(
  text: string,
  offset: number,
  edit: EditAtPlace,
): Promise<string | Uneditable> {
  const { parseTOML } = await import('toml-eslint-parser')
  const [top] = parseTOML(text).body
  const written = [...nodesOf(top)]
  const at = (node: AST.TOMLNode) => node.range[0] === offset
  switch (edit.kind) {
    case 'replace': {
      const value = written.find((node): node is AST.TOMLContentNode => isValue(node) && at(node))
      if (value === undefined) return { problem: 'no value of the file stands there' }
      return whole(edit.value, (printed) =>
        splice(text, [{ start: value.range[0], end: value.range[1], text: printed }]),
      )
    }
    case 'members': {
      const table = written.find(
        (node): node is Holder => isHolder(node) && (at(node) || (node === top && offset === 0)),
      )
      if (table === undefined) return { problem: 'no table is written out there' }
      return setMembers(text, table, edit.members)
    }
    case 'remove': {
      const member = written.find(
        (node): node is AST.TOMLKeyValue => node.type === 'TOMLKeyValue' && at(node),
      )
      if (member === undefined) return { problem: 'no key of a table is written out there' }
      return removeMember(text, member)
    }
    case 'elements': {
      const list = written.find((node): node is AST.TOMLArray => node.type === 'TOMLArray' && at(node))
      if (list?.elements.length !== edit.count)
        return { problem: 'the list is put together there from tables' }
      const parts = list.elements.map(({ range: [start, end] }) => ({ start, end }))
      const [start, end] = list.range
      const wanted = arrangedElements(edit.elements, (value) => print(value) ?? '')
      return arrangeParts(text, { start, end, parts }, { wanted, style: hashStyle })
    }
    case 'patch':
    case 'scale':
      return { problem: 'nothing is overridden in a file of data' }
  }
}

type Holder = AST.TOMLTopLevelTable | AST.TOMLTable | AST.TOMLInlineTable

function isHolder(node: AST.TOMLNode): node is Holder {
  return node.type === 'TOMLTopLevelTable' || node.type === 'TOMLTable' || node.type === 'TOMLInlineTable'
}

function isValue(node: AST.TOMLNode): node is AST.TOMLContentNode {
  return node.type === 'TOMLValue' || node.type === 'TOMLArray' || node.type === 'TOMLInlineTable'
}

function* nodesOf(node: AST.TOMLNode): Generator<AST.TOMLNode> {
  yield node
  if (node.type === 'TOMLTopLevelTable' || node.type === 'TOMLTable' || node.type === 'TOMLInlineTable')
    for (const each of node.body) yield* nodesOf(each)
  if (node.type === 'TOMLKeyValue') yield* nodesOf(node.value)
  if (node.type === 'TOMLArray') for (const each of node.elements) yield* nodesOf(each)
}

function setMembers(
  text: string,
  table: Holder,
  members: ReadonlyMap<string, JsonValue>,
): string | Uneditable {
  const body: readonly AST.TOMLNode[] = table.body
  const own = body.filter((each) => each.type === 'TOMLKeyValue')
  const names = own.map(({ key }) => (key.keys.length === 1 ? nameOf(key.keys[0]) : undefined))
  const unwritable = [...members.values()].some((value) => print(value) === undefined)
  if (unwritable) return { problem: 'TOML has no null' }
  const line = (name: string, value: JsonValue): string => `${printName(name)} = ${print(value)}`
  if (table.type === 'TOMLInlineTable') {
    const parts = own.map(({ range: [start, end] }) => ({ start, end }))
    const [start, end] = table.range
    const style = { ...hashStyle, mayTrail: false }
    return arrangeParts(text, { start, end, parts }, { wanted: arrangedMembers(names, members, line), style })
  }
  const replaced = own.flatMap(
    (
      {
        value: {
          range: [start, end],
        },
      },
      index,
    ) => {
      const value = members.get(names[index] ?? '')
      return value === undefined || names[index] === undefined
        ? []
        : [{ start, end, text: print(value) ?? '' }]
    },
  )
  const lines = [...members]
    .filter(([name]) => !names.includes(name))
    .map(([name, value]) => `${line(name, value)}\n`)
  const after = own.at(-1)?.range[1] ?? (table.type === 'TOMLTable' ? table.key.range[1] : 0)
  const behind = own.length === 0 && table.type === 'TOMLTopLevelTable' ? 0 : lineEnd(text, after)
  const gap = behind > 0 && text[behind - 1] !== '\n' ? '\n' : ''
  return splice(text, [
    ...replaced,
    { start: behind, end: behind, text: lines.length === 0 ? '' : gap + lines.join('') },
  ])
}

function removeMember(text: string, member: AST.TOMLKeyValue): string {
  const { parent } = member
  if (parent.type === 'TOMLInlineTable') {
    const parts = parent.body.map(({ range: [start, end] }) => ({ start, end }))
    const [start, end] = parent.range
    const wanted = withoutPart(parts.length, parent.body.indexOf(member))
    return arrangeParts(text, { start, end, parts }, { wanted, style: { ...hashStyle, mayTrail: false } })
  }
  const [start, end] = member.range
  return splice(text, [{ start: text.lastIndexOf('\n', start - 1) + 1, end: lineEnd(text, end), text: '' }])
}

function lineEnd(text: string, place: number): number {
  const found = text.indexOf('\n', place)
  return found < 0 ? text.length : found + 1
}

function nameOf(key: AST.TOMLBare | AST.TOMLQuoted | undefined): string | undefined {
  return key?.type === 'TOMLBare' ? key.name : key?.value
}

function whole(value: JsonValue, write: (printed: string) => string): string | Uneditable {
  const printed = print(value)
  return printed === undefined ? { problem: 'TOML has no null' } : write(printed)
}

function printName(name: string): string {
  return /^[\w-]+$/.test(name) ? name : printText(name)
}

/** On one line; undefined for what TOML cannot carry. */
function print(value: JsonValue): string | undefined {
  if (value === null) return undefined
  if (typeof value === 'string') return printText(value)
  if (typeof value !== 'object') return String(value)
  const isList = Array.isArray(value)
  const parts = Object.entries(value).map(([name, each]) => {
    const printed = print(each as JsonValue)
    return printed === undefined || isList ? printed : `${printName(name)} = ${printed}`
  })
  if (parts.includes(undefined)) return undefined
  if (isList) return `[${parts.join(', ')}]`
  return parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`
}

/** A basic string: the escapes of JSON, and DEL besides. */
function printText(text: string): string {
  return JSON.stringify(text).replaceAll('\x7f', '\\u007f')
}
