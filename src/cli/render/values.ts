import {
  formatPlace,
  type JsonValue,
  type Place,
  privateKeyNotShown,
  withoutPrivateKeys,
} from '../../model/index.ts'

const longestValue = 60
const contextBefore = 12

/** A JSON value on one line, as a reader wants it: text without quotes where that is clear, cut when long. */
export function renderValue(value: JsonValue, unit?: string): string {
  return withUnit(cutFrom(textOf(value), 0), value, unit)
}

/** `0.7 → 0.8`; of long texts the part around the first difference. */
export function renderChange(from: JsonValue, to: JsonValue, unit?: string): string {
  const [before, after] = [textOf(from), textOf(to)]
  const start = Math.max(before.length, after.length) > longestValue ? shownFrom(before, after) : 0
  return `${withUnit(cutFrom(before, start), from, unit)} → ${withUnit(cutFrom(after, start), to, unit)}`
}

/** Text that comes from a store, safe for a terminal: what would steer it, or change the order of reading, is escaped. */
export function escapeText(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`,
  )
}

/** A private key is hidden before a text is cut: a part of it says no more what it is. */
function textOf(value: JsonValue): string {
  const shown = withoutPrivateKeys(value)
  if (shown === privateKeyNotShown) return shown
  return typeof shown === 'string' && isPlainWord(shown) ? shown : escapeText(JSON.stringify(shown))
}

/** A count has no unit, whatever the schema calls it. */
function withUnit(text: string, value: JsonValue, unit: string | undefined): string {
  return unit === undefined || unit === 'count' || typeof value !== 'number' ? text : `${text} ${unit}`
}

function shownFrom(before: string, after: string): number {
  let same = 0
  while (same < before.length && before[same] === after[same]) same++
  return Math.max(0, same - contextBefore)
}

/** At most `longestValue` characters from `start` on, with `…` where something is left out; no pair is cut in two. */
function cutFrom(text: string, start: number): string {
  const head = start > 0 ? '…' : ''
  const room = longestValue - head.length
  const rest = text.slice(start).replace(/^[\udc00-\udfff]/, '')
  if (rest.length <= room) return head + rest
  return `${head}${rest.slice(0, room - 1).replace(/[\ud800-\udbff]$/, '')}…`
}

/** `31 KiB`, `1.4 MiB` */
export function renderBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  const kibibytes = bytes / 1024
  if (kibibytes < 1024) return `${kibibytes < 10 ? kibibytes.toFixed(1) : Math.round(kibibytes)} KiB`
  return `${(kibibytes / 1024).toFixed(1)} MiB`
}

/** `27c8…f1`: enough of a long id to tell two apart. */
export function shortenId(id: string): string {
  return id.length <= 8 ? id : `${id.slice(0, 4)}…${id.slice(-2)}`
}

function isPlainWord(text: string): boolean {
  // 'true', '12' and 'null' keep their quotes: they are text, not what they look like.
  return (
    /^[\p{L}\p{N}_./:@+-]+$/u.test(text) && !/^(true|false|null|-?\d+(\.\d+)?([eE][+-]?\d+)?)$/.test(text)
  )
}

/** A place as plan lines show it, without the folder that every config lies in: `sniffer.ts:7:60`. */
export function renderPlace(place: Place): string {
  return formatPlace({ ...place, file: place.file.replace(/^configs\//, '') })
}
