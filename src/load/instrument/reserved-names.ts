import type { Diagnostic } from '../../model/index.ts'
import { placeOf, type SourceText } from '../sites.ts'

const reserved = /^_\$(?:|\d+|m\d+|start\d+|yield|default|module|exports|own|o_.+)$/u

/**
 * Names that the evaluation has put beside the author's code: whoever uses one could tell it anything of values and
 * places. Looked for in the tree only where the text has one, or an escape that could be one.
 */
export function reservedNames(source: SourceText, program: unknown): Diagnostic[] {
  if (!/_\$|\\u/.test(source.text)) return []
  const found: Diagnostic[] = []
  visit(program, (name, start, end) => {
    if (reserved.test(name)) found.push(refusal(name, source, [start, end]))
  })
  return found
}

function refusal(name: string, source: SourceText, [start, end]: readonly [number, number]): Diagnostic {
  return {
    code: 'not-hermetic',
    severity: 'error',
    message: `the name ${name} is taken by the evaluation itself`,
    at: placeOf(source, start, end),
    help: 'choose another name',
  }
}

function visit(node: unknown, see: (name: string, start: number, end: number) => void): void {
  if (typeof node !== 'object' || node === null) return
  const { type, name, start, end } = node as { type?: unknown; name?: unknown; start: number; end: number }
  if (type === 'Identifier' && typeof name === 'string') see(name, start, end)
  for (const each of Object.values(node)) visit(each, see)
}
