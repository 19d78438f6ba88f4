import { type Confirmed, confirmApply, readNewestApply } from '../../apply/index.ts'
import type { LedgerEntry } from '../../model/index.ts'
import type { Context } from '../context.ts'
import { describeStore, refuseSilentEmbeddedWrite } from '../environment/open-environment.ts'
import { withReadableStore } from '../environment/with-readable.ts'
import { type Settled, settleExpired } from './settle-expired.ts'

/** What became of asking that an apply stands for good. */
export interface Confirming {
  readonly confirmed: Confirmed
  /** Where it was too late: what was done about it. */
  readonly settled?: Settled
  readonly newest?: LedgerEntry
  readonly environment: string
  readonly storeName: string
}

/** Lets the apply stand that waits to be confirmed; what has expired is taken back instead. */
export async function confirm(seq: number | undefined, context: Context): Promise<Confirming> {
  return await withReadableStore(context, async (open) => {
    const { store, environment, directory } = open
    refuseSilentEmbeddedWrite(environment, context)
    const confirmed = await confirmApply(store, environment, seq)
    const settled = confirmed.kind === 'expired' ? await settleExpired(open, context) : undefined
    const newest = await readNewestApply(store, environment)
    return {
      confirmed,
      ...(settled && { settled }),
      ...(newest && { newest }),
      environment: environment.name,
      storeName: describeStore(store, directory),
    }
  })
}
