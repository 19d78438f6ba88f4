import { type JsonValue, type Template, valueAt, withValuesAt } from '../../model/index.ts'
import { alignedPlaces } from '../../templates/index.ts'
import { type Placing, placesOf } from './place-secrets.ts'

type Reference = { readonly $secret: string | null }

/**
 * The live document with references in the place of secrets, to be compared with the one that is wanted: those that stay
 * under their names, so that they make no difference; those that an apply reads from their source under none, so that
 * they make one.
 */
export function maskSecrets({
  document,
  applied,
  wanted,
  keysAt,
}: Omit<Placing, 'wanted'> & { readonly wanted: Template | undefined }): JsonValue {
  const references = new Map<string, Reference>()
  if (applied !== undefined) {
    const places = alignedPlaces(document, applied.value)
    for (const { pointer, name } of applied.secrets) set(places.get(pointer), { $secret: name })
  }
  if (wanted !== undefined) {
    const places = placesOf({ document, applied, wanted, keysAt })
    const claimed = new Set<string>()
    for (const { pointer, name, keptFrom } of wanted.secrets) {
      const place = keptFrom ?? places.get(pointer)
      if (place === undefined || claimed.has(place)) continue
      if (keptFrom !== undefined) claimed.add(place)
      set(place, { $secret: keptFrom === undefined ? null : name })
    }
  }
  return withValuesAt(document, references as ReadonlyMap<string, JsonValue>)

  /** What is nothing yet, or stays nothing, is no secret. */
  function set(place: string | undefined, reference: Reference): void {
    if (place === undefined) return
    const isNothing = (valueAt(document, place) ?? null) === null
    if (!isNothing || reference.$secret !== null) references.set(place, reference)
  }
}
