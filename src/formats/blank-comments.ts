/** A comment of JSONC by its place; `text` is without the marks, a line each. */
export interface FoundComment {
  readonly start: number
  readonly end: number
  readonly lines: readonly string[]
}

/** Strings are passed over; then comments, and commas that nothing but the end of a list or object follows. */
const tokens = /"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\/|,/g
const gap = /(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y

/** JSON with comments and trailing commas as strict JSON in which everything stands where it stood. */
export function blankComments(text: string): {
  readonly text: string
  readonly comments: readonly FoundComment[]
} {
  const comments: FoundComment[] = []
  const blanked = text.replace(tokens, (token: string, start: number) => {
    if (token.startsWith('"')) return token
    if (token === ',') return isTrailing(text, start + 1) ? ' ' : token
    comments.push({ start, end: start + token.length, lines: linesOf(token) })
    return token.replace(/[^\n\r]/g, ' ')
  })
  return { text: blanked, comments }
}

function isTrailing(text: string, after: number): boolean {
  gap.lastIndex = after
  const next = text[after + (gap.exec(text)?.[0].length ?? 0)]
  return next === '}' || next === ']'
}

/** `// text` and `/* text …` without their marks, and without the stars that lines of the latter begin with. */
function linesOf(comment: string): string[] {
  if (comment.startsWith('//'))
    return [
      comment
        .slice(2)
        .replace(/^\/?\s?/, '')
        .trimEnd(),
    ]
  const lines = comment
    .slice(2, -2)
    .split('\n')
    .map((line) => line.replace(/^\s*\*?\s?/, '').trimEnd())
  while (lines[0] === '') lines.shift()
  while (lines.at(-1) === '') lines.pop()
  return lines
}
