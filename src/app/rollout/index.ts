// What becomes of an apply once it is committed: who has to run it, whether they do, and whether it stands.
export { type Confirming, confirm } from './confirm.ts'
export { keepTakingBack } from './keep-settling.ts'
export type { MemberStanding } from './member-standing.ts'
export type { Rollout, TakenBack } from './rollout.ts'
export type { RolloutRequest } from './rollout-request.ts'
export { settledText } from './settle-expired.ts'
