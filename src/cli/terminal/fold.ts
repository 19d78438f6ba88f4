/** A text with parts that are shown, or folded to a line each. */
export interface FoldableText {
  /** Always shown: what nobody may miss. */
  readonly head: readonly string[]
  readonly parts: readonly FoldablePart[]
  readonly foot: readonly string[]
}

export interface FoldablePart {
  /** What stands in the place of its lines. */
  readonly folded: string
  readonly lines: readonly string[]
}

/** Which parts are unfolded, at which one the reader is, and which line is the first on the screen. */
export interface FoldState {
  readonly open: ReadonlySet<number>
  readonly at: number
  readonly top: number
}

/** A key of the keyboard, by the names of `node:readline`. */
export type FoldKey = string

const help = '↑↓ choose  space (un)fold  a all  n none  PgUp PgDn scroll  q go on'

export const allFolded: FoldState = { open: new Set(), at: 0, top: 0 }

/** The text with all of its parts. */
export function wholeText({ head, parts, foot }: FoldableText): string {
  return [...head, ...parts.flatMap(({ lines }) => ['', ...lines]), '', ...foot, ''].join('\n')
}

/** The text as a reader has left it. */
export function textAsLeft(text: FoldableText, state: FoldState): string {
  const { lines } = layOut(text, state, '')
  return [...lines, ''].join('\n')
}

/** What stands on a screen of so many rows: a part of the text, and a line that names the keys. */
export function foldScreen(text: FoldableText, state: FoldState, rows: number): string {
  const { lines } = layOut(text, state, '› ')
  const shown = lines.slice(state.top, state.top + rows - 1)
  const empty = Array.from({ length: rows - 1 - shown.length }, () => '')
  const end = state.top + shown.length
  const place = shown.length < lines.length ? `lines ${state.top + 1} to ${end} of ${lines.length}  ` : ''
  return [...shown, ...empty, place + help].join('\n')
}

/** What a key does; undefined when the reader is done. */
export function press(
  key: FoldKey,
  state: FoldState,
  { text, rows }: { readonly text: FoldableText; readonly rows: number },
): FoldState | undefined {
  const last = Math.max(0, text.parts.length - 1)
  const { at, open } = state
  const page = Math.max(1, rows - 2)
  const inView = (next: FoldState) => broughtIntoView(text, next, rows)
  switch (key) {
    case 'q':
    case 'escape':
      return undefined
    case 'up':
    case 'k':
      return inView({ ...state, at: Math.max(0, at - 1) })
    case 'down':
    case 'j':
      return inView({ ...state, at: Math.min(last, at + 1) })
    case 'space':
    case 'return':
      return inView({ ...state, open: open.has(at) ? without(open, at) : new Set([...open, at]) })
    case 'right':
      return inView({ ...state, open: new Set([...open, at]) })
    case 'left':
      return inView({ ...state, open: without(open, at) })
    case 'a':
      return inView({ ...state, open: new Set(text.parts.keys()) })
    case 'n':
      return inView({ ...state, open: new Set() })
    case 'pageup':
      return scrolled(text, { ...state, top: state.top - page }, rows)
    case 'pagedown':
      return scrolled(text, { ...state, top: state.top + page }, rows)
    default:
      return state
  }
}

/** The same state on a screen of another height. */
export function scrolled(text: FoldableText, state: FoldState, rows: number): FoldState {
  const { lines } = layOut(text, state, '')
  return { ...state, top: Math.max(0, Math.min(state.top, lines.length - (rows - 1))) }
}

function broughtIntoView(text: FoldableText, state: FoldState, rows: number): FoldState {
  const { starts } = layOut(text, state, '')
  const start = starts[state.at] ?? 0
  const end = start + (state.open.has(state.at) ? (text.parts[state.at]?.lines.length ?? 1) : 1)
  const isLast = state.at === text.parts.length - 1
  // The head is seen with the first part, the foot with the last.
  const from = state.at === 0 && start < rows - 1 ? 0 : start
  const to = isLast ? end + text.foot.length + 1 : end
  const top = from < state.top ? from : Math.max(state.top, Math.min(start, to - (rows - 1)))
  return scrolled(text, { ...state, top }, rows)
}

/** The lines, and where each part begins; `cursor` stands before the part at which the reader is. */
function layOut(
  { head, parts, foot }: FoldableText,
  { open, at }: FoldState,
  cursor: string,
): { readonly lines: readonly string[]; readonly starts: readonly number[] } {
  const lines = [...head, '']
  const starts: number[] = []
  for (const [index, part] of parts.entries()) {
    const mark = cursor === '' ? '' : index === at ? cursor : ' '.repeat(cursor.length)
    const isOpen = open.has(index)
    if (isOpen && lines.at(-1) !== '') lines.push('')
    starts.push(lines.length)
    const [title = '', ...rest] = isOpen ? part.lines : [part.folded]
    lines.push(`${mark}${isOpen ? '▾' : '▸'} ${title}`, ...rest)
    if (isOpen) lines.push('')
  }
  if (lines.at(-1) !== '') lines.push('')
  return { lines: [...lines, ...foot], starts }
}

function without(open: ReadonlySet<number>, at: number): ReadonlySet<number> {
  return new Set([...open].filter((each) => each !== at))
}
