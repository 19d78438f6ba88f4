/**
 * Where a value came from, as the instrumented program keeps it. A number is the site of a literal that evaluates to
 * it; undefined is "not known".
 */
export type Origin = number | Trace | undefined

/** An origin with more to tell than one site. */
export interface Trace {
  readonly kind: 'literal' | 'computed'
  /** 0 in the authoring API: the innermost call of the author stands in. */
  readonly site: number
  /** Sites of the literals that a computed value was made from. */
  readonly from: readonly number[]
  /** null: there are none, whatever holds the value. */
  readonly calls?: Frame | null | undefined
  readonly overrides?: Slot | undefined
  /** For JSON text: the value that it stands for, with its origins. */
  readonly parsed?: { readonly text: string; readonly value: unknown }
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
  /** Length of the chain of `overrides`. */
  readonly depth?: number
}

/** What is known of an object or array. */
export interface Shadow {
  /** Where it was made. */
  readonly origin: Origin
  readonly calls: Frame | undefined
  readonly slots: Map<string, Slot>
  /** True while `slots` belongs to every object made at this site. */
  readonly isShared: boolean
  /** Origin of every member without a slot. */
  readonly members?: Origin
}

/** More contributing places than this are not kept. */
export const longestFrom = 64

/** What the authoring API made out of nothing that an author wrote. */
export const internal: Trace = { kind: 'computed', site: 0, from: [] }

/** The origin of a value made at `site` from others. */
export function computedFrom(site: number, origins: readonly Origin[], calls: Frame | undefined): Origin {
  const from = new Set<number>()
  for (const origin of origins) {
    for (const each of contributors(origin)) if (from.size < longestFrom) from.add(each)
  }
  return withCalls({ kind: 'computed', site, from: [...from] }, calls)
}

/** The literals behind an origin. */
export function contributors(origin: Origin): readonly number[] {
  if (origin === undefined) return []
  if (typeof origin === 'number') return [origin]
  return origin.kind === 'literal' ? [origin.site] : origin.from
}

/** An origin with calls, if it has none of its own. What our own code made is at the innermost call. */
export function withCalls(origin: Origin, calls: Frame | undefined): Origin {
  if (calls === undefined || origin === undefined) return origin
  if (typeof origin === 'number') return { kind: 'literal', site: origin, from: [], calls }
  if (origin.site === 0) return { ...origin, site: calls.site, calls: calls.caller ?? null }
  return origin.calls === undefined ? { ...origin, calls } : origin
}

/** The origin of a container that a pattern made: `...rest`. */
export function takenApart(site: number): Origin {
  return { kind: 'computed', site, from: [] }
}
