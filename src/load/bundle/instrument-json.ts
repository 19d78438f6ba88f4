import type { Node } from 'jsonc-parser'
import type { Diagnostic, Place } from '../../model/index.ts'
import { given } from '../given.ts'
import {
  type ExportTarget,
  emptyModule,
  type InstrumentedModule,
  type InstrumentOptions,
} from '../instrument/instrument-module.ts'
import { type Description, describe, descriptionTable } from '../instrument/module.ts'
import { exportsText, yieldMark } from '../instrument/module-names.ts'
import { addSite, placeOf, type SourceText } from '../sites.ts'

/** A JSON file as a module whose default export knows the places of its values. */
export async function instrumentJson(
  source: SourceText,
  options: InstrumentOptions,
): Promise<InstrumentedModule> {
  const { parseTree, printParseErrorCode } = await import('jsonc-parser')
  const errors: { error: number; offset: number; length: number }[] = []
  const tree = parseTree(source.text, errors, { disallowComments: true, allowEmptyContent: false })
  const [first] = errors
  if (first !== undefined || tree === undefined) {
    const [start, length] = [first?.offset ?? 0, first?.length ?? 1]
    const message = `not valid JSON: ${first ? printParseErrorCode(first.error) : 'empty'}`
    return {
      ...emptyModule,
      diagnostics: [
        { code: 'syntax-error', severity: 'error', message, at: placeOf(source, start, start + length) },
      ],
    }
  }
  const work: Work = { source, options, descriptions: [], diagnostics: [] }
  const value = valueCode(work, tree)
  const exports = new Map<string, ExportTarget>()
  // What the type checker lets one import: each member by its name, and all of it.
  for (const name of tree.type === 'object' ? (tree.children ?? []).map(nameOfMember) : [])
    exports.set(name, {
      kind: 'local',
      code: `_$default[${JSON.stringify(name)}]`,
      origin: `_$.originIn(_$default, ${JSON.stringify(name)})`,
    })
  exports.set('default', { kind: 'local', code: '_$default', origin: '_$o_default' })
  const code = [
    descriptionTable(work.descriptions),
    exportsText(options.number, exports),
    `${yieldMark};`,
    `const _$default = ${value}, _$o_default = _$.origin`,
  ].join('\n')
  return { ...emptyModule, code, exports, diagnostics: work.diagnostics }
}

function nameOfMember({ children }: Node): string {
  return String(children?.[0]?.value)
}

interface Work {
  readonly source: SourceText
  readonly options: InstrumentOptions
  readonly descriptions: Description[]
  readonly diagnostics: Diagnostic[]
}

function valueCode(work: Work, node: Node): string {
  if (node.type !== 'object' && node.type !== 'array') {
    return `_$.literal(${siteOf(work, node)}, ${JSON.stringify(node.value)})`
  }
  if (node.type === 'object') refuseRepetition(work, node)
  const members: (string | number)[] = []
  const texts = (node.children ?? []).map((child, index) => {
    const [key, value] = node.type === 'object' ? (child.children as [Node, Node]) : [undefined, child]
    const isContainer = value.type === 'object' || value.type === 'array'
    members.push(
      key ? String(key.value) : index,
      isContainer ? given.container : siteOf(work, value),
      key ? siteOf(work, key) : 0,
    )
    const text = isContainer ? valueCode(work, value) : JSON.stringify(value.value)
    // A computed name defines a member, whatever it is called.
    return key ? `[${JSON.stringify(key.value)}]: ${text}` : text
  })
  const description = describe(work, [siteOf(work, node), ...members])
  return `_$.fixed(${description}, ${node.type === 'object' ? `{${texts.join(', ')}}` : `[${texts.join(', ')}]`})`
}

/** Of a member that stands there twice JSON keeps the last, and nobody sees that the first is gone. */
function refuseRepetition({ source, diagnostics }: Work, { children = [] }: Node): void {
  const seen = new Map<string, Node>()
  for (const member of children) {
    const name = nameOfMember(member)
    const [key, first] = [member.children?.[0] ?? member, seen.get(name)]
    const placeOfKey = ({ offset, length }: Node): Place => placeOf(source, offset, offset + length)
    if (first === undefined) seen.set(name, key)
    else
      diagnostics.push({
        code: 'duplicate-key',
        severity: 'error',
        message: `the member ${JSON.stringify(name)} stands here twice`,
        at: placeOfKey(key),
        notes: [{ label: 'found', text: 'the other one', at: placeOfKey(first) }],
        help: 'remove one of them',
      })
  }
}

function siteOf({ source, options: { table } }: Work, { offset, length, value, type }: Node): number {
  const isLiteral = type !== 'object' && type !== 'array'
  return addSite(table, {
    file: source,
    start: offset,
    end: offset + length,
    ...(isLiteral && { literal: { value } }),
  })
}
