import type { Origin, Place } from '../model/index.ts'
import type { EncodedOrigin } from './answer.ts'
import { type OriginTable, originTable } from './origin-table.ts'

/** A table on its way into one line of JSON; origins that came after the evaluation join those of it. */
export interface TableText {
  /** Numbers of the files that places lie in. */
  readonly files: Map<string, number>
  /** [site, number of the file, line, column, length (0: none)] one after the other. */
  readonly places: number[]
  readonly origins: EncodedOrigin[]
  /** Numbers of the places and of the origins that were added, by what they say. */
  readonly addedSites: Map<string, number>
  readonly addedOrigins: Map<string, number>
  readonly numbers: Map<Origin, number>
  nextSite: number
}

/** The text of what the evaluation said. */
export function tableText({ encoded, placeOf }: OriginTable): TableText {
  const sites = sitesIn(encoded)
  const text: TableText = {
    files: new Map(),
    places: [],
    origins: [...encoded],
    addedSites: new Map(),
    addedOrigins: new Map(),
    numbers: new Map(),
    nextSite: 1,
  }
  for (const site of sites) {
    const place = placeOf(site)
    if (place === undefined) continue
    writePlace(text, site, place)
    text.nextSite = Math.max(text.nextSite, site + 1)
  }
  return text
}

/** Adds an origin, with what it names, and gives its number. */
export function addOrigin(text: TableText, origin: Origin): number {
  const same = text.numbers.get(origin)
  if (same !== undefined) return same
  const { kind, at, key, from = [], calls = [], overrides } = origin
  const siteOf = (place: Place): number => addPlace(text, place)
  const encoded: EncodedOrigin = [
    siteOf(at),
    key === undefined ? 0 : siteOf(key),
    kind === 'exact' ? 'literal' : kind,
    from.map(siteOf),
    calls.map(siteOf),
    overrides === undefined ? -1 : addOrigin(text, overrides),
  ]
  const number = numberOf(text.addedOrigins, JSON.stringify(encoded), () => text.origins.push(encoded) - 1)
  text.numbers.set(origin, number)
  return number
}

/** The line. */
export function encodeTable({ files, places, origins }: TableText): string {
  return JSON.stringify({ files: [...files.keys()], places, origins } satisfies EncodedTable)
}

/** What `encodeTable` wrote. */
export function decodeTable(text: string): OriginTable {
  const { files, places, origins } = JSON.parse(text) as EncodedTable // only what was written here is given here
  const indexOf = new Map<number, number>()
  for (let index = 0; index < places.length; index += width) indexOf.set(places[index] as number, index)
  return originTable(origins, (site) => {
    const index = indexOf.get(site)
    return index === undefined ? undefined : placeAt(files, places, index)
  })
}

interface EncodedTable {
  readonly files: readonly string[]
  readonly places: readonly number[]
  readonly origins: readonly EncodedOrigin[]
}

const width = 5

function addPlace(text: TableText, place: Place): number {
  return numberOf(text.addedSites, JSON.stringify(place), () => {
    const site = text.nextSite++
    writePlace(text, site, place)
    return site
  })
}

function writePlace({ files, places }: TableText, site: number, place: Place): void {
  const file = numberOf(files, place.file, () => files.size)
  places.push(site, file, place.line, place.column, place.length ?? 0)
}

/** The number of something that is kept once; `give` gives a new one. */
export function numberOf<T>(numbers: Map<T, number>, thing: T, give: () => number): number {
  const number = numbers.get(thing) ?? give()
  numbers.set(thing, number)
  return number
}

function placeAt(files: readonly string[], places: readonly number[], index: number): Place {
  const [file, line, column, length] = places.slice(index + 1, index + width) as [
    number,
    number,
    number,
    number,
  ]
  return { file: files[file] as string, line, column, ...(length > 0 && { length }) }
}

function sitesIn(origins: readonly EncodedOrigin[]): Set<number> {
  const sites = new Set<number>()
  for (const [site, name, , from = [], calls = []] of origins) {
    sites.add(site).add(name)
    for (const each of from) sites.add(each)
    for (const each of calls) sites.add(each)
  }
  return sites
}
