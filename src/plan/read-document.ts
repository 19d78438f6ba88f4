import {
  findNonJson,
  inputLimits,
  isDeeperThan,
  type JsonValue,
  sha256,
  type UnreadBytes,
} from '../model/index.ts'

const utf8 = new TextDecoder('utf-8', { fatal: true })

/**
 * The JSON that bytes from a store hold. Undefined when they hold none, or none that can be shown truly: numbers
 * beyond what a double holds, half a surrogate pair, nesting beyond all measure.
 */
export function readDocument(bytes: Uint8Array): JsonValue | undefined {
  const read = parse(bytes)
  return 'value' in read ? read.value : undefined
}

/** What is known of bytes that `readDocument` does not read. */
export function unreadBytes(bytes: Uint8Array): UnreadBytes | undefined {
  const read = parse(bytes)
  if ('value' in read) return undefined
  return { sha256: sha256(bytes), bytes: bytes.length, problem: read.problem }
}

function parse(bytes: Uint8Array): { readonly value: JsonValue } | { readonly problem: string } {
  if (bytes.length === 0) return { problem: 'empty' }
  if (bytes.length > inputLimits.liveValueBytes) return { problem: 'larger than what is read' }
  let text: string
  try {
    text = utf8.decode(bytes)
  } catch {
    return { problem: 'no text: not UTF-8' }
  }
  try {
    const value = JSON.parse(text) as JsonValue // JSON.parse gives nothing else
    if (isDeeperThan(value, inputLimits.depth)) return { problem: 'JSON nested beyond all measure' }
    if (hasRoundedNumber(text)) return { problem: 'JSON with a number that reading it would round' }
    const [first] = findNonJson(value)
    return first === undefined ? { value } : { problem: `JSON with ${first.reason.replace(/ \(.*\)$/, '')}` }
  } catch {
    return { problem: 'no JSON' }
  }
}

/** Strings are passed over; what else begins with a digit or a sign is a number. */
const stringOrNumber = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/g
/** A double holds as many digits as this, whatever they are. */
const safeDigits = 15

function hasRoundedNumber(text: string): boolean {
  for (const [token] of text.matchAll(stringOrNumber)) {
    if (token.startsWith('"') || (token.length <= safeDigits && !/e/i.test(token))) continue
    if (decimalOf(token) !== decimalOf(String(Number(token)))) return true
  }
  return false
}

/** A decimal number in one spelling: `1.50e3` → `15e2`. */
function decimalOf(text: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? []
  const digits = (whole + fraction).replace(/^0+/, '')
  const significant = digits.replace(/0+$/, '')
  if (significant === '') return '0'
  return `${sign}${significant}e${Number(exponent) - fraction.length + digits.length - significant.length}`
}
