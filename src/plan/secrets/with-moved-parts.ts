import { readDocument } from '../../formats/index.ts'
import { type DeclaredMove, elementMoves, type LeafLookup, type Live } from '../../model/index.ts'
import { isAsApplied } from '../../templates/index.ts'
import type { DraftChange } from '../draft-changes.ts'
import { elementsOf } from '../handover/index.ts'
import { keysIn } from '../leaves/index.ts'
import { placeSecrets } from './place-secrets.ts'

/** What a key is looked at with that takes the place of another. */
interface Moving {
  readonly live: Live
  readonly lookup: LeafLookup
  readonly moved: readonly DeclaredMove[]
}

/** A document that takes the place of another key has its secrets from there, and its elements may have other names. */
export function withMovedParts(
  draft: DraftChange,
  { live, lookup, moved }: Moving,
  isEachKept = false,
): DraftChange {
  const { change } = draft
  if (change.action !== 'create' || change.movedFrom === undefined) return draft
  const { key, movedFrom, after } = change
  const kv = live.entries.get(movedFrom)
  const document = kv && readDocument(kv.value, live.index.get(movedFrom)?.format)
  if (document === undefined) return draft
  const moves = elementMoves(moved, change)
  const { keys, renamed } = elementsOf(moves, { from: document, to: after.value }, keysIn(key, lookup))
  const told = { ...change, ...(renamed && { renamed }) }
  if (after.secrets === undefined) return { ...draft, change: told }
  const wanted = { value: after.value, secrets: after.secrets }
  const placing = { document, applied: live.templates?.get(movedFrom), wanted, keysAt: keys.keysAt }
  const keeping = { isEachKept, isSealKept: () => isAsApplied(movedFrom, live) }
  return {
    ...draft,
    change: { ...told, after: { ...after, secrets: placeSecrets(placing, keeping) } },
  }
}
