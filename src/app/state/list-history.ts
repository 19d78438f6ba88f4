import { readHistory } from '../../apply/index.ts'
import type { LedgerEntry } from '../../model/index.ts'
import type { Context } from '../context.ts'
import { withReadableStore } from '../environment/with-readable.ts'

/** The newest `limit` entries of an environment's history, newest first. */
export async function listHistory(limit: number, context: Context): Promise<readonly LedgerEntry[]> {
  return await withReadableStore(context, ({ store, environment }) => readHistory(store, environment, limit))
}
