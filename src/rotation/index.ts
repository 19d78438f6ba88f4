// Seed rotation as a state machine over one guarded document: which step is due, what it makes of the keyset, sealing
// for each member, and the daemon that takes the steps. Holds no identity of a member and never shows a seed; knows the
// store by its interface only.
export { accessControlFaults, brokenServers, hasBrokenAccessControl } from './access-control.ts'
export {
  type Acknowledgement,
  encodeAcknowledgement,
  type MemberKeyState,
} from './acknowledgement.ts'
export {
  advanceRotation,
  type RotationOutcome,
  type StepTaken,
} from './advance-rotation.ts'
export { describeOutcome, describeWaiting } from './describe.ts'
export {
  createHybridIdentityFile,
  createIdentityFile,
  type Identity,
  isRecipient,
  type NewIdentity,
  parseIdentityFile,
} from './identity.ts'
export { deriveMessageKey, messageKeyInfo } from './key-schedule.ts'
export {
  type Keyset,
  type KeysetKey,
  parseKeyset,
  pendingKey,
  primaryKey,
} from './keyset.ts'

export { isDue, nextStep, type Step } from './next-step.ts'
export {
  defaultMessageCap,
  parsePolicy,
  parsePolicyText,
  type RotationPolicy,
} from './policy.ts'
export { isQuiet } from './quiet-window.ts'
export { type RotationReading, readRotation } from './read-rotation.ts'
export type { RotationRequest } from './rotation-action.ts'
export type { RotationState } from './rotation-state.ts'
export { nextRotationAt } from './rotation-time.ts'
export { type RotatorEvent, runRotator } from './run-rotator.ts'
export { openBytes, openSeed, openText, sealBytes, sealSeed, sealText } from './seal.ts'
