// Seed rotation as a state machine over one guarded document: which step is due, what it makes of the keyset, sealing
// for each member, and the daemon that takes the steps. Holds no identity of a member and never shows a seed; knows the
// store by its interface only.
export { brokenServers, hasBrokenAccessControl } from './access-control.ts'
export {
  type Acknowledgement,
  encodeAcknowledgement,
  type MemberKeyState,
  parseAcknowledgement,
} from './acknowledgement.ts'
export {
  advanceRotation,
  type RotationContext,
  type RotationOutcome,
  type StepTaken,
} from './advance-rotation.ts'
export { describeOutcome, describeWaiting } from './describe.ts'
export { createIdentityFile, type Identity, isRecipient, parseIdentityFile } from './identity.ts'
export { deriveMessageKey, type MessageKeyBinding, messageKeyInfo } from './key-schedule.ts'
export {
  encodeKeyset,
  type KeyState,
  type Keyset,
  type KeysetKey,
  parseKeyset,
  pendingKey,
  previousKeys,
  primaryKey,
  type RotationReason,
} from './keyset.ts'
export { membersBehind, membersWithoutKey } from './member-progress.ts'
export { isDue, nextStep, type Step, type Waiting } from './next-step.ts'
export {
  defaultMessageCap,
  type PolicyProblem,
  parsePolicy,
  parsePolicyText,
  plaintextRecipient,
  type RotationPolicy,
} from './policy.ts'
export { isQuiet, type QuietWindow, type Weekday } from './quiet-window.ts'
export { type RotationReading, readRotation } from './read-rotation.ts'
export type { RotationRequest } from './rotation-action.ts'
export {
  acknowledgementKey,
  memberOfAcknowledgementKey,
  type RotationKeys,
  rotationKeys,
  splitMember,
} from './rotation-keys.ts'
export type { DecisionClock, RotationState } from './rotation-state.ts'
export { marksOf, nextRotationAt } from './rotation-time.ts'
export { type RotatorEvent, type RotatorOptions, runRotator } from './run-rotator.ts'
export { openBytes, openSeed, type SeedFrame, sealBytes, sealSeed } from './seal.ts'
