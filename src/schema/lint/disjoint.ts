import { isJsonObject, type JsonValue } from '../../model/index.ts'

/** An element that stands in two lists of an object. */
export interface SharedElement {
  readonly value: JsonValue
  readonly first: { readonly name: string; readonly index: number }
  readonly second: { readonly name: string; readonly index: number }
}

/** The scalars that stand in more than one of the lists that `names` names (`x-disjoint`). */
export function sharedElements(names: readonly string[], value: unknown): SharedElement[] {
  if (!isJsonObject(value)) return []
  const seen = new Map<JsonValue, { name: string; index: number }>()
  const shared: SharedElement[] = []
  for (const name of names) {
    const list = value[name]
    if (!Array.isArray(list)) continue
    for (const [index, element] of list.entries()) {
      const first = seen.get(element)
      if (first === undefined) seen.set(element, { name, index })
      else if (first.name !== name) shared.push({ value: element, first, second: { name, index } })
    }
  }
  return shared
}
