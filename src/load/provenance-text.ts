import type { Origin, Place, Provenance } from '../model/index.ts'

/**
 * Provenance of many documents as one text: places and origins once each. What is decoded is read when it is first
 * asked for: most runs show a few leaves of some documents, or none.
 */
export function encodeProvenances(provenances: readonly Provenance[]): string {
  const work: Work = { places: new Map(), origins: new Map(), known: new Map(), maps: new Map() }
  const documents = provenances.map((provenance) => {
    const entries = [...provenance].map(([pointer, origin]) => [pointer, encodeOrigin(work, origin)])
    return intern(work.maps, JSON.stringify(entries))
  })
  const encoded: Encoded = {
    places: list(work.places),
    origins: list(work.origins),
    maps: [...work.maps.keys()],
    documents,
  }
  return JSON.stringify(encoded)
}

/** What `encodeProvenances` wrote, in the same order. */
export function decodeProvenances(text: string): Provenance[] {
  const encoded = JSON.parse(text) as Encoded // only what was written here is given here
  const origins = once(() => decodeOrigins(encoded))
  const maps = encoded.maps.map((map) =>
    lazyMap(() => {
      const entries = JSON.parse(map) as [string, number][]
      return new Map(entries.map(([pointer, origin]) => [pointer, origins()[origin] as Origin]))
    }),
  )
  return encoded.documents.map((map) => maps[map] as Provenance)
}

/** Each list is JSON in JSON, to be parsed only when needed. */
interface Encoded {
  readonly places: string
  readonly origins: string
  readonly maps: readonly string[]
  /** Index of each document's map. */
  readonly documents: readonly number[]
}

/** Texts of places, origins and maps with their numbers. */
interface Work {
  readonly places: Map<string, number>
  readonly origins: Map<string, number>
  readonly known: Map<Origin, number>
  readonly maps: Map<string, number>
}

type EncodedOrigin = [
  kind: Origin['kind'],
  at: number,
  rest?: { key?: number; from?: number[]; calls?: number[]; overrides?: number },
]

function encodeOrigin(work: Work, origin: Origin): number {
  const known = work.known.get(origin)
  if (known !== undefined) return known
  const { kind, at, key, from, calls, overrides } = origin
  const place = (each: Place): number => intern(work.places, JSON.stringify(each))
  const rest = {
    ...(key && { key: place(key) }),
    ...(from && { from: from.map(place) }),
    ...(calls && { calls: calls.map(place) }),
    ...(overrides && { overrides: encodeOrigin(work, overrides) }),
  }
  const encoded: EncodedOrigin = [
    kind,
    place(at),
    ...(Object.keys(rest).length > 0 ? [rest] : []),
  ] as EncodedOrigin
  const number = intern(work.origins, JSON.stringify(encoded))
  work.known.set(origin, number)
  return number
}

function decodeOrigins(encoded: Encoded): Origin[] {
  const places = JSON.parse(encoded.places) as Place[]
  const origins: Origin[] = []
  const at = (number: number): Place => places[number] as Place
  // What is overridden was written before what overrides it.
  for (const [kind, place, { key, from, calls, overrides } = {}] of JSON.parse(
    encoded.origins,
  ) as EncodedOrigin[]) {
    origins.push({
      kind,
      at: at(place),
      ...(key !== undefined && { key: at(key) }),
      ...(from && { from: from.map(at) }),
      ...(calls && { calls: calls.map(at) }),
      ...(overrides !== undefined && { overrides: origins[overrides] as Origin }),
    })
  }
  return origins
}

function intern(numbers: Map<string, number>, text: string): number {
  const number = numbers.get(text) ?? numbers.size
  numbers.set(text, number)
  return number
}

function list(numbers: ReadonlyMap<string, number>): string {
  return `[${[...numbers.keys()].join(',')}]`
}

function once<T extends object>(make: () => T): () => T {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}

function lazyMap(make: () => Provenance): Provenance {
  const map = once(make)
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
