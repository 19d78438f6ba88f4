import { extendProvenance, lazyProvenance, type Provenance } from '../model/index.ts'
import type { Body } from './answer.ts'
import {
  createOriginMaps,
  decodeOriginMap,
  decodeOrigins,
  encodeOriginMap,
  intern,
  type OriginMaps,
  originTexts,
} from './origin-map-text.ts'
import { type OriginTable, originTable, type WalkedProvenance, walkedProvenance } from './origin-table.ts'
import { decodeTable, encodeTable } from './origin-table-text.ts'

/**
 * Provenance of the documents of one evaluation as one text. Each line is JSON by itself: what is decoded is parsed
 * when it is first asked for.
 */
export function encodeProvenances(provenances: readonly Provenance[]): string {
  const work: Work = { tables: new Set(), bodies: new Map(), maps: createOriginMaps() }
  const documents = provenances.map((provenance) => encodeDocument(work, provenance))
  const [table = originTable([], () => undefined), ...others] = work.tables
  if (others.length > 0) throw new Error('provenance of more than one evaluation')
  const head: Head = { documents, bodies: work.bodies.size }
  return [
    JSON.stringify(head),
    encodeTable(table),
    ...originTexts(work.maps),
    ...[...work.bodies.keys()].map((body) => JSON.stringify(body)),
    ...work.maps.maps.keys(),
  ].join('\n')
}

/** What `encodeProvenances` wrote, in the same order. */
export function decodeProvenances(text: string): Provenance[] {
  const [head, table, places, origins, ...rest] = text.split('\n') as [string, string, string, string]
  const { documents, bodies: bodyCount } = JSON.parse(head) as Head // only what was written here is given here
  const walked = once(() => decodeTable(table))
  const added = once(() => decodeOrigins(places, origins))
  const bodies = rest
    .slice(0, bodyCount)
    .map((line) => lazyProvenance(() => walkedProvenance(walked(), JSON.parse(line) as Body)))
  const maps = rest.slice(bodyCount).map((line) => lazyProvenance(() => decodeOriginMap(line, added())))
  return documents.map(([body, map]) => {
    const [base, more] = [bodies[body], maps[map]]
    return base && more ? extendProvenance(base, more) : (base ?? more ?? new Map())
  })
}

interface Head {
  /** Numbers of the body and of the map of each document; -1: none. */
  readonly documents: readonly (readonly [body: number, map: number])[]
  /** How many lines are bodies. */
  readonly bodies: number
}

interface Work {
  readonly tables: Set<OriginTable>
  readonly bodies: Map<Body, number>
  readonly maps: OriginMaps
}

function encodeDocument(work: Work, provenance: Provenance): readonly [body: number, map: number] {
  if ('body' in provenance) {
    const { body, table } = provenance as WalkedProvenance // nothing else has a body
    work.tables.add(table)
    return [intern(work.bodies, body), -1]
  }
  if ('base' in provenance && 'added' in provenance) {
    const [body] = encodeDocument(work, provenance.base as Provenance)
    return [body, encodeOriginMap(work.maps, provenance.added as Provenance)]
  }
  return [-1, encodeOriginMap(work.maps, provenance)]
}

function once<T extends object>(make: () => T): () => T {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}
