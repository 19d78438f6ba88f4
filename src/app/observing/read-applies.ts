import { readHistory } from '../../apply/index.ts'
import type { LedgerEntry } from '../../model/index.ts'
import type { OpenStore } from '../environment/open-store.ts'

const fewEntries = 50

/** Gives a function that reads the whole history, the second time no more than what is new. Throws `StoreError`. */
export function historyReader({ store, environment }: OpenStore): () => Promise<readonly LedgerEntry[]> {
  let known: readonly LedgerEntry[] = []
  return async () => {
    const newest = await readHistory(store, environment, fewEntries)
    known = joined(newest, known) ?? (await readHistory(store, environment, Number.MAX_SAFE_INTEGER))
    return known
  }
}

/** The newest entries on top of those that are known; undefined where they do not fit, or some were trimmed meanwhile. */
export function joined(
  newest: readonly LedgerEntry[],
  known: readonly LedgerEntry[],
): readonly LedgerEntry[] | undefined {
  const [top] = known
  if (top === undefined) return newest.length < fewEntries ? newest : undefined
  const at = newest.findIndex(({ applyId, seq }) => applyId === top.applyId && seq === top.seq)
  if (at < 0) return undefined
  const added = newest.slice(0, at)
  return added.some(({ kind }) => kind === 'trim') ? undefined : [...added, ...known]
}
