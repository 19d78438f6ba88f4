import type { Place } from '../model/index.ts'

/** A stretch of an author's source that the instrumented code can refer to. */
export interface Site {
  readonly file: SourceText
  readonly start: number
  readonly end: number
  /** Present where the text is a literal: what it evaluates to. */
  readonly literal?: { readonly value: unknown }
}

/** A source file, and where its lines begin. `text` has no byte order mark. */
export interface SourceText {
  /** Relative to the workspace, with '/'. */
  readonly file: string
  readonly text: string
  readonly lineStarts: readonly number[]
}

/** All sites of a workspace; a site's number is its index. Number 0 is reserved for "not known". */
export interface SiteTable {
  readonly sites: (Site | undefined)[]
  /** Of files in packages, by name: the author's import by which they came in. */
  readonly entrances: Map<string, Entrance>
}

/** The author's import by which a package came in. */
export interface Entrance {
  readonly specifier: string
  readonly at: Place
}

/** An empty table. */
export function createSiteTable(): SiteTable {
  return { sites: [undefined], entrances: new Map() }
}

/** Adds a site and returns its number. */
export function addSite(table: SiteTable, site: Site): number {
  return table.sites.push(site) - 1
}

/** Splits a source into lines as editors count them: LF, CRLF and CR end a line. */
export function sourceText(file: string, raw: string): SourceText {
  const text = raw.startsWith('\uFEFF') ? raw.slice(1) : raw
  const lineStarts = [0]
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code === 10 || (code === 13 && text.charCodeAt(index + 1) !== 10)) lineStarts.push(index + 1)
  }
  return { file, text, lineStarts }
}

/** The place of a stretch of text; `length` ends with its first line. */
export function placeOf({ file, text, lineStarts }: SourceText, start: number, end: number): Place {
  let low = 0
  let high = lineStarts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((lineStarts[middle] as number) <= start) low = middle
    else high = middle - 1
  }
  const lineStart = lineStarts[low] as number
  const length = Math.max(1, Math.min(end, endOfLine(text, lineStarts[low + 1])) - start)
  return { file, line: low + 1, column: start - lineStart + 1, length }
}

/** Where a line ends, its line break left out. */
function endOfLine(text: string, nextLine: number | undefined): number {
  let end = nextLine ?? text.length
  while (end > 0 && (text.charCodeAt(end - 1) === 10 || text.charCodeAt(end - 1) === 13)) end -= 1
  return end
}

/** The place of a site, or undefined for number 0. */
export function placeOfSite(table: SiteTable, number: number): Place | undefined {
  const site = table.sites[number]
  return site && placeOf(site.file, site.start, site.end)
}
