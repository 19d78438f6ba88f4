// Bech32 (BIP 173) as age uses it, over buffers: an identity never becomes a JavaScript string, which could not be erased.
const alphabet = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'
const generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3]

/** Encodes bytes under a human-readable prefix, lower case ASCII. */
export function encodeBech32(prefix: string, bytes: Uint8Array): Buffer {
  const words = regroup(bytes, { from: 8, to: 5, pad: true }) ?? []
  const checked = [...words, ...checksum(prefix, words)]
  const text = Buffer.alloc(prefix.length + 1 + checked.length)
  text.write(`${prefix}1`, 'latin1')
  for (const [index, word] of checked.entries()) text[prefix.length + 1 + index] = alphabet.charCodeAt(word)
  words.fill(0)
  checked.fill(0)
  return text
}

/** Decodes ASCII of one case; undefined unless the checksum and `prefix` (lower case) agree. */
export function decodeBech32(prefix: string, text: Uint8Array): Buffer | undefined {
  if (!hasPrefix(prefix, text)) return undefined
  const words: number[] = []
  for (const code of text.subarray(prefix.length + 1)) {
    const word = alphabet.indexOf(String.fromCharCode(toLower(code)))
    if (word < 0) return undefined
    words.push(word)
  }
  if (words.length < 6 || polymod([...expand(prefix), ...words]) !== 1) return undefined
  const bytes = regroup(words.slice(0, -6), { from: 5, to: 8, pad: false })
  words.fill(0)
  if (bytes === undefined) return undefined
  const decoded = Buffer.from(bytes)
  bytes.fill(0)
  return decoded
}

function hasPrefix(prefix: string, text: Uint8Array): boolean {
  const head = Buffer.from(text.subarray(0, prefix.length + 1)).toString('latin1')
  const hasOneCase = !(text.some(isUpper) && text.some(isLower))
  return hasOneCase && head.toLowerCase() === `${prefix}1`
}

function checksum(prefix: string, words: readonly number[]): number[] {
  const value = polymod([...expand(prefix), ...words, 0, 0, 0, 0, 0, 0]) ^ 1
  return [0, 1, 2, 3, 4, 5].map((index) => (value >> (5 * (5 - index))) & 31)
}

function polymod(values: readonly number[]): number {
  let state = 1
  for (const value of values) {
    const top = state >> 25
    state = ((state & 0x1ffffff) << 5) ^ value
    for (const [index, term] of generator.entries()) if ((top >> index) & 1) state ^= term
  }
  return state
}

function expand(prefix: string): number[] {
  const codes = Array.from(prefix, (character) => character.charCodeAt(0))
  return [...codes.map((code) => code >> 5), 0, ...codes.map((code) => code & 31)]
}

function regroup(
  values: Iterable<number>,
  { from, to, pad }: { from: number; to: number; pad: boolean },
): number[] | undefined {
  const out: number[] = []
  const mask = (1 << to) - 1
  let held = 0
  let bits = 0
  for (const value of values) {
    held = (held << from) | value
    bits += from
    while (bits >= to) {
      bits -= to
      out.push((held >> bits) & mask)
    }
    held &= (1 << bits) - 1
  }
  if (pad && bits > 0) out.push((held << (to - bits)) & mask)
  if (!pad && (bits >= from || held !== 0)) return undefined
  return out
}

function isUpper(code: number): boolean {
  return code >= 65 && code <= 90
}

function isLower(code: number): boolean {
  return code >= 97 && code <= 122
}

function toLower(code: number): number {
  return isUpper(code) ? code + 32 : code
}
