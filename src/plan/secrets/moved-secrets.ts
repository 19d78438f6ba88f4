import { readDocument } from '../../formats/index.ts'
import type { LeafLookup, Live } from '../../model/index.ts'
import { isAsApplied } from '../../templates/index.ts'
import type { DraftChange } from '../draft-changes.ts'
import { keysIn } from '../leaves/index.ts'
import { placeSecrets } from './place-secrets.ts'

/** A document that takes the place of another key has its secrets from there. */
export function withMovedSecrets(
  draft: DraftChange,
  { live, lookup }: { readonly live: Live; readonly lookup: LeafLookup },
  isEachKept = false,
): DraftChange {
  const { change } = draft
  if (change.action !== 'create' || change.movedFrom === undefined) return draft
  const { key, movedFrom, after } = change
  const kv = live.entries.get(movedFrom)
  const document = kv && readDocument(kv.value, live.index.get(movedFrom)?.format)
  if (document === undefined || after.secrets === undefined) return draft
  const wanted = { value: after.value, secrets: after.secrets }
  const placing = { document, applied: live.templates?.get(movedFrom), wanted, keysAt: keysIn(key, lookup) }
  const keeping = { isEachKept, isSealKept: () => isAsApplied(movedFrom, live) }
  return {
    ...draft,
    change: { ...change, after: { ...after, secrets: placeSecrets(placing, keeping) } },
  }
}
