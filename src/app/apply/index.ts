// Carries out: applies, resumes, rolls back and trims, each after somebody agreed to what it would do.
export { type ApplyOutcome, exitCodeOf, type MovedKey, type ToolDataSize } from '../../apply/index.ts'
export { applyFile } from './apply-file.ts'
export type { AppliedResult, ApplyResult, NothingToApply } from './apply-result.ts'
export { applyApproved, applySources } from './apply-sources.ts'
export { type NothingToResume, resumeJournal } from './resume-journal.ts'
export { rollBack } from './roll-back.ts'
export { type StandingDocuments, signApplied } from './sign-applied.ts'
export { type ReviewedTrim, type TrimResult, trim } from './trim.ts'
