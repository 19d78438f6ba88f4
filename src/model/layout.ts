/** An integer of fixed width: its size is the same on every target. */
export interface IntegerType {
  readonly kind: 'integer'
  readonly bits: 8 | 16 | 32 | 64
  readonly isSigned: boolean
}

/** Text of at most `length` - 1 bytes, filled up with NUL. */
export interface CharType {
  readonly kind: 'char'
  readonly length: number
}

/** Bytes without meaning, always zero. */
export interface PaddingType {
  readonly kind: 'padding'
  readonly length: number
}

export interface ArrayType {
  readonly kind: 'array'
  readonly element: LayoutType
  readonly length: number
}

/** Named numbers in an integer of fixed width. The names are those that documents use; C gets them in capitals. */
export interface EnumerationType {
  readonly kind: 'enumeration'
  readonly name: string
  readonly width: IntegerType
  readonly values: { readonly [name: string]: number }
}

/** A struct. `order` lists the fields in memory order, which a JSON object alone does not promise to keep. */
export interface StructType {
  readonly kind: 'struct'
  readonly name: string
  /** No alignment: fields follow each other without a gap. */
  readonly isPacked: boolean
  readonly fields: { readonly [name: string]: LayoutType }
  readonly order: readonly string[]
}

export type LayoutType = IntegerType | CharType | PaddingType | ArrayType | EnumerationType | StructType

/** Where one number or text of a map entry comes from. A member is what `EntrySource.pointer` leads to, or each of its members. */
export type ScalarSource =
  | { readonly source: 'constant'; readonly value: number }
  /** The member's name, or the element itself in a list. */
  | { readonly source: 'element' }
  /** The index of the interface that the member is named after, on the host that loads the entry. */
  | { readonly source: 'interface-index' }
  /** The leaf at `pointer` below the member. An enumeration's field takes its number by name. */
  | { readonly source: 'leaf'; readonly pointer: string }

/** A whole key or value: one scalar, or a scalar for each field of a struct (padding is zero). */
export type ValueSource =
  | ScalarSource
  | { readonly source: 'fields'; readonly fields: { readonly [field: string]: ScalarSource } }

/** Which document a map's entries follow, and how each of them is made. */
export interface EntrySource {
  /** `each`: an entry for every member or element at `pointer`. `one`: a single entry. */
  readonly kind: 'each' | 'one'
  /** Key in etcd without the environment's prefix: `/config/sniffer/json`. */
  readonly document: string
  readonly pointer: string
  readonly key: ValueSource
  readonly value: ValueSource
}

/** A BPF map. A map without `entries` is never written from outside. */
export type MapDeclaration =
  | {
      readonly kind: 'hash'
      readonly key: LayoutType
      readonly value: LayoutType
      readonly maxEntries: number
      /** Raised when the layout changes under the same name. */
      readonly version: number
      readonly entries?: EntrySource
    }
  | {
      readonly kind: 'array'
      readonly value: LayoutType
      readonly maxEntries: number
      readonly version: number
      readonly entries?: EntrySource
    }
  | {
      readonly kind: 'ringbuf'
      readonly record: StructType
      /** Size of the buffer in bytes. */
      readonly bytes: number
      readonly version: number
    }

/** The interfaces that a program is attached to: the members at `pointer`, but those whose leaf has this value. */
export interface AttachSource {
  readonly document: string
  readonly pointer: string
  readonly except?: { readonly pointer: string; readonly value: string }
}

/** Every map and record that a BPF program shares with userspace. `sniffer` becomes `generated/c/sniffer.layout.h`. */
export interface LayoutDeclaration {
  readonly kind: 'layout'
  readonly name: string
  readonly maps: { readonly [name: string]: MapDeclaration }
  readonly attach?: AttachSource
}
