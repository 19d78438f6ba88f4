// Writes what a workspace generates, or holds it against what is there.
export { type GeneratedFiles, generateFiles } from './generate-files.ts'
