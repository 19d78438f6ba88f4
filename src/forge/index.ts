// Comments of code forges: finds the one that bears a marker and is our own, and writes it anew, or writes the first.
// Knows the REST interfaces of GitHub and GitLab; not what a comment says, nor where the token comes from.
export type { Forge } from './forge.ts'
export { ForgeError, type ForgeErrorCode } from './forge-error.ts'
export { github } from './github.ts'
export { gitlab } from './gitlab.ts'
export { putComment, type WrittenComment } from './put-comment.ts'
