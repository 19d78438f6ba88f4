// Applying: live state read at one revision, a plan as one guarded transaction, and what became of it, also after a
// lost answer or a crash. Knows the nouns only and talks to a Store; knows neither the sources nor a terminal.
export {
  type ApplyProgress,
  type ApplyRequest,
  applyPlan,
} from './apply-plan.ts'
export { type Clock, systemClock } from './clock.ts'
export type { Identity } from './identity.ts'
export { type Journal, type JournalEntry, JournalError, memoryJournal, openJournal } from './journal.ts'
export { type ApplyOutcome, exitCodeOf, type MovedKey } from './outcome.ts'
export { readAppliedState } from './read-applied-state.ts'
export { readHistory } from './read-history.ts'
export { type LiveRequest, readLive } from './read-live.ts'
export { type OutsideWrite, readOutsideWrites } from './read-outside-writes.ts'
export { readUndone, type UndoneApplies } from './read-undone.ts'
export { type Resumed, type ResumeRequest, resumeApply } from './resume.ts'
export { ToolDataError } from './tool-records.ts'
