// What a program imports as "appia/api": check, plan, apply and drift as functions, for scripts and CI jobs that want data
// instead of text. Plain options in, plain data out; nothing is asked, printed or coloured.
export type { ApplyResult } from '../app/apply/index.ts'
export { Failure, InvalidInput } from '../app/index.ts'
export type { EnvironmentDrift } from '../app/state/index.ts'
export type { Change, Desired, Diagnostic, LeafChange, Plan } from '../model/index.ts'
export type { ApiOptions, ApplyPermissions } from './options.ts'
export { type ApplyOptions, apply, type CheckedSources, check, drift, type Planned, plan } from './tasks.ts'
