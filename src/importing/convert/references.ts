import {
  decodePointer,
  encodePointer,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  valueAt,
} from '../../model/index.ts'
import type { Conversion } from './conversion.ts'

/** The pointer that a reference leads to, where that is in the same document. */
export function targetOf({ document }: Conversion, reference: string): string | undefined {
  const [base = '', fragment = ''] = reference.split('#')
  const own = String(document.$id ?? document.id ?? '').replace(/#$/, '')
  if (base !== '' && base !== own && !own.endsWith(`/${base}`)) return undefined
  const pointer = decoded(fragment)
  if (pointer === '' || pointer.startsWith('/'))
    return valueAt(document, pointer) === undefined ? undefined : pointer
  return findAnchor(document, pointer)
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment)
  } catch {
    return fragment
  }
}

/** Where a schema calls itself so: `$anchor`, `$dynamicAnchor`, or `$id` of older drafts. */
function findAnchor(document: JsonObject, anchor: string): string | undefined {
  const search = (value: JsonValue, segments: readonly string[]): string | undefined => {
    if (typeof value !== 'object' || value === null) return undefined
    const names = isJsonObject(value) ? [value.$anchor, value.$dynamicAnchor, value.$id, value.id] : []
    if (names.includes(anchor) || names.includes(`#${anchor}`)) return encodePointer(segments)
    for (const [name, member] of Object.entries(value) as [string, JsonValue][]) {
      const found = search(member, [...segments, name])
      if (found !== undefined) return found
    }
    return undefined
  }
  return search(document, [])
}

/** The name in `$defs` of what stands at a pointer; the same for the same pointer. */
export function definitionName({ names }: Conversion, pointer: string): string {
  const known = names.get(pointer)
  if (known !== undefined) return known
  const segments = decodePointer(pointer)
  const [first, ...rest] = segments
  const isDefinition = first === 'definitions' || first === '$defs'
  const wanted =
    (isDefinition ? rest : segments.filter((each) => each !== 'properties')).join('-') || 'document'
  const taken = new Set(names.values())
  let name = wanted === '__proto__' ? 'proto' : wanted
  for (let number = 2; taken.has(name); number++) name = `${wanted}-${number}`
  names.set(pointer, name)
  return name
}

/** `#/$defs/<name>`, escaped as a pointer in a URI is. */
export function referenceTo(name: string): string {
  return `#/$defs/${encodeURIComponent(encodePointer([name]).slice(1))}`
}
