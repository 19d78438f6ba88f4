import type { SyntaxNode } from './find-workspace-literal.ts'

/** A piece of a text to be replaced. */
export interface Splice {
  readonly start: number
  readonly end: number
  readonly text: string
}

const lineWidth = 110

/** A text with pieces of it replaced; they do not overlap. */
export function splice(text: string, splices: readonly Splice[]): string {
  let done = text
  for (const { start, end, text: replacement } of [...splices].sort((a, b) => b.start - a.start))
    done = done.slice(0, start) + replacement + done.slice(end)
  return done
}

/** Elements or members more at the end of a list or object literal, which stays on one line while it fits. */
export function extendLiteral(text: string, literal: SyntaxNode, added: readonly string[]): Splice {
  const parts = literal.type === 'ObjectExpression' ? literal.properties : literal.elements
  const present = parts.map(({ start, end }) => text.slice(start, end))
  const missing = added.filter((each) => !present.includes(each))
  if (missing.length === 0) return { start: literal.end, end: literal.end, text: '' }
  const whole = text.slice(literal.start, literal.end)
  const lineStart = text.lastIndexOf('\n', literal.start) + 1
  const isObject = literal.type === 'ObjectExpression'
  if (!whole.includes('\n')) {
    const flat = [...present, ...missing].join(', ')
    const line = isObject ? `{ ${flat} }` : `[${flat}]`
    const isNested = isObject && [...present, ...missing].some((each) => each.includes('{'))
    const fits = literal.start - lineStart + line.length < lineWidth && !isNested && !line.includes('\n')
    if (fits) return { start: literal.start, end: literal.end, text: line }
  }
  const indent = /^\s*/.exec(text.slice(lineStart))?.[0] ?? ''
  const inner = `${indent}  `
  if (!whole.includes('\n')) {
    const lines = [...present, ...missing].map((each) => `${inner}${each},\n`).join('')
    const [open, close] = isObject ? ['{', '}'] : ['[', ']']
    return { start: literal.start, end: literal.end, text: `${open}\n${lines}${indent}${close}` }
  }
  const last = parts.at(-1)
  const lines = missing.map((each) => `\n${inner}${each},`).join('')
  if (last === undefined) return { start: literal.start + 1, end: literal.start + 1, text: lines }
  const comma = /^\s*,/.exec(text.slice(last.end))?.[0]
  const end = last.end + (comma?.length ?? 0)
  // What stands behind the last one on its line stays there.
  const lineEnd = end + (/^[^\n]*/.exec(text.slice(end, literal.end - 1))?.[0].length ?? 0)
  const isAlone = text.slice(end, lineEnd).trim() === '' || /^\s*\/\//.test(text.slice(end, lineEnd))
  if (comma === undefined) return { start: last.end, end: last.end, text: `,${lines}` }
  return isAlone ? { start: lineEnd, end: lineEnd, text: lines } : { start: end, end, text: lines }
}
