import type { AttachSource, EntrySource, EnumerationType, LayoutType, StructType } from '../model/index.ts'

/** A declaration that was checked and laid out: the same bytes on every target. */
export interface Layout {
  readonly name: string
  /** sha256 of everything that decides what the bytes mean. */
  readonly hash: string
  /** Sorted by name. */
  readonly enumerations: readonly EnumerationType[]
  /** What a struct holds comes before it, otherwise sorted by name. */
  readonly structs: readonly StructLayout[]
  /** Sorted by name. */
  readonly maps: readonly MapLayout[]
  readonly attach?: AttachSource
}

/** Sizes and offsets are in bytes. */
export interface StructLayout {
  readonly name: string
  readonly isPacked: boolean
  readonly size: number
  readonly alignment: number
  readonly fields: readonly FieldLayout[]
}

export interface FieldLayout {
  readonly name: string
  readonly type: LayoutType
  readonly offset: number
  readonly size: number
}

export type MapLayout = EntryMapLayout | RingbufLayout

/** A map of keys and values. */
export interface EntryMapLayout {
  readonly kind: 'hash' | 'array'
  readonly name: string
  readonly version: number
  readonly key: LayoutType
  readonly keySize: number
  readonly value: LayoutType
  readonly valueSize: number
  readonly maxEntries: number
  readonly entries?: EntrySource
}

export interface RingbufLayout {
  readonly kind: 'ringbuf'
  readonly name: string
  readonly version: number
  readonly record: StructType
  readonly recordSize: number
  /** Size of the buffer in bytes. */
  readonly maxEntries: number
}
