import { findNonJson, type JsonValue } from '../model/index.ts'

const utf8 = new TextDecoder('utf-8', { fatal: true })

/**
 * The JSON that bytes from a store hold. Undefined when they hold none, or none that can be shown truly: numbers
 * beyond what a double holds exactly, half a surrogate pair, nesting beyond all measure.
 */
export function readDocument(bytes: Uint8Array): JsonValue | undefined {
  try {
    const value = JSON.parse(utf8.decode(bytes)) as JsonValue // JSON.parse gives nothing else
    return findNonJson(value).length === 0 ? value : undefined
  } catch {
    return undefined
  }
}
