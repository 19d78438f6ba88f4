// Joins stages into what one asks Appia for. It knows no command line, terminal, colour or process: whoever asks gives a
// `Context` and gets plain data, or one of the errors of failure.ts. What there is to ask for stands in the index.ts of
// each room, so that a command loads what it needs; types of stages that stand in the data are given on there.
export type { Context, GrantedPermissions, Progress, Question, Reviewer } from './context.ts'
export { Failure, InvalidInput, storeExitCode, storeFailure, storeHelp, usageFailure } from './failure.ts'
export { fileProblem } from './file-problem.ts'
export { runInterruptibly } from './run-interruptibly.ts'
export { applyCommand, commandSpeller, type SpellCommand } from './spell-command.ts'
export { shortCommit } from './workspace/commit-name.ts'
export { nearestWorkspace } from './workspace/find-workspace.ts'
export { readSource } from './workspace/read-source.ts'
export { toolVersion } from './workspace/tool-version.ts'
