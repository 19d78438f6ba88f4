// Joins stages into what one asks Appia for: open and compile a workspace, plan, apply, read how things stand. It knows
// no command line, terminal, colour or process: whoever asks gives a `Context` and gets plain data, or one of the
// errors of failure.ts.
export { authorOf } from './apply/author.ts'
export { refuseExpiredWaivers } from './apply/expired-waivers.ts'
export { refuseOlderCommit } from './apply/older-commit.ts'
export { refuseSilentOverwrite } from './apply/overwrite-drift.ts'
export { contentsFrom, restoreCollections } from './apply/published-contents.ts'
export { readLiveFile } from './check/read-live-file.ts'
export { tellingTypeErrors } from './check/telling-type-errors.ts'
export type { Context, GrantedPermissions, Progress } from './context.ts'
export { answerLive } from './environment/answer-live.ts'
export {
  chooseEnvironment,
  describeStore,
  refuseSilentEmbeddedWrite,
} from './environment/open-environment.ts'
export {
  type CompiledOpenEnvironment,
  type OpenEnvironment,
  type OpenStore,
  withCompiledEnvironment,
  withEnvironment,
} from './environment/with-environment.ts'
export { withPlanTarget } from './environment/with-plan-target.ts'
export {
  type ReadableEnvironment,
  sourcesLine,
  withReadableEnvironment,
  withReadableStore,
} from './environment/with-readable.ts'
export { Failure, InvalidWorkspace, storeExitCode, storeFailure, storeHelp, usageFailure } from './failure.ts'
export { fileProblem } from './file-problem.ts'
export { generateLayouts } from './generate/generate-layouts.ts'
export { generateNative } from './generate/generate-native.ts'
export { orphanedFiles } from './generate/orphaned-files.ts'
export { chooseLayout } from './kernel/choose-layout.ts'
export { type PlannedEnvironment, planEnvironment } from './plan/plan-environment.ts'
export { readPlanFile } from './plan/read-plan-file.ts'
export { savePlan } from './plan/save-plan.ts'
export { applyCommand, commandSpeller, type SpellCommand } from './spell-command.ts'
export { type Explained, findMember, type StoredValue } from './state/explain-member.ts'
export { lastChange } from './state/last-change.ts'
export {
  type EnvironmentStatus,
  type MemberReport,
  type RotationReport,
  readStatus,
} from './state/read-status.ts'
export { rotationComplaints } from './state/rotation-complaints.ts'
export { knownFaults } from './state/server-faults.ts'
export { notChecked, refuseBlank } from './workspace/check-live.ts'
export { type CompiledWorkspace, compileWorkspace, typeErrors } from './workspace/compile-workspace.ts'
export { findWorkspace, nearestWorkspace } from './workspace/find-workspace.ts'
export { readCheckedSchemas, readSchemas } from './workspace/read-schemas.ts'
export { shortCommit } from './workspace/source-commit.ts'
export { toolVersion } from './workspace/tool-version.ts'
