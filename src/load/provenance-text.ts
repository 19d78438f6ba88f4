import {
  type ExtendedProvenance,
  extendProvenance,
  lazyProvenance,
  type Origin,
  type Provenance,
} from '../model/index.ts'
import type { Body } from './answer.ts'
import { type OriginTable, originTable, type WalkedProvenance, walkedProvenance } from './origin-table.ts'
import {
  addOrigin,
  decodeTable,
  encodeTable,
  numberOf,
  type TableText,
  tableText,
} from './origin-table-text.ts'

/**
 * Provenance of the documents of one evaluation as one text. Each line is JSON by itself: what is decoded is parsed
 * when it is first asked for.
 */
export function encodeProvenances(provenances: readonly Provenance[]): string {
  const [table = originTable([], () => undefined), ...others] = new Set(provenances.flatMap(tableOf))
  if (others.length > 0) throw new Error('provenance of more than one evaluation')
  const work: Work = { table: tableText(table), bodies: new Map(), maps: new Map() }
  const documents = provenances.map((provenance) => encodeDocument(work, provenance))
  const head: Head = { documents, bodies: work.bodies.size }
  return [
    JSON.stringify(head),
    encodeTable(work.table),
    ...[...work.bodies.keys()].map((body) => JSON.stringify(body)),
    ...work.maps.keys(),
  ].join('\n')
}

/** What `encodeProvenances` wrote, in the same order. */
export function decodeProvenances(text: string): Provenance[] {
  const [head, tableLine, ...rest] = text.split('\n') as [string, string]
  const { documents, bodies: bodyCount } = JSON.parse(head) as Head // only what was written here is given here
  const table = once(() => decodeTable(tableLine))
  const bodies = rest
    .slice(0, bodyCount)
    .map((line) => lazyProvenance(() => walkedProvenance(table(), JSON.parse(line) as Body)))
  const maps = rest.slice(bodyCount).map((line) => lazyProvenance(() => decodeMap(line, table())))
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
  readonly table: TableText
  readonly bodies: Map<Body, number>
  /** Texts of maps from pointers to numbers of origins. */
  readonly maps: Map<string, number>
}

function tableOf(provenance: Provenance): OriginTable[] {
  if (isWalked(provenance)) return [provenance.table]
  return isExtended(provenance) ? tableOf(provenance.base) : []
}

function encodeDocument(work: Work, provenance: Provenance): readonly [body: number, map: number] {
  if (isWalked(provenance)) return [intern(work.bodies, provenance.body), -1]
  if (!isExtended(provenance)) return [-1, encodeMap(work, provenance)]
  const [body] = encodeDocument(work, provenance.base)
  return [body, encodeMap(work, provenance.added)]
}

function isWalked(provenance: Provenance): provenance is WalkedProvenance {
  return 'body' in provenance
}

function isExtended(provenance: Provenance): provenance is ExtendedProvenance {
  return 'base' in provenance
}

function encodeMap({ table, maps }: Work, provenance: Provenance): number {
  const entries = [...provenance].map(([pointer, origin]) => [pointer, addOrigin(table, origin)])
  return intern(maps, JSON.stringify(entries))
}

function decodeMap(line: string, table: OriginTable): Provenance {
  const entries = JSON.parse(line) as [string, number][]
  return new Map(entries.map(([pointer, number]) => [pointer, table.originOf(number) as Origin])) // with a place each
}

function intern<T>(numbers: Map<T, number>, thing: T): number {
  return numberOf(numbers, thing, () => numbers.size)
}

function once<T extends object>(make: () => T): () => T {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}
