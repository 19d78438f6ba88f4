import {
  canonicalJson,
  type DocumentFormat,
  findNonJson,
  inputLimits,
  isDeeperThan,
  type JsonValue,
  sha256,
  type UnreadBytes,
} from '../model/index.ts'
import { env } from './env.ts'
import type { Format, Reading, Unwritable } from './format.ts'
import { json, number, prettyJson } from './json.ts'
import { text } from './text.ts'
import { toml, tomlPackage } from './toml.ts'
import { yaml, yamlPackage } from './yaml.ts'

const formats: { readonly [format in Exclude<DocumentFormat, 'binary'>]: Format } = {
  json,
  'pretty-json': prettyJson,
  yaml,
  toml,
  env,
  text,
  number,
}

/** Formats of which nothing at all is a document. */
const mayBeEmpty: readonly DocumentFormat[] = ['text', 'env', 'toml']

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Loads the packages of these formats: before anything of them is read or written. */
export async function loadFormats(needed: Iterable<DocumentFormat | undefined>): Promise<void> {
  const distinct = new Set(needed)
  if (distinct.has('yaml')) await yamlPackage.load()
  if (distinct.has('toml')) await tomlPackage.load()
}

/** As people name a format: `YAML`. */
export function nameOfFormat(format: DocumentFormat = 'json'): string {
  return format === 'binary' ? 'binary' : formats[format].name
}

/**
 * What bytes from a store hold. Undefined when they hold nothing of that format, or nothing that can be shown truly:
 * numbers beyond what a double holds, half a surrogate pair, nesting beyond all measure.
 */
export function readDocument(bytes: Uint8Array, format?: DocumentFormat): JsonValue | undefined {
  const read = parse(bytes, format)
  return 'value' in read ? read.value : undefined
}

/** What is known of bytes that `readDocument` does not read. */
export function unreadBytes(bytes: Uint8Array, format?: DocumentFormat): UnreadBytes | undefined {
  const read = parse(bytes, format)
  if ('value' in read) return undefined
  const { problem } = read
  return { ...(format && { format }), sha256: sha256(bytes), bytes: bytes.length, problem }
}

/** The bytes of a document, always the same for the same value, or why its format cannot carry it. */
export function writeDocument(
  value: JsonValue,
  format: DocumentFormat = 'json',
): { readonly bytes: Uint8Array } | Unwritable {
  if (format === 'binary') return fromBase64(value)
  const written = formats[format].write(value)
  return 'problem' in written ? written : { bytes: new TextEncoder().encode(written.text) }
}

/** True when bytes hold just this value, so that every reader sees the same in them as in what we would write. */
export function holdsValue(bytes: Uint8Array, value: JsonValue, format?: DocumentFormat): boolean {
  const read = parse(bytes, format)
  return 'value' in read && canonicalJson(read.value) === canonicalJson(value) && !isAmbiguous(bytes, format)
}

function parse(bytes: Uint8Array, format: DocumentFormat = 'json'): Reading {
  if (format === 'binary') return { value: Buffer.from(bytes).toString('base64') }
  if (bytes.length > inputLimits.liveValueBytes) return { problem: 'larger than what is read' }
  if (bytes.length === 0 && !mayBeEmpty.includes(format)) return { problem: 'empty' }
  let decoded: string
  try {
    decoded = utf8.decode(bytes)
  } catch {
    return { problem: 'no text: not UTF-8' }
  }
  try {
    return plainReading(decoded, formats[format])
  } catch (error) {
    if (error instanceof RangeError) return { problem: `${formats[format].name} nested beyond all measure` }
    throw error
  }
}

function plainReading(decoded: string, { name, read }: Format): Reading {
  const reading = read(decoded)
  if ('value' in reading && isDeeperThan(reading.value, inputLimits.depth))
    return { problem: `${name} nested beyond all measure` }
  const [first] = 'value' in reading ? findNonJson(reading.value) : []
  return first === undefined ? reading : { problem: `${name} with ${first.reason.replace(/ \(.*\)$/, '')}` }
}

/** Readers take a member twice, or a byte order mark, each in their own way. */
function isAmbiguous(bytes: Uint8Array, format: DocumentFormat = 'json'): boolean {
  if (format === 'text' || format === 'binary') return false
  const decoded = utf8.decode(bytes)
  return decoded.startsWith('\ufeff') || (isJson(format) && hasMemberTwice(decoded))
}

function isJson(format: DocumentFormat): boolean {
  return format === 'json' || format === 'pretty-json'
}

/** Of text that is JSON: compares with what is left when each member counts once. */
function hasMemberTwice(decoded: string): boolean {
  const strings = decoded.matchAll(/"(?:[^"\\]|\\.)*"([ \t\r\n]*:)?/g)
  const names = [...strings].filter(([, colon]) => colon !== undefined)
  return names.length !== membersIn(JSON.parse(decoded) as JsonValue)
}

function membersIn(value: JsonValue): number {
  if (typeof value !== 'object' || value === null) return 0
  const members = Object.values(value) as JsonValue[]
  const own = Array.isArray(value) ? 0 : members.length
  return members.reduce<number>((sum, member) => sum + membersIn(member), own)
}

function fromBase64(value: JsonValue): { readonly bytes: Uint8Array } | Unwritable {
  if (
    typeof value !== 'string' ||
    !/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(value)
  )
    return { pointer: '', problem: 'the document is not base64, and its format is binary' }
  return { bytes: new Uint8Array(Buffer.from(value, 'base64')) }
}
