import { type Origin, type Place, type Provenance, parentPointer } from '../model/index.ts'

/** The origin of the leaf at `pointer`; of the nearest ancestor, and marked so, where its own is not known. */
export function originOf(provenance: Provenance, pointer: string): Origin | undefined {
  const own = provenance.get(pointer)
  if (own !== undefined) return own
  for (let above = parentPointer(pointer); above !== undefined; above = parentPointer(above)) {
    const origin = provenance.get(above)
    if (origin !== undefined) return { kind: 'nearest', at: origin.at }
  }
  return undefined
}

/** The places that decide a value: the literal, or those that a computed one was made from. */
export function decidingPlaces(origin: Origin): readonly Place[] {
  return origin.kind === 'computed' ? [origin.at, ...(origin.from ?? [])] : [origin.at]
}
