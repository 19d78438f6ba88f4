// Files that follow documents, each by itself: written whole, checked and taken up by the component, or as they were.
export type { FileEvent } from './file-event.ts'
export { FileKeeper } from './file-keeper.ts'
export { fileOptions, planFiles } from './files-follower.ts'
