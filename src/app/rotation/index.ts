// Rotates seeds, once or as a daemon, and makes the identities of members.
export type { RotationOutcome, RotationRequest, RotatorEvent, StepTaken } from '../../rotation/index.ts'
export { createIdentity } from './create-identity.ts'
export { keepRotating } from './keep-rotating.ts'
export { type RotationResult, rotate } from './rotate.ts'
