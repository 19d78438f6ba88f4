// What others write in documents of ours: it is set once, and then left as it is live, by plans, drift and applies alike.
// Pure; knows no store.

export { type KeptEntry, keepLive } from './keep-live.ts'
export { differsInKeptAlone, isInKept, touchesKept } from './kept-differences.ts'
export { keptIn } from './kept-parts.ts'
export { isLeftAsApplied, refreshKept } from './refresh-kept.ts'
