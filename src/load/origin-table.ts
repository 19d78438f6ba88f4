import {
  appendPointer,
  isQuantity,
  isSecretReference,
  type JsonObject,
  type JsonValue,
  lazyProvenance,
  type Origin,
  type Place,
  type Provenance,
} from '../model/index.ts'
import type { Body, EncodedOrigin } from './answer.ts'

/** The origins of all documents of one evaluation, each distinct one once. */
export interface OriginTable {
  readonly encoded: readonly EncodedOrigin[]
  /** The place of a site, or undefined for number 0. */
  readonly placeOf: (site: number) => Place | undefined
  /** By number; undefined for one without a place. */
  readonly originOf: (number: number) => Origin | undefined
}

/** Provenance in the order of a walk over a value: numbers, made into places when they are asked for. */
export interface WalkedProvenance extends Provenance {
  readonly table: OriginTable
  readonly body: Body
}

/** The provenance of a body. */
export function walkedProvenance(table: OriginTable, body: Body): WalkedProvenance {
  return Object.assign(
    lazyProvenance(() => walk(table, body)),
    { table, body },
  )
}

/** A quantity or a secret is a leaf. */
export function isTagged(value: JsonValue): boolean {
  return isQuantity(value) || isSecretReference(value)
}

/** The table of these origins; a literal among them is taken at its word. */
export function originTable(
  encoded: readonly EncodedOrigin[],
  findPlace: (site: number) => Place | undefined,
): OriginTable {
  const placeOf = remembering(findPlace)
  const originOf = remembering((number) => decodeOrigin(table, encoded[number]))
  const table: OriginTable = { encoded, placeOf, originOf }
  return table
}

function remembering<T>(find: (number: number) => T): (number: number) => T {
  const byNumber = new Map<number, T>()
  return (number) => {
    if (!byNumber.has(number)) byNumber.set(number, find(number))
    return byNumber.get(number) as T // set above
  }
}

function walk(table: OriginTable, { value, origins }: Body): Provenance {
  const provenance = new Map<string, Origin>()
  let next = 0
  const visit = (part: JsonValue, pointer: string, above: Origin | undefined): void => {
    const origin = table.originOf(origins[next++] as number) ?? fallback(above)
    if (origin !== undefined) provenance.set(pointer, origin)
    if (typeof part !== 'object' || part === null || isTagged(part)) return
    for (const name of Object.keys(part))
      visit((part as JsonObject)[name] as JsonValue, appendPointer(pointer, name), origin)
  }
  visit(value, '', undefined)
  return provenance
}

function fallback(above: Origin | undefined): Origin | undefined {
  return above && { kind: 'nearest', at: above.at }
}

function decodeOrigin(table: OriginTable, encoded: EncodedOrigin | undefined): Origin | undefined {
  if (encoded === undefined) return undefined
  const [site, name, kind = 'literal', from = [], calls = [], overrides = -1] = encoded
  const at = table.placeOf(site)
  if (at === undefined) return undefined
  const key = table.placeOf(name)
  const loser = table.originOf(overrides)
  return {
    kind: kind === 'literal' ? 'exact' : kind,
    at,
    ...(key && { key }),
    ...(from.length > 0 && { from: from.flatMap((each) => table.placeOf(each) ?? []).sort(comparePlaces) }),
    ...(calls.length > 0 && { calls: calls.flatMap((call) => table.placeOf(call) ?? []) }),
    ...(loser && { overrides: loser }),
  }
}

function comparePlaces(a: Place, b: Place): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1
  return a.line - b.line || a.column - b.column
}
