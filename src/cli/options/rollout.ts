import { usageFailure } from '../../app/index.ts'
import type { RolloutRequest } from '../../app/rollout/index.ts'
import type { OptionValues } from '../command.ts'
import { duration } from './duration.ts'

/** Options that say what is to become of an apply once it is committed. */
export const rolloutOptions = {
  wait: {
    type: 'string',
    value: 'TIME',
    implied: '90s',
    description: 'wait until every declared member runs it; exit 10 where one does not (90s)',
  },
  'or-rollback': { type: 'boolean', description: 'with --wait: take it back where one does not' },
} as const

/** What was asked of the rollout. */
export function rolloutOf(options: OptionValues): RolloutRequest {
  const wait = options.text('wait')
  if (options.flag('or-rollback') && wait === undefined)
    throw usageFailure('--or-rollback says what happens after --wait', 'say both: --wait --or-rollback')
  return {
    ...(wait !== undefined && { waitMilliseconds: duration(wait, '--wait') }),
    ...(options.flag('or-rollback') && { orRollback: true }),
  }
}
