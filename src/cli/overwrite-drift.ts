import { exitCodes, type Live, type Plan, shellWord } from '../model/index.ts'
import { allowsKey, unmatchedKeys } from '../plan/index.ts'
import type { Invocation } from './command.ts'
import { Failure, usageFailure } from './failure.ts'

/** The option of commands that may write over edits made outside. */
export const overwriteOption = {
  'overwrite-drift': {
    type: 'string',
    multiple: true,
    value: 'KEYS',
    description: 'let --yes write over edits made outside: a list, * for a segment or for all',
  },
} as const

/** A person who sees the plan may agree to it; a bare --yes saw nothing. */
export function refuseSilentOverwrite(plan: Plan, live: Live, { options }: Invocation): void {
  const allowed = options.list('overwrite-drift')
  const known = [...new Set([...live.index.keys(), ...plan.changes.map(({ key }) => key)])]
  const [slip] = unmatchedKeys('--overwrite-drift', allowed, known)
  if (slip !== undefined) throw usageFailure(slip.message, slip.help)
  if (!options.flag('yes')) return
  const refused = plan.drift
    .filter(({ key, overwrites }) => overwrites.length > 0 && !allowsKey(allowed, key))
    .map(({ key }) => key)
  if (refused.length === 0) return
  throw new Failure(exitCodes.refused, `edits made outside would be overwritten: ${refused.join(', ')}`, {
    help: `take them into the sources, or allow it by name: ${refused.map((key) => `--overwrite-drift ${shellWord(key)}`).join(' ')}`,
  })
}
