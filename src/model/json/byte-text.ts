const mark = 'base64:'
const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Bytes as a JSON text carries them: UTF-8 as it is, anything else as `base64:…`. `decodeBytes` gives them back. */
export function encodeBytes(bytes: Uint8Array): string {
  try {
    const text = decoder.decode(bytes)
    if (!text.startsWith(mark)) return text
  } catch {
    // no UTF-8
  }
  return `${mark}${Buffer.from(bytes).toString('base64')}`
}

/** The bytes that `encodeBytes` made this text of. */
export function decodeBytes(text: string): Uint8Array {
  if (text.startsWith(mark)) return new Uint8Array(Buffer.from(text.slice(mark.length), 'base64'))
  return encoder.encode(text)
}
