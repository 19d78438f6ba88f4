const mark = 'base64:'

/** Bytes as a JSON text carries them: UTF-8 as it is, anything else as `base64:…`. `decodeBytes` gives them back. */
export function encodeBytes(bytes: Uint8Array): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    if (!text.startsWith(mark)) return text
  } catch {
    // no UTF-8
  }
  return `${mark}${Buffer.from(bytes).toString('base64')}`
}

/** The bytes that `encodeBytes` made this text of. */
export function decodeBytes(text: string): Uint8Array {
  if (text.startsWith(mark)) return new Uint8Array(Buffer.from(text.slice(mark.length), 'base64'))
  return new TextEncoder().encode(text)
}
