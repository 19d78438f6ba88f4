/** What an object or the kernel was found to hold. Sizes in bytes, offsets in bits (a bit field begins anywhere). */
export interface FoundLayout {
  /** For messages: `the program` or `the kernel`. */
  readonly where: string
  readonly maps: ReadonlyMap<string, FoundMap>
  /** First 64 bits of the layout's hash, 16 hex digits; one of each load that carries it. */
  readonly hashes: readonly string[]
}

export interface FoundMap {
  readonly name: string
  /** `hash`, `array`, `lru_hash`, …; a number where the type has no name here. */
  readonly type: string
  readonly keySize: number
  readonly valueSize: number
  readonly maxEntries: number
  readonly key?: FoundType
  readonly value?: FoundType
  /** Every struct that the programs of this map know, by name: those of one name that differ stand side by side. */
  readonly structs: ReadonlyMap<string, readonly FoundStruct[]>
  /** The kernel holds no BTF of it: sizes alone can be compared. */
  readonly isWithoutTypes?: boolean
}

export type FoundType =
  | { readonly kind: 'integer'; readonly size: number; readonly isSigned: boolean; readonly name: string }
  | { readonly kind: 'array'; readonly size: number; readonly length: number; readonly element: FoundType }
  | FoundStruct
  | { readonly kind: 'other'; readonly size: number; readonly name: string }

export interface FoundStruct {
  readonly kind: 'struct'
  readonly name: string
  readonly size: number
  readonly fields: readonly FoundField[]
}

export interface FoundField {
  readonly name: string
  readonly bitOffset: number
  /** Of a bit field; 0 otherwise. */
  readonly bits: number
  readonly type: FoundType
}
