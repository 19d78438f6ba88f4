// One file that follows a document: written whole, checked and taken up by its component, or as it was.
export type { FileEvent } from './file-event.ts'
export { FileKeeper } from './file-keeper.ts'
