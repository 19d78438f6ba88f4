import { decodePointer, type JsonValue, parentPointer } from '../../../model/index.ts'
import { type JsonSpan, scanJson } from '../../../schema/index.ts'
import { splice } from '../../index-file/extend-literal.ts'
import type { EditAtPlace, Uneditable } from '../source-edit.ts'
import { arrangeParts, type Bracketed, type BracketStyle } from './arrange-parts.ts'
import { arrangedElements, arrangedMembers, withoutPart } from './arranged.ts'

const style: BracketStyle = { tokens: /,/g, mayTrail: false, mayBreak: true }

/** Edits strict JSON. */
export function editJson(text: string, offset: number, edit: EditAtPlace): string | Uneditable {
  const scan = scanJson(text)
  if (scan.kind === 'broken') return { problem: `not valid JSON: ${scan.reason}` }
  const { spans } = scan
  const pointer = [...spans].find(
    ([, span]) => (edit.kind === 'remove' ? span.key : span)?.start === offset,
  )?.[0]
  const span = pointer === undefined ? undefined : spans.get(pointer)
  if (pointer === undefined || span === undefined) return { problem: 'no value of the file stands there' }
  switch (edit.kind) {
    case 'replace': {
      const indent = /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', span.start - 1) + 1))?.[0] ?? ''
      return splice(text, [{ ...span, text: print(edit.value, indent) }])
    }
    case 'members': {
      const names = childrenOf(spans, pointer).map(([name]) => name)
      const wanted = arrangedMembers(
        names,
        edit.members,
        (name, value, indent) => `${JSON.stringify(name)}: ${print(value, indent)}`,
      )
      return arrangeParts(text, bracketedAt(spans, pointer), { wanted, style })
    }
    case 'remove': {
      const around = parentPointer(pointer) ?? ''
      const children = childrenOf(spans, around)
      const gone = children.findIndex(([, each]) => each === span)
      return arrangeParts(text, bracketedAt(spans, around), {
        wanted: withoutPart(children.length, gone),
        style,
      })
    }
    case 'elements':
      return arrangeParts(text, bracketedAt(spans, pointer), {
        wanted: arrangedElements(edit.elements, print),
        style,
      })
    case 'patch':
    case 'scale':
      return { problem: 'nothing is overridden in a file of data' }
  }
}

type Spans = ReadonlyMap<string, JsonSpan>

function childrenOf(spans: Spans, pointer: string): [string, JsonSpan][] {
  return [...spans]
    .filter(([each]) => each !== '' && parentPointer(each) === pointer)
    .map(([each, span]): [string, JsonSpan] => [decodePointer(each).at(-1) ?? '', span])
    .sort(([, a], [, b]) => a.start - b.start)
}

function bracketedAt(spans: Spans, pointer: string): Bracketed {
  const { start, end } = spans.get(pointer) ?? { start: 0, end: 0 } // it was found
  const parts = childrenOf(spans, pointer).map(([, span]) => ({
    start: span.key?.start ?? span.start,
    end: span.end,
  }))
  return { start, end, parts }
}

/** On one line where it fits there, else two blanks a level. */
function print(value: JsonValue, indent: string): string {
  const flat = flatText(value)
  if (indent.length + flat.length < 80) return flat
  return JSON.stringify(value, undefined, 2).replaceAll('\n', `\n${indent}`)
}

function flatText(value: JsonValue): string {
  if (Array.isArray(value)) return `[${(value as readonly JsonValue[]).map(flatText).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value).map(
    ([name, each]) => `${JSON.stringify(name)}: ${flatText(each as JsonValue)}`,
  )
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`
}
