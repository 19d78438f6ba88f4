import { usageFailure } from '../../../app/index.ts'
import {
  type RotationOutcome,
  type RotationRequest,
  type RotationResult,
  rotate as rotateSeeds,
} from '../../../app/rotation/index.ts'
import { type ExitCode, exitCodes } from '../../../model/index.ts'
import type { Command, OptionValues } from '../../command.ts'
import type { Paint } from '../../terminal/terminal.ts'

export const rotate: Command = {
  name: 'rotate',
  summary: 'begin a rotation of the encryption seeds, or take the next steps of the one under way',
  usage: '[--if-due] [--force MEMBER --reason TEXT] [--after-restore]',
  details: `Takes every step that can be taken now, each in one guarded transaction, and says what is waited for.
Run it again to go on (cron: appia rotate --if-due), or let appia rotator do so. Follows the applied policy,
/config/rotation/json. Exits 4 for a wrong policy, 5 when the store went back, 7 when a bare seed is refused,
9 when the outcome of a write could not be learnt.`,
  options: {
    'if-due': { type: 'boolean', description: 'begin only what the policy asks for' },
    force: {
      type: 'string',
      multiple: true,
      value: 'MEMBER',
      description: 'go on without this silent member; it may lose messages',
    },
    reason: { type: 'string', value: 'TEXT', description: 'why; kept beside the forced member' },
    'after-restore': {
      type: 'boolean',
      description: 'etcd was restored from a snapshot: begin anew above what members have seen',
    },
  },
  positionals: [0, 0],
  writes: true,
  async run(invocation) {
    const result = await rotateSeeds(requestOf(invocation.options), invocation)
    return {
      exitCode: exitCodeOf(result.outcome),
      text: rotateText(result, invocation.terminal.paint),
      json: jsonOf(result.outcome),
    }
  },
}

function requestOf(options: OptionValues): RotationRequest {
  const members = options.list('force')
  const reason = options.text('reason')
  const isAfterRestore = options.flag('after-restore')
  const asked = [members.length > 0, isAfterRestore, options.flag('if-due')].filter(Boolean)
  if (asked.length > 1) throw usageFailure('--if-due, --force and --after-restore exclude each other')
  if (members.length > 0 && !reason)
    throw usageFailure('--force needs --reason TEXT: it is kept in the keyset')
  if (members.length > 0) return { kind: 'force', members, reason: reason ?? '' }
  if (isAfterRestore) return { kind: 'after-restore' }
  return options.flag('if-due') ? { kind: 'if-due' } : { kind: 'now' }
}

const stepTexts = {
  begin: 'a new key is sealed for every member',
  promote: 'the new key is primary',
  drain: 'every member left the previous key: its grace begins',
  retire: 'the previous key is retired',
  force: 'the silent members are left behind',
  restart: 'what the snapshot held is forgotten; a new key is sealed for every member',
} as const

function rotateText({ outcome, standing, environment, storeName }: RotationResult, paint: Paint): string {
  const steps = outcome.taken.flatMap(({ kind, generation, problem }) => [
    `  ✓ ${stepTexts[kind]} (generation ${generation})`,
    ...(problem === undefined ? [] : [`    ! ${problem}`]),
  ])
  const isBad = exitCodeOf(outcome) !== exitCodes.done
  return [`${environment} (${storeName})`, ...steps, `  ${paint(isBad ? 'red' : 'bold', standing)}`, ''].join(
    '\n',
  )
}

/** Without the keyset: it holds a bare seed where the policy asks for one. */
function jsonOf(outcome: RotationOutcome): object {
  if (outcome.kind !== 'waits') return outcome
  const { kind, taken, waiting, keyset } = outcome
  return { kind, taken, waiting, generation: keyset.generation, primary: keyset.primary }
}

/** What a rotation that went as far as `outcome` means for the shell. */
export function exitCodeOf(outcome: RotationOutcome): ExitCode {
  switch (outcome.kind) {
    case 'waits':
      return outcome.waiting.kind === 'store-went-back' ? exitCodes.conflict : exitCodes.done
    case 'no-policy':
    case 'bad-policy':
      return exitCodes.invalid
    case 'foreign-keyset':
    case 'contended':
      return exitCodes.conflict
    case 'plaintext-refused':
      return exitCodes.refused
    case 'unknown-member':
    case 'nothing-to-force':
      return exitCodes.usage
    case 'unknown':
      return exitCodes.unknown
    default:
      return outcome satisfies never
  }
}
