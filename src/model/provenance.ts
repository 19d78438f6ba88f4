import { parentPointer } from './json/index.ts'
/** A place in a source file. `file` is relative to the workspace, with '/'; line and column count from 1, columns in UTF-16 code units. */
export interface Place {
  readonly file: string
  readonly line: number
  readonly column: number
  /** Length of the text meant, in UTF-16 code units on that line; for the caret. */
  readonly length?: number
}

/**
 * Where a value came from.
 * `exact`: the literal at `at` evaluates to this value. `computed`: made from the places in `from` (sorted), `at` is
 * the expression. `nearest`: not known; `at` is that of the nearest known ancestor. `default`: the schema's default.
 */
export interface Origin {
  readonly kind: 'exact' | 'computed' | 'nearest' | 'default'
  readonly at: Place
  /** The name of the property, where it is written out; an error about the name points at it. */
  readonly key?: Place
  readonly from?: readonly Place[]
  /** Calls through which the value came, outermost first. */
  readonly calls?: readonly Place[]
  /** The origin that lost when this value overrode it; a chain, newest first. */
  readonly overrides?: Origin
}

/** Origins of one document by JSON pointer; the whole document is ''. */
export type Provenance = ReadonlyMap<string, Origin>

/** Provenance and what was added to it later, kept apart so that each can be stored as what it is. */
export interface ExtendedProvenance extends Provenance {
  readonly base: Provenance
  readonly added: Provenance
}

/** `base` with more origins, which win. */
export function extendProvenance(base: Provenance, added: Provenance): ExtendedProvenance {
  return Object.assign(
    lazyProvenance(() => new Map([...base, ...added])),
    { base, added },
  )
}

/** Provenance that is made when it is first asked for: most runs look at a few leaves of some documents, or at none. */
export function lazyProvenance(make: () => Provenance): Provenance {
  let made: Provenance | undefined
  const map = (): Provenance => {
    made ??= make()
    return made
  }
  return {
    get size() {
      return map().size
    },
    get: (pointer) => map().get(pointer),
    has: (pointer) => map().has(pointer),
    forEach: (visit) => map().forEach(visit),
    entries: () => map().entries(),
    keys: () => map().keys(),
    values: () => map().values(),
    [Symbol.iterator]: () => map()[Symbol.iterator](),
  }
}

/** `configs/channels.ts:2:66` */
export function formatPlace(place: Place): string {
  return `${place.file}:${place.line}:${place.column}`
}

/** Where the value at `pointer` came from, or the nearest that holds it and is known. */
export function nearestOrigin(provenance: Provenance | undefined, pointer: string): Origin | undefined {
  for (let at: string | undefined = pointer; at !== undefined; at = parentPointer(at)) {
    const origin = provenance?.get(at)
    if (origin) return origin
  }
  return undefined
}
