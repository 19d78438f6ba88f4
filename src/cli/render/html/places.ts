import { hidePrivateKeys, type Place } from '../../../model/index.ts'
import type { ReportPlace, SourceFileLines } from '../../../report/index.ts'
import type { SourceLink } from '../source-links.ts'
import { expandTabs } from '../text/display-width.ts'
import { escapeText } from '../text/plain-text.ts'

/** Lines above and below the one that is meant. */
const around = 2
/** A line is shown as far as that; characters. */
const longestLine = 400

/** Places of a report, and the lines of sources that they are shown with. */
export interface Places {
  /** As the report has it. */
  readonly placed: (at: Place) => ReportPlace
  /** Of all places so far. */
  readonly sources: () => SourceFileLines[]
}

/** Where the sources are. */
export interface Sources {
  /** The text of a source that is at hand as it was when the places were found. */
  readonly sourceOf: (file: string) => string | undefined
  readonly sourceLink: SourceLink
}

export function collectPlaces({ sourceOf, sourceLink }: Sources): Places {
  const files = new Map<
    string,
    { readonly number: number; readonly text: string[]; readonly lines: Set<number> }
  >()
  const fileOf = (name: string) => {
    const known = files.get(name)
    if (known !== undefined) return known
    const source = sourceOf(name)
    // In the whole source: a line in the middle of a key does not say what it is.
    const text = source === undefined ? [] : hidePrivateKeys(source).split(/\r\n|\n|\r/)
    const file = { number: files.size, text, lines: new Set<number>() }
    files.set(name, file)
    return file
  }
  return {
    placed: ({ file: name, line, column, length = 1 }) => {
      const file = fileOf(name)
      for (let near = Math.max(1, line - around); near <= line + around; near++)
        if (file.text[near - 1] !== undefined) file.lines.add(near)
      const text = file.text[line - 1]
      if (text === undefined) return { source: file.number, line, column, length }
      const head = shownText(text.slice(0, column - 1)).length
      const meant = shownText(text.slice(column - 1, column - 1 + length)).length
      return { source: file.number, line, column: head + 1, length: Math.max(1, meant) }
    },
    sources: () =>
      [...files].map(([name, { text, lines }]) => ({
        file: escapeText(name),
        ...linkOf(sourceLink({ file: name, line: '{line}' })),
        lines: Object.fromEntries(
          [...lines].sort((a, b) => a - b).map((line) => [line, cut(shownText(text[line - 1] ?? ''))]),
        ),
      })),
  }
}

function linkOf(link: string | undefined): { readonly link?: string } {
  return link === undefined ? {} : { link }
}

/** A source is text that others wrote. */
function shownText(text: string): string {
  return escapeText(expandTabs(text))
}

function cut(text: string): string {
  return text.length <= longestLine ? text : `${text.slice(0, longestLine).replace(/[\ud800-\udbff]$/, '')}…`
}
