/**
 * Where a value came from, as the instrumented program keeps it. A number is the site of a literal that evaluates to
 * it; undefined is "not known".
 */
export type Origin = number | Trace | undefined

/** An origin with more to tell than one site. */
export interface Trace {
  readonly kind: 'literal' | 'computed'
  /** 0 in our own code: the innermost call of the author stands in. */
  readonly site: number
  readonly from?: readonly Origin[]
  readonly calls?: Frame | undefined
  readonly overrides?: Slot | undefined
  /** For JSON text: the value that it stands for, with its origins. */
  readonly parsed?: unknown
}

/** A call of the author's that has not returned yet. */
export interface Frame {
  readonly site: number
  readonly caller: Frame | undefined
}

/** What is known of one property or element. */
export interface Slot {
  readonly origin: Origin
  /** Site of the property's name where it is written out, or 0. */
  readonly name: number
  /** What stood there before. */
  readonly overrides?: Slot | undefined
  /** The object that stood there before, so that its leaves are known to have lost. */
  readonly lost?: object | undefined
}

/** What is known of an object or array. */
export interface Shadow {
  /** Where it was made. */
  readonly origin: Origin
  readonly calls: Frame | undefined
  readonly slots: Map<string, Slot>
  /** True while `slots` belongs to every object made at this site. */
  readonly isShared: boolean
}
