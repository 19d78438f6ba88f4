import { formatPlace } from '../model/index.ts'
import type { CompiledDocument } from './compile-document.ts'
import { decidingPlaces } from './origin.ts'

/** A leaf of a document, by the document's full key. */
export interface LeafUse {
  readonly key: string
  readonly pointer: string
}

/** Which leaves a place in the sources decides, by the place's text; the schema's defaults are left out. */
export function indexUses(documents: readonly CompiledDocument[]): ReadonlyMap<string, readonly LeafUse[]> {
  const uses = new Map<string, LeafUse[]>()
  for (const { key, provenance } of documents) {
    for (const [pointer, origin] of provenance) {
      if (origin.kind !== 'exact' && origin.kind !== 'computed') continue
      for (const place of decidingPlaces(origin)) {
        const text = formatPlace(place)
        const usesOfText = uses.get(text)
        if (usesOfText === undefined) uses.set(text, [{ key, pointer }])
        else usesOfText.push({ key, pointer })
      }
    }
  }
  return uses
}
