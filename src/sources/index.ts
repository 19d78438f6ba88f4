// Reads secrets from where an environment says that they come from: variables, files, programs. Gives a text or why
// there is none; knows no document, store or plan, and keeps nothing.
export { readSource } from './read-source.ts'
export type { SourceWorld } from './secret-bytes.ts'
