// What every kind of follower is to the agent that runs it, and what the agent gives it. Knows no kind by itself.
export type {
  DocumentListener,
  DocumentsListener,
  FollowedDocument,
  Follower,
  FollowerHost,
  FollowerPlan,
  PlannedDocument,
} from './follower.ts'
export { prometheusLabels } from './prometheus-labels.ts'
export { Upkeep } from './upkeep.ts'
