import { isJsonObject, type JsonValue } from './json.ts'

/** Encodes path segments as a JSON pointer (RFC 6901); the empty path is the whole document, ''. */
export function encodePointer(segments: readonly (string | number)[]): string {
  return segments.map((segment) => `/${escapeSegment(segment)}`).join('')
}

/** Decodes a JSON pointer (RFC 6901) into its segments. Throws on text that is neither '' nor begins with '/'. */
export function decodePointer(pointer: string): string[] {
  if (pointer === '') return []
  if (!pointer.startsWith('/')) throw new Error(`not a JSON pointer: ${pointer}`)
  return pointer
    .slice(1)
    .split('/')
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'))
}

/** The pointer of a member or element below `pointer`. */
export function appendPointer(pointer: string, segment: string | number): string {
  return `${pointer}/${escapeSegment(segment)}`
}

/** The pointer of the value that holds the one at `pointer`; undefined for the whole document. */
export function parentPointer(pointer: string): string | undefined {
  return pointer === '' ? undefined : pointer.slice(0, pointer.lastIndexOf('/'))
}

/** The value at `pointer`, or undefined where there is none. */
export function valueAt(document: JsonValue, pointer: string): JsonValue | undefined {
  let value: JsonValue | undefined = document
  for (const segment of decodePointer(pointer)) {
    if (Array.isArray(value)) value = /^(0|[1-9]\d*)$/.test(segment) ? value[Number(segment)] : undefined
    else if (isJsonObject(value) && Object.hasOwn(value, segment)) value = value[segment]
    else return undefined
  }
  return value
}

/** A pointer as people read it: `/network/output_socket/port` → `network.output_socket.port`. */
export function readablePointer(pointer: string): string {
  return decodePointer(pointer).join('.')
}

function escapeSegment(segment: string | number): string {
  const text = String(segment)
  return /[~/]/.test(text) ? text.replaceAll('~', '~0').replaceAll('/', '~1') : text
}
