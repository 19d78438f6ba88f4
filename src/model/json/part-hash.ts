import { canonicalJson } from './canonical.ts'
import { sha256 } from './hash.ts'
import type { JsonValue } from './json.ts'
import { valueAt } from './pointer.ts'

/** sha256 of the canonical JSON of one part of what a key holds; '' where there is no key, no JSON, or no such part. */
export function partHash(bytes: Uint8Array | undefined, pointer: string): string {
  if (bytes === undefined) return ''
  try {
    const document = JSON.parse(new TextDecoder().decode(bytes)) as JsonValue // JSON.parse gives nothing else
    const part = valueAt(document, pointer)
    return part === undefined ? '' : sha256(canonicalJson(part))
  } catch {
    return '' // no JSON, or nested beyond all measure
  }
}
