import { formatPlace, type JsonValue, type Place } from '../../model/index.ts'

const longestValue = 60

/** A JSON value on one line, as a reader wants it: text without quotes where that is clear, cut when long. */
export function renderValue(value: JsonValue, unit?: string): string {
  const text = typeof value === 'string' && isPlainWord(value) ? value : JSON.stringify(value)
  const cut = text.length > longestValue ? `${text.slice(0, longestValue - 1)}…` : text
  return unit === undefined || typeof value !== 'number' ? cut : `${cut} ${unit}`
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
