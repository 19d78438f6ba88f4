// What becomes of managed keys that the sources have under another name, or give up, and of elements that have another
// name: renames and forgotten keys.
// Pure; knows no store.
export { checkElementMoves } from './check-element-moves.ts'
export { checkRenames } from './check-renames.ts'
export { doneHandovers } from './done-handovers.ts'
export { findMoves } from './find-moves.ts'
export { type ElementsOf, elementsOf, findRenames, withRenames } from './find-renames.ts'
export { linkMoves } from './link-moves.ts'
