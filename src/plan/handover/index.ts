// What becomes of managed keys that the sources have under another name, or give up: renames and forgotten keys.
// Pure; knows no store.
export { doneHandovers } from './done-handovers.ts'
export { findMoves } from './find-moves.ts'
export { linkMoves } from './link-moves.ts'
