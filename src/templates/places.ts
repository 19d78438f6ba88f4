import {
  appendPointer,
  isJsonObject,
  isSecretReference,
  type JsonArray,
  type JsonValue,
} from '../model/index.ts'

/** For each element of the second list, which of the first it is, by its index; undefined where none is. */
export type AlignLists = (
  live: JsonArray,
  wanted: JsonArray,
  pointer: string,
) => readonly (number | undefined)[]

/** Elements are told apart by their places alone, while there are as many. */
export const byIndex: AlignLists = (live, wanted) =>
  live.length === wanted.length ? wanted.map((_, index) => index) : wanted.map(() => undefined)

/** By the pointer of each reference in a template: where the same place is in a live document, as far as it is there. */
export function alignedPlaces(
  document: JsonValue,
  template: JsonValue,
  alignLists: AlignLists = byIndex,
): Map<string, string> {
  const places = new Map<string, string>()
  const visit = (live: JsonValue, at: string, wanted: JsonValue, pointer: string): void => {
    if (isSecretReference(wanted)) places.set(pointer, at)
    else if (Array.isArray(live) && Array.isArray(wanted)) {
      for (const [index, from] of alignLists(live, wanted, pointer).entries()) {
        if (from === undefined) continue
        const inside = [live[from], wanted[index]] as [JsonValue, JsonValue]
        visit(inside[0], appendPointer(at, from), inside[1], appendPointer(pointer, index))
      }
    } else if (isJsonObject(live) && isJsonObject(wanted)) {
      for (const name of Object.keys(wanted)) {
        if (!Object.hasOwn(live, name)) continue
        const inside = [live[name], wanted[name]] as [JsonValue, JsonValue]
        visit(inside[0], appendPointer(at, name), inside[1], appendPointer(pointer, name))
      }
    }
  }
  visit(document, '', template, '')
  return places
}
