import type { Origin, Place, Provenance } from '../model/index.ts'

/** Texts of maps from pointers to origins, of their origins and of these origins' places, each distinct one once. */
export interface OriginMaps {
  readonly places: Map<string, number>
  readonly origins: Map<string, number>
  readonly maps: Map<string, number>
  readonly known: Map<Origin, number>
}

/** No maps yet. */
export function createOriginMaps(): OriginMaps {
  return { places: new Map(), origins: new Map(), maps: new Map(), known: new Map() }
}

/** Adds a map and gives its number. */
export function encodeOriginMap(work: OriginMaps, provenance: Provenance): number {
  const entries = [...provenance].map(([pointer, origin]) => [pointer, encodeOrigin(work, origin)])
  return intern(work.maps, JSON.stringify(entries))
}

/** The texts of all places and of all origins, one line each. */
export function originTexts({ places, origins }: OriginMaps): readonly [places: string, origins: string] {
  return [list(places), list(origins)]
}

/** What `originTexts` wrote. */
export function decodeOrigins(placeText: string, originText: string): Origin[] {
  const places = JSON.parse(placeText) as Place[]
  const origins: Origin[] = []
  const at = (number: number): Place => places[number] as Place
  // What is overridden was written before what overrides it.
  for (const [kind, place, { key, from, calls, overrides } = {}] of JSON.parse(
    originText,
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

/** A map as `encodeOriginMap` wrote it. */
export function decodeOriginMap(text: string, origins: readonly Origin[]): Provenance {
  const entries = JSON.parse(text) as [string, number][]
  return new Map(entries.map(([pointer, origin]) => [pointer, origins[origin] as Origin]))
}

type EncodedOrigin = [
  kind: Origin['kind'],
  at: number,
  rest?: { key?: number; from?: number[]; calls?: number[]; overrides?: number },
]

function encodeOrigin(work: OriginMaps, origin: Origin): number {
  const originNumber = work.known.get(origin)
  if (originNumber !== undefined) return originNumber
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

/** The number of something that is kept once. */
export function intern<T>(numbers: Map<T, number>, thing: T): number {
  const number = numbers.get(thing) ?? numbers.size
  numbers.set(thing, number)
  return number
}

function list(numbers: ReadonlyMap<string, number>): string {
  return `[${[...numbers.keys()].join(',')}]`
}
