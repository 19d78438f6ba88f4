import { exitCodes, expiredWaivers, nearest, type Plan, shellWord } from '../../model/index.ts'
import type { Context } from '../context.ts'
import { Failure, usageFailure } from '../failure.ts'

/** Who applies agrees by name to a waiver that has run out, whatever was reviewed before. A rollback is never held up. */
export function refuseExpiredWaivers({ kind, changes, checks }: Plan, { permissions, now }: Context): void {
  if (kind === 'rollback' || changes.length === 0) return
  const agreed = permissions.expiredWaivers
  const ids = checks.waived.map(({ invariant }) => invariant)
  const slip = agreed.find((id) => !ids.includes(id))
  if (slip !== undefined) throw namesNothing(slip, ids)
  const expired = expiredWaivers(checks.waived, now()).filter(({ invariant }) => !agreed.includes(invariant))
  if (expired.length === 0) return
  const named = expired.map(({ invariant, until }) => `${invariant} (until ${until})`).join(', ')
  const words = expired.map(({ invariant }) => `--expired-waiver ${shellWord(invariant)}`).join(' ')
  throw new Failure(exitCodes.refused, `not applied: waivers have expired: ${named}`, {
    help: `repair what they cover, agree to a later day, or allow it by name: ${words}`,
  })
}

function namesNothing(slip: string, ids: readonly string[]): Failure {
  const likely = nearest(slip, ids)
  const waived = ids.length === 0 ? 'it waives nothing' : `it waives ${ids.join(', ')}`
  return usageFailure(
    `--expired-waiver ${slip} names no waiver of this plan`,
    likely === undefined ? waived : `did you mean ${likely}?`,
  )
}
