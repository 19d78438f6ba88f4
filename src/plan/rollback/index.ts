// Rollbacks: which key goes back to what, and the plan that does it.
export { planRollback } from './rollback.ts'
