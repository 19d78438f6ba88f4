import { type Home, isApply, type LedgerEntry, type Store } from '../../model/index.ts'
import { readHistory } from './read-history.ts'

/** The newest entry that changed the managed keys, behind any fences and trims; undefined when there is none left. */
export async function readNewestApply(store: Store, home: Home): Promise<LedgerEntry | undefined> {
  return await newestThat(isApply, store, home)
}

/** The newest apply whose sources are known to be of a commit; a rollback has none. */
export async function readNewestCommit(store: Store, home: Home): Promise<LedgerEntry | undefined> {
  return await newestThat(({ kind, commit }) => kind === 'apply' && commit !== undefined, store, home)
}

async function newestThat(
  isWanted: (entry: LedgerEntry) => boolean,
  store: Store,
  home: Home,
): Promise<LedgerEntry | undefined> {
  for (let limit = 10; ; limit *= 10) {
    const history = await readHistory(store, home, limit)
    const newest = history.find(isWanted)
    if (newest !== undefined || history.length < limit) return newest
  }
}
