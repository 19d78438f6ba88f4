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
  canary: {
    type: 'string',
    value: 'NODE',
    description: 'write it for this node first; for all once its members run it, else take it back',
  },
  'confirm-within': {
    type: 'string',
    value: 'TIME',
    description: 'take it back, whoever sees it first, unless appia confirm comes in this time',
  },
} as const

/** What was asked of the rollout. */
export function rolloutOf(options: OptionValues): RolloutRequest {
  const wait = options.text('wait')
  const canary = options.text('canary')
  if (canary !== undefined && !/^[\w.-]+$/.test(canary))
    throw usageFailure(`"${canary}" is no name of a node`, 'the part behind @ in appia status: gw-01')
  if (options.flag('or-rollback') && wait === undefined)
    throw usageFailure('--or-rollback says what happens after --wait', 'say both: --wait --or-rollback')
  return {
    ...(wait !== undefined && { waitMilliseconds: duration(wait, '--wait') }),
    ...(options.flag('or-rollback') && { orRollback: true }),
    ...(canary !== undefined && { canary }),
    ...confirmation(options.text('confirm-within')),
  }
}

/** Shorter than this a lease is not kept to the second, and longer nobody would remember. */
const shortestSeconds = 10
const longestSeconds = 7 * 86_400

function confirmation(text: string | undefined): Pick<RolloutRequest, 'confirmWithinSeconds'> {
  if (text === undefined) return {}
  const seconds = Math.ceil(duration(text, '--confirm-within') / 1000)
  if (seconds < shortestSeconds || seconds > longestSeconds)
    throw usageFailure(`--confirm-within takes a time from 10s to 7d, not "${text}"`)
  return { confirmWithinSeconds: seconds }
}
