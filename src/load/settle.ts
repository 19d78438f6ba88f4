import type {
  AuthoredCollection,
  Diagnostic,
  LayoutDeclaration,
  Origin,
  Place,
  Provenance,
  SourceFile,
} from '../model/index.ts'
import {
  appendPointer,
  isJsonObject,
  isQuantity,
  isSecretReference,
  type JsonValue,
  type LoadedWorkspace,
} from '../model/index.ts'
import type { Body, CollectionAnswer, EncodedOrigin, Problem, WorkspaceAnswer } from './answer.ts'
import { placeOfSite, type SiteTable } from './sites.ts'

/** Turns a child's answer into a workspace: sites become places, and an origin is exact only if its literal says so. */
export function settleWorkspace(
  answer: WorkspaceAnswer,
  table: SiteTable,
  sources: readonly SourceFile[],
): LoadedWorkspace {
  const settler = createSettler(answer.origins, table)
  const provenances = answer.bodies.map((body) => settleBody(settler, body))
  return {
    name: answer.name,
    documents: answer.documents.map(({ body, ...document }) => ({
      ...document,
      value: (answer.bodies[body] as Body).value,
      provenance: provenances[body] as Provenance,
    })),
    layouts: answer.layouts.map((body) => ({
      // Checked by `resolveLayout`, which takes nothing of it on trust.
      declaration: (answer.bodies[body] as Body).value as unknown as LayoutDeclaration,
      provenance: provenances[body] as Provenance,
    })),
    ...(answer.collections.length > 0 && {
      collections: answer.collections.map((each) => settleCollection(each, table)),
    }),
    environments: answer.environments,
    invariants: answer.invariants,
    waivers: answer.waivers,
    driftIgnore: answer.driftIgnore,
    managedPrefixes: answer.managedPrefixes,
    sources,
    diagnostics: answer.problems.map((problem) => settleProblem(problem, table)),
  }
}

function settleCollection({ site, ...collection }: CollectionAnswer, table: SiteTable): AuthoredCollection {
  return { ...collection, at: placeOfSite(table, site) ?? entryPlace }
}

/** Where a finding stands that has no place of its own: the workspace as a whole. */
const entryPlace: Place = { file: 'configs/index.ts', line: 1, column: 1 }

/** A finding of the child with its place. */
export function settleProblem({ site, calls, ...problem }: Problem, table: SiteTable): Diagnostic {
  const at = placeOfSite(table, site) ?? entryPlace
  const notes = (calls ?? []).flatMap((call) => {
    const place = placeOfSite(table, call)
    return place
      ? [{ label: 'called from' as const, text: `${place.file}:${place.line}:${place.column}`, at: place }]
      : []
  })
  return { ...problem, ...(at && { at }), ...(notes.length > 0 && { notes }) }
}

interface Settler {
  readonly origins: readonly EncodedOrigin[]
  readonly table: SiteTable
  readonly places: Map<number, Place | undefined>
  readonly settled: Map<number, Origin | undefined>
}

function createSettler(origins: readonly EncodedOrigin[], table: SiteTable): Settler {
  return { origins, table, places: new Map(), settled: new Map() }
}

function settleBody(settler: Settler, { value, origins }: Body): Provenance {
  const provenance = new Map<string, Origin>()
  let next = 0
  const visit = (part: JsonValue, pointer: string, above: Origin | undefined): void => {
    const origin = settleOrigin(settler, origins[next++] as number, part) ?? fallback(above)
    if (origin !== undefined) provenance.set(pointer, origin)
    if (Array.isArray(part)) {
      for (const [index, element] of part.entries()) visit(element, appendPointer(pointer, index), origin)
    } else if (isJsonObject(part) && !isQuantity(part) && !isSecretReference(part)) {
      for (const name of Object.keys(part))
        visit(part[name] as JsonValue, appendPointer(pointer, name), origin)
    }
  }
  visit(value, '', undefined)
  return provenance
}

function fallback(above: Origin | undefined): Origin | undefined {
  return above && { kind: 'nearest', at: above.at }
}

function settleOrigin(settler: Settler, number: number, value: JsonValue | undefined): Origin | undefined {
  const encoded = settler.origins[number]
  if (encoded === undefined) return undefined
  const [site, , kind = 'literal'] = encoded
  if (kind === 'literal' && !isLiteralOf(settler, site, value)) return undefined
  if (settler.settled.has(number)) return settler.settled.get(number)
  const origin = originOf(settler, encoded)
  settler.settled.set(number, origin)
  return origin
}

function originOf(settler: Settler, encoded: EncodedOrigin): Origin | undefined {
  const [site, name, kind = 'literal', from = [], calls = [], overrides = -1] = encoded
  const at = placeAt(settler, site)
  if (at === undefined) return undefined
  const key = placeAt(settler, name)
  const loser = overrides < 0 ? undefined : settleOrigin(settler, overrides, undefined)
  return {
    kind: kind === 'literal' ? 'exact' : 'computed',
    at,
    ...(key && { key }),
    ...(from.length > 0 && { from: sortedPlaces(settler, from) }),
    ...(calls.length > 0 && { calls: calls.flatMap((call) => placeAt(settler, call) ?? []) }),
    ...(loser && { overrides: loser }),
  }
}

/** Containers are exact where they were written; a leaf only if the literal there evaluates to it. */
function isLiteralOf({ table }: Settler, site: number, value: JsonValue | undefined): boolean {
  if (value === undefined || (typeof value === 'object' && value !== null)) return true
  const literal = table.sites[site]?.literal
  return literal !== undefined && Object.is(literal.value, value)
}

function placeAt(settler: Settler, site: number): Place | undefined {
  if (!settler.places.has(site)) settler.places.set(site, placeOfSite(settler.table, site))
  return settler.places.get(site)
}

function sortedPlaces(settler: Settler, sites: readonly number[]): Place[] {
  return sites.flatMap((site) => placeAt(settler, site) ?? []).sort(comparePlaces)
}

function comparePlaces(a: Place, b: Place): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1
  return a.line - b.line || a.column - b.column
}
