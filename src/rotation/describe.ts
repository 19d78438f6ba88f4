import { accessControlFaults } from './access-control.ts'
import type { RotationOutcome } from './advance-rotation.ts'
import type { Waiting } from './next-step.ts'

/** What rotation waits for, in one sentence without a full stop. */
export function describeWaiting(waiting: Waiting): string {
  switch (waiting.kind) {
    case 'acknowledgements':
      return `waiting for ${waiting.members.join(', ')} to acknowledge key ${waiting.key}`
    case 'grace':
      return `the previous key stays until ${waiting.until}`
    case 'quiet-window':
      return 'a rotation is due, but the policy keeps this time quiet'
    case 'no-members':
      return 'the policy declares no member: run appia keygen COMPONENT@NODE on a node and declare its recipient'
    case 'due-date':
      return `next rotation ${waiting.next}`
    case 'store-went-back':
      return `the store went back: ${waiting.members.join(', ')} saw generation ${waiting.generation}, which it no longer holds; run appia rotate --after-restore`
    default:
      return waiting satisfies never
  }
}

/** Why a rotation could not go on, in one sentence without a full stop. */
export function describeOutcome(outcome: RotationOutcome): string {
  switch (outcome.kind) {
    case 'waits':
      return describeWaiting(outcome.waiting)
    case 'no-policy':
      return 'there is no rotation policy under /config/rotation/json: declare one in configs/rotation.ts and apply it'
    case 'bad-policy':
      return `the rotation policy is wrong: ${outcome.problems.map(({ message }) => message).join('; ')}`
    case 'foreign-keyset':
      return 'the keyset was not written by this version of appia and is left alone'
    case 'plaintext-refused':
      return plaintextRefusal(outcome.versions)
    case 'unknown-member':
      return `not a declared member: ${outcome.members.join(', ')}`
    case 'nothing-to-force':
      return 'no rotation is under way that could be forced'
    case 'contended':
      return 'another rotator kept writing; try again'
    case 'unknown':
      return 'a write was sent and its outcome could not be learnt in time; run it again, nothing is lost'
    default:
      return outcome satisfies never
  }
}

function plaintextRefusal(versions: readonly string[]): string {
  const faults = accessControlFaults(versions)
  const reason = faults.length === 0 ? '' : ` (${faults.join(', ')})`
  return `the policy gives a member the bare seed, but the access control of etcd ${versions.join(', ')} cannot be relied on${reason}`
}
