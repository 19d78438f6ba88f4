// Layouts of C structs and BPF maps: from a declaration to offsets, sizes, a hash and a lock, and from documents to
// the bytes of map entries. Pure; knows no compiler, no kernel and no host.
export { attachSet } from './attach-set.ts'
export { structsBelow } from './collect.ts'
export { decodeValue } from './decode.ts'
export { typeHash, typeName } from './describe.ts'
export { encodeValue, type Host, interfacesIn, readInteger } from './encode.ts'
export { fieldsOf } from './fields.ts'
export type { EntryMapLayout, FieldLayout, Layout, MapLayout, RingbufLayout, StructLayout } from './layout.ts'
export { formatLayout, parseLayout } from './layout-file.ts'
export { checkLock, formatLock, type LayoutLock, nextLock, parseLock } from './lock.ts'
export {
  type DesiredMap,
  type Documents,
  desiredMaps,
  type EntryValue,
  type MapEntry,
  sourceDocuments,
} from './map-entries.ts'
export { sizeOf } from './measure.ts'
export { constantName, longestMapName, truncatedMapName } from './names.ts'
export { type ResolvedLayout, resolveLayout } from './resolve.ts'
export type { ScalarValue } from './scalar.ts'
