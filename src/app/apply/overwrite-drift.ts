import { exitCodes, type Live, type Plan, shellWord } from '../../model/index.ts'
import { allowsKey, unmatchedKeys } from '../../plan/index.ts'
import type { Context } from '../context.ts'
import { Failure, usageFailure } from '../failure.ts'

/** A person who sees the plan may agree to it; a bare --yes saw nothing. */
export function refuseSilentOverwrite(plan: Plan, live: Live, { permissions }: Context): void {
  const allowed = permissions.overwriteDrift
  const keys = [...new Set([...live.index.keys(), ...plan.changes.map(({ key }) => key)])]
  const [slip] = unmatchedKeys('--overwrite-drift', allowed, keys)
  if (slip !== undefined) throw usageFailure(slip.message, slip.help)
  if (!permissions.isAgreed) return
  const refused = plan.drift
    .filter(({ key, overwrites }) => overwrites.length > 0 && !allowsKey(allowed, key))
    .map(({ key }) => key)
  if (refused.length === 0) return
  throw new Failure(exitCodes.refused, `edits made outside would be overwritten: ${refused.join(', ')}`, {
    help: `take them into the sources, or allow it by name: ${refused.map((key) => `--overwrite-drift ${shellWord(key)}`).join(' ')}`,
  })
}
