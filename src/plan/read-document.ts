import type { JsonValue } from '../model/index.ts'

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** The JSON that bytes from a store hold, or undefined when they hold none. */
export function readDocument(bytes: Uint8Array): JsonValue | undefined {
  try {
    return JSON.parse(utf8.decode(bytes)) as JsonValue // JSON.parse gives nothing else
  } catch {
    return undefined
  }
}
