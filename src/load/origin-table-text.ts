import type { Place } from '../model/index.ts'
import type { EncodedOrigin } from './answer.ts'
import { type OriginTable, originTable } from './origin-table.ts'

/** A table as one line of JSON. */
export function encodeTable({ encoded, placeOf }: OriginTable): string {
  const files = new Map<string, number>()
  const places: number[] = []
  for (const site of sitesIn(encoded)) {
    const place = placeOf(site)
    if (place === undefined) continue
    const file = files.get(place.file) ?? files.size
    files.set(place.file, file)
    places.push(site, file, place.line, place.column, place.length ?? 0)
  }
  return JSON.stringify({ files: [...files.keys()], places, origins: encoded } satisfies EncodedTable)
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
  /** [site, number of the file, line, column, length (0: none)] one after the other. */
  readonly places: readonly number[]
  readonly origins: readonly EncodedOrigin[]
}

const width = 5

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
