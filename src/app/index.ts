// Joins stages into what one asks Appia for: check a workspace, generate from it, plan, apply, read how things stand. It
// knows no command line, terminal, colour or process: whoever asks gives a `Context` and gets plain data, or one of the
// errors of failure.ts. Types of stages that stand in that data are given on.
export type { ApplyOutcome, CollectionState, MovedKey, ToolDataSize } from '../apply/index.ts'
export { exitCodeOf } from '../apply/index.ts'
export type { EntryChange, MapPlan, SyncOutcome } from '../kernel/index.ts'
export { encodePlan } from '../plan/index.ts'
export type { RotationOutcome, RotationRequest, RotatorEvent } from '../rotation/index.ts'
export { applyFile } from './apply/apply-file.ts'
export type { AppliedResult, ApplyResult, NothingToApply } from './apply/apply-result.ts'
export { applyApproved, applySources } from './apply/apply-sources.ts'
export { type NothingToResume, resumeJournal } from './apply/resume-journal.ts'
export { rollBack } from './apply/roll-back.ts'
export { type ReviewedTrim, type TrimResult, trim } from './apply/trim.ts'
export { checkWorkspace } from './check/check-workspace.ts'
export type { Context, GrantedPermissions, Progress, Question, Reviewer } from './context.ts'
export { Failure, InvalidInput, storeExitCode, storeFailure, storeHelp, usageFailure } from './failure.ts'
export { fileProblem } from './file-problem.ts'
export { type GeneratedFiles, generateFiles } from './generate/generate-files.ts'
export { checkKernel } from './kernel/check-kernel.ts'
export type { LayoutRequest } from './kernel/layout-target.ts'
export { followKernel, type MapSync, planKernel, type SyncRequest, syncKernel } from './kernel/sync-kernel.ts'
export { diffStates } from './plan/diff-states.ts'
export { planSources } from './plan/plan-sources.ts'
export { readPlanFile } from './plan/read-plan-file.ts'
export {
  isSound,
  type MadeAgainst,
  type PlannedEnvironment,
  type ReviewedPlan,
} from './plan/reviewed-plan.ts'
export { createIdentity } from './rotation/create-identity.ts'
export { keepRotating } from './rotation/keep-rotating.ts'
export { type RotationResult, rotate } from './rotation/rotate.ts'
export { applyCommand, commandSpeller, type SpellCommand } from './spell-command.ts'
export { type EnvironmentStatus, environmentStatus, watchStatus } from './state/environment-status.ts'
export { explainValue } from './state/explain-value.ts'
export type { Explanation, Inside, LiveAnswer } from './state/explained.ts'
export {
  type EnvironmentHealth,
  type InspectedEndpoint,
  inspectEnvironment,
  type StoredFacts,
} from './state/inspect-environment.ts'
export { listHistory } from './state/list-history.ts'
export { type EnvironmentDrift, type OutsideWrites, readDrift } from './state/read-drift.ts'
export type { MemberReport, RotationReport } from './state/read-status.ts'
export type { CompiledWorkspace } from './workspace/compile-workspace.ts'
export { shortCommit } from './workspace/source-commit.ts'
export { toolVersion } from './workspace/tool-version.ts'
