import { escapeText } from '../text/plain-text.ts'

/** The longest run of backticks that ends a code span on forges: `MAXBACKTICKS` of cmark-gfm and of comrak. */
const longestFence = 80

/**
 * Text of others as a code span, in which nothing is Markdown, HTML, a mention or a link. It is the only way by which
 * such text gets into a comment. Safe in the cell of a table too.
 */
export function code(text: string): string {
  const safe = escapePipes(escapeText(text)).replace(/`+/g, escapeLongRun)
  if (safe === '') return '` `'
  const fence = '`'.repeat(1 + longestRun(safe))
  // one space on both sides is taken off again
  const needsRoom = safe.startsWith('`') || safe.endsWith('`') || /^ .*[^ ].* $/.test(safe)
  const room = needsRoom ? ' ' : ''
  return `${fence}${room}${safe}${room}${fence}`
}

/** `[text](url)`: a URL of `source-links`, which percent-encodes what is not its own. */
export function link(text: string, url: string | undefined): string {
  return url === undefined ? code(text) : `[${code(text)}](${url})`
}

/** A row of a table; cells are Markdown already. */
export function tableRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}

/** What a reader opens by a click; `summary` is our own text. */
export function folded(summary: string, lines: readonly string[]): string[] {
  return ['<details>', `<summary>${summary}</summary>`, '', ...lines, '', '</details>']
}

/** Lines as they are, in a fence that is longer than any in them. */
export function fenced(language: string, lines: readonly string[]): string[] {
  const longest = lines.reduce((most, line) => Math.max(most, longestRun(line)), 2)
  const fence = '`'.repeat(longest + 1)
  return [`${fence}${language}`, ...lines, fence]
}

function longestRun(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((longest, { length }) => Math.max(longest, length), 0)
}

function escapeLongRun(run: string): string {
  return run.length < longestFence ? run : '\\u{60}'.repeat(run.length)
}

/** A table is cut at pipes before anything else is read; renderers differ in what a backslash before `\|` is. */
function escapePipes(text: string): string {
  return text.replace(/(\\?)\|/g, (_, backslash: string) => (backslash === '' ? '\\|' : '\\\\u{7c}'))
}
