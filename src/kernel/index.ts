// BPF objects and pinned maps on this host: compared with a layout through BTF, and brought to the entries that
// documents ask for. Everything goes through bpftool; knows no workspace and no particular program.

export { KernelError } from './bpftool.ts'
export { compareLayout } from './compare-layout.ts'
export { encodeMaps } from './encode-maps.ts'
export { followMaps } from './follow-maps.ts'
export type { FoundLayout, FoundMap, FoundStruct, FoundType } from './found-layout.ts'
export { readEntries } from './map-entries.ts'
export {
  type EncodedEntry,
  type EntryChange,
  type MapPlan,
  planMap,
} from './plan-maps.ts'
export { readDocuments } from './read-documents.ts'
export { readHost } from './read-host.ts'

export { type ObjectReading, readObject } from './read-object.ts'
export { readPinned } from './read-pinned.ts'
export { planMapSync, type SyncOutcome, syncMaps } from './sync-maps.ts'
