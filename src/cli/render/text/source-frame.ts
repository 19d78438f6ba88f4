import { hidePrivateKeys, type Place } from '../../../model/index.ts'
import type { Paint } from '../../terminal/terminal.ts'
import { displayWidth, expandTabs } from './display-width.ts'
import { escapeText } from './plain-text.ts'

const widestLine = 100

/** The source line of a place with a caret under it, private keys as stars; long lines are cut around the caret with `…`. */
export function sourceFrame(source: string, place: Place, paint: Paint): string[] {
  // In the whole source: a line in the middle of a key does not say what it is.
  const line = hidePrivateKeys(source).split(/\r\n|\n|\r/)[place.line - 1]
  if (line === undefined) return []
  const window = cutAround(line, place)
  const gutter = ` ${place.line} `
  const before = displayWidth(window.text.slice(0, window.start))
  const width = Math.max(1, displayWidth(window.text.slice(window.start, window.start + window.length)))
  return [
    `${paint('cyan', `${gutter}|`)} ${shownText(window.text)}`,
    `${' '.repeat(gutter.length)}${paint('cyan', '|')} ${' '.repeat(before)}${paint('red', '^'.repeat(width))}`,
  ]
}

/** A source is text that others wrote. */
function shownText(text: string): string {
  return escapeText(expandTabs(text))
}

interface Window {
  readonly text: string
  /** Where the caret begins in `text`, and how much it covers, in UTF-16 code units. */
  readonly start: number
  readonly length: number
}

function cutAround(line: string, place: Place): Window {
  const start = place.column - 1
  const length = Math.min(place.length ?? 1, Math.max(1, line.length - start))
  if (line.length <= widestLine) return { text: line, start, length }
  const shown = Math.min(length, widestLine - 20)
  const from = Math.max(0, Math.min(start - 10, start + shown + 10 - widestLine))
  const to = Math.min(line.length, from + widestLine)
  const head = from > 0 ? '…' : ''
  const tail = to < line.length ? '…' : ''
  return { text: `${head}${line.slice(from, to)}${tail}`, start: start - from + head.length, length: shown }
}
