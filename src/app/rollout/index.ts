// What becomes of an apply once it is committed: who has to run it, and whether they do.
export type { MemberStanding } from './member-standing.ts'
export type { Rollout, TakenBack } from './rollout.ts'
export type { RolloutRequest } from './rollout-request.ts'
