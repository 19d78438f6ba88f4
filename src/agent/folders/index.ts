// Folders of files that belong together: all of them change, or none, by one link that is turned.
export { planFolders, standingOf } from './folders-follower.ts'
