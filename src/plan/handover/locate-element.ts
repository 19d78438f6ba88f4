import {
  appendPointer,
  decodePointer,
  isJsonObject,
  type JsonArray,
  type JsonValue,
} from '../../model/index.ts'
import type { KeysAt } from '../leaves/index.ts'
import { type ElementId, identify } from '../lists/index.ts'

/** Where in a document the element is that a pointer leads to which names elements by what identifies them. */
export type Located =
  | { readonly kind: 'found'; readonly list: string; readonly index: number; readonly id: ElementId }
  /** There is no such list: `pointer` is the last place on the way that is there. */
  | { readonly kind: 'no-list'; readonly pointer: string }
  /** Nothing tells the elements of the list apart. */
  | { readonly kind: 'unnamed'; readonly list: string }
  | { readonly kind: 'missing'; readonly list: string; readonly names: readonly string[] }
  /** Several are called so: the number 1 and the text "1". */
  | { readonly kind: 'ambiguous'; readonly list: string }

/** Finds the element that a pointer names: `/clusters/eu/pools/main`. */
export function locateElement(document: JsonValue, name: string, keysAt: KeysAt): Located {
  let found: Located = { kind: 'no-list', pointer: '' }
  let [value, pointer]: [JsonValue, string] = [document, '']
  for (const step of decodePointer(name)) {
    if (Array.isArray(value)) {
      const list: JsonArray = value
      found = elementIn(list, { step, pointer, keysAt })
      if (found.kind !== 'found') return found
      value = list[found.index] as JsonValue
      pointer = appendPointer(pointer, found.index)
    } else {
      found = { kind: 'no-list', pointer }
      if (!isJsonObject(value) || !Object.hasOwn(value, step)) return found
      value = value[step] as JsonValue
      pointer = appendPointer(pointer, step)
    }
  }
  return found
}

function elementIn(
  list: JsonArray,
  { step, pointer, keysAt }: { readonly step: string; readonly pointer: string; readonly keysAt: KeysAt },
): Located {
  const ids = identify(list, [], { keys: keysAt(pointer).keys })?.ours
  if (ids === undefined) return { kind: 'unnamed', list: pointer }
  const indexes = indexesOf(ids, step)
  const [index] = indexes
  if (index === undefined) return { kind: 'missing', list: pointer, names: ids.map(elementName) }
  if (indexes.length > 1) return { kind: 'ambiguous', list: pointer }
  return { kind: 'found', list: pointer, index, id: ids[index] as ElementId }
}

/** Which of the elements are called so. */
export function indexesOf(ids: readonly ElementId[], name: string): number[] {
  return ids.flatMap((id, index) => (elementName(id) === name ? [index] : []))
}

/** What an element is called in a pointer: several members with commas between them. */
function elementName(id: ElementId): string {
  return Array.isArray(id) ? id.join(',') : String(id)
}
