import { createRequire } from 'node:module'
import type stringWidth from 'string-width'

const tabWidth = 2

/** What plans are made of nearly always, a column each: Latin letters, dashes, quotes, the ellipsis and arrows. */
const plain = /^[ -~\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2190-\u21ff]*$/

/** Columns that a terminal gives the text: wide East Asian characters and emoji take two, combining marks none. */
export function displayWidth(text: string): number {
  const expanded = expandTabs(text)
  return plain.test(expanded) ? expanded.length : widthOfAny(expanded)
}

/** The library loads the segmenter of ICU, which takes as long as the rest of a plan: only for text that needs it. */
function widthOfAny(text: string): number {
  library ??= (createRequire(import.meta.url)('string-width') as { default: typeof stringWidth }).default
  return library(text)
}

let library: typeof stringWidth | undefined

/** The text with spaces after it, so that it takes at least `width` columns. */
export function padColumns(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)))
}

/** Tabs as the spaces that `displayWidth` counts for them. */
export function expandTabs(text: string): string {
  return text.replaceAll('\t', ' '.repeat(tabWidth))
}
