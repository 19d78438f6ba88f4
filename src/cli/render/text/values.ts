import {
  formatPlace,
  isJsonObject,
  isSecretReference,
  type JsonValue,
  type Place,
  privateKeyNotShown,
  withoutPrivateKeys,
} from '../../../model/index.ts'
import { escapeText, nameText, scalarText } from './plain-text.ts'

const longestValue = 60
const contextBefore = 12

/** A JSON value on one line, as a reader wants it: text without quotes where that is clear, cut when long unless `isWhole`. */
export function renderValue(value: JsonValue, unit?: string, isWhole = false): string {
  const text = textOf(value)
  return withUnit(isWhole ? text : cutFrom(text, 0), value, unit)
}

/** `0.7` and `0.8`; of long texts the part around the first difference, unless `isWhole`. */
export function renderSides(
  from: JsonValue,
  to: JsonValue,
  { unit, isWhole }: ChangeView = {},
): [from: string, to: string] {
  if (isWhole) return [renderValue(from, unit, true), renderValue(to, unit, true)]
  const [before, after] = [textOf(from), textOf(to)]
  const start = Math.max(before.length, after.length) > longestValue ? shownFrom(before, after) : 0
  return [withUnit(cutFrom(before, start), from, unit), withUnit(cutFrom(after, start), to, unit)]
}

interface ChangeView {
  readonly unit?: string | undefined
  readonly isWhole?: boolean
}

/** A private key is hidden before a text is cut: a part of it says no more what it is. */
function textOf(value: JsonValue): string {
  return plainText(withoutPrivateKeys(value))
}

/** `{name: lan, ports: [22, 80]}`; a secret by its name. */
function plainText(value: JsonValue): string {
  if (value === privateKeyNotShown) return privateKeyNotShown
  if (isSecretReference(value)) {
    const name: unknown = value.$secret
    return typeof name === 'string' ? `secret(${quoteName(name)})` : '(secret)'
  }
  if (Array.isArray(value)) return `[${value.map(plainText).join(', ')}]`
  if (!isJsonObject(value)) return scalarText(value)
  const members = Object.keys(value)
    .sort()
    .map((name) => `${nameText(name)}: ${plainText(value[name] as JsonValue)}`)
  return `{${members.join(', ')}}`
}

/** As authors write it. */
function quoteName(name: string): string {
  return `'${escapeText(name.replaceAll('\\', '\\\\').replaceAll("'", "\\'"))}'`
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
  const mebibytes = kibibytes / 1024
  return mebibytes < 1024 ? `${mebibytes.toFixed(1)} MiB` : `${(mebibytes / 1024).toFixed(1)} GiB`
}

/** `27c8…f1`: enough of a long id to tell two apart. */
export function shortenId(id: string): string {
  return id.length <= 8 ? id : `${id.slice(0, 4)}…${id.slice(-2)}`
}

/** A place as plan lines show it, without the folder that every config lies in: `sniffer.ts:7:60`. */
export function renderPlace(place: Place): string {
  return formatPlace({ ...place, file: place.file.replace(/^configs\//, '') })
}
