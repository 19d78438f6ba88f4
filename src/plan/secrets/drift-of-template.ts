import { readDocument } from '../../formats/index.ts'
import type { DesiredEntry, LeafChange, LeafLookup, Live, Move } from '../../model/index.ts'
import { diffValues } from '../diff-snapshots.ts'
import { elementsOf } from '../handover/index.ts'
import { keysIn } from '../leaves/index.ts'
import { maskSecrets } from './mask-secrets.ts'
import { placeSecrets } from './place-secrets.ts'

/** How a document with secrets differs from what was applied and from the sources, secrets aside. */
export interface TemplateDrift {
  /** Absent where what was applied had no secrets, or is not known. */
  readonly sinceApply?: readonly LeafChange[]
  /** Absent where the sources do not have the key. */
  readonly toSource?: readonly LeafChange[]
}

interface Drifting {
  readonly live: Live
  readonly lookup: LeafLookup
  /** Renames of elements from what is live to the sources. */
  readonly moves: readonly Move[]
}

/** Undefined where neither what was applied nor the sources have secrets in the key, or what is live cannot be read. */
export function driftOfTemplate(
  key: string,
  { live, lookup, moves }: Drifting,
  entry: DesiredEntry | undefined,
): TemplateDrift | undefined {
  const applied = live.templates?.get(key)
  const kv = live.entries.get(key)
  if (kv === undefined || (applied === undefined && entry?.secrets === undefined)) return undefined
  const document = readDocument(kv.value, live.index.get(key)?.format)
  if (document === undefined) return undefined
  const { keys } = elementsOf(moves, { from: document, to: entry?.value }, keysIn(key, lookup))
  const placing = { document, applied, keysAt: keys.keysAt }
  const since = applied && [applied.value, maskSecrets({ ...placing, wanted: undefined })]
  const { secrets } = entry ?? {}
  const wanted = entry && secrets && { value: entry.value, secrets }
  const placed = wanted && { ...wanted, secrets: placeSecrets({ ...placing, wanted }) }
  return {
    ...(since && { sinceApply: diffValues(key, since as [typeof document, typeof document], { lookup }) }),
    ...(entry && {
      toSource: diffValues(key, [maskSecrets({ ...placing, wanted: placed }), entry.value], {
        lookup,
        moves,
      }),
    }),
  }
}
