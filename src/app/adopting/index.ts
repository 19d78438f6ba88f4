// What was changed outside becomes part of the sources.
export { adoptDrift } from './adopt-drift.ts'
export type { Adoption, AdoptResult } from './adoption.ts'
