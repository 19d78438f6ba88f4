import type {
  AttachSource,
  EntrySource,
  LayoutDeclaration,
  LayoutType,
  MapDeclaration,
  StructType,
} from '../model/index.ts'

interface MapInput {
  readonly value: LayoutType
  readonly maxEntries: number
  /** Raise it when the layout changes under the same name. Default 1. */
  readonly version?: number
  /** Where the entries come from; without it the map belongs to the program. */
  readonly entries?: EntrySource
}

/** `BPF_MAP_TYPE_HASH`: entries by a key of any layout. */
export function hashMap(input: MapInput & { readonly key: LayoutType }): MapDeclaration {
  return { kind: 'hash', version: 1, ...input }
}

/** `BPF_MAP_TYPE_ARRAY`; its key is a u32 index. */
export function arrayMap(input: MapInput): MapDeclaration {
  return { kind: 'array', version: 1, ...input }
}

/** `BPF_MAP_TYPE_RINGBUF` of `bytes` bytes, which carries `record`s. */
export function ringbuf(input: {
  readonly record: StructType
  readonly bytes: number
  readonly version?: number
}): MapDeclaration {
  return { kind: 'ringbuf', version: 1, ...input }
}

/** Declares what a BPF program and its userspace share. Goes into `workspace({ layouts: […] })`. */
export function layout(
  name: string,
  input: { readonly maps: { readonly [name: string]: MapDeclaration }; readonly attach?: AttachSource },
): LayoutDeclaration {
  return { kind: 'layout', name, ...input }
}
