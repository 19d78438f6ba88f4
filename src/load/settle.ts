import type {
  AuthoredCollection,
  AuthoredWaiver,
  Diagnostic,
  Environment,
  JsonObject,
  JsonValue,
  LayoutDeclaration,
  LoadedWorkspace,
  Place,
  Provenance,
  SourceFile,
} from '../model/index.ts'
import type {
  Body,
  CollectionAnswer,
  EncodedOrigin,
  EnvironmentAnswer,
  Problem,
  WaiverAnswer,
  WorkspaceAnswer,
} from './answer.ts'
import { isTagged, originTable, walkedProvenance } from './origin-table.ts'
import { atAuthor } from './package-problems.ts'
import { placeOfSite, type SiteTable } from './sites.ts'

/** Turns a child's answer into a workspace: sites become places, and an origin is exact only if its literal says so. */
export function settleWorkspace(
  answer: WorkspaceAnswer,
  table: SiteTable,
  sources: readonly SourceFile[],
): LoadedWorkspace {
  const origins = originTable(answer.origins, (site) => placeOfSite(table, site))
  const provenances = answer.bodies.map((body) => walkedProvenance(origins, exactBody(body, answer, table)))
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
    ...(answer.channels.length > 0 && { channels: answer.channels }),
    ...(answer.languages && { languages: answer.languages }),
    environments: answer.environments.map((each) => settleEnvironment(each, table)),
    invariants: answer.invariants,
    waivers: answer.waivers.map((waiver) => settleWaiver(waiver, table)),
    managedPrefixes: answer.managedPrefixes,
    sources,
    diagnostics: answer.problems.map((problem) => settleProblem(problem, table)),
  }
}

/** An environment of an answer, with the places of its renames. */
export function settleEnvironment(
  { moved, ...environment }: EnvironmentAnswer,
  table: SiteTable,
): Environment {
  if (moved === undefined) return environment
  const placed = moved.map(({ site, ...move }) => {
    const at = placeOfSite(table, site)
    return { ...move, ...(at && { at }) }
  })
  return { ...environment, moved: placed }
}

function settleCollection({ site, ...collection }: CollectionAnswer, table: SiteTable): AuthoredCollection {
  return { ...collection, at: placeOfSite(table, site) ?? entryPlace }
}

function settleWaiver({ site, untilSite, ...waiver }: WaiverAnswer, table: SiteTable): AuthoredWaiver {
  const [at, untilAt] = [placeOfSite(table, site), placeOfSite(table, untilSite)]
  return { ...waiver, ...(at && { at }), ...(untilAt && { untilAt }) }
}

/** Where a finding stands that has no place of its own: the workspace as a whole. */
const entryPlace: Place = { file: 'configs/index.ts', line: 1, column: 1 }

/** A finding of the child with its place. */
export function settleProblem({ site, calls, ...problem }: Problem, table: SiteTable): Diagnostic {
  const at = placeOfSite(table, site) ?? entryPlace
  const notes = (calls ?? []).flatMap((call) => {
    const place = placeOfSite(table, call)
    return place ? [{ label: 'called from' as const, text: '', at: place }] : []
  })
  const message = withAuthorsName(problem.message, table, site)
  const found = { ...problem, message, ...(at && { at }), ...(notes.length > 0 && { notes }) }
  return atAuthor(table, found)
}

/** The bundler may give a variable another name, which the language then uses in its message. */
function withAuthorsName(message: string, { sites }: SiteTable, site: number): string {
  const where = sites[site]
  const name = where?.file.text.slice(where.start, where.end) ?? ''
  if (!/^[\w$]+$/.test(name)) return message
  return message.replace(/(?<=^ReferenceError: Cannot access ')[^']+(?=' before initialization$)/, name)
}

/** The body with no origin where a literal does not evaluate to the leaf that names it. */
function exactBody({ value, origins }: Body, answer: WorkspaceAnswer, table: SiteTable): Body {
  const exact = [...origins]
  let next = 0
  const visit = (part: JsonValue): void => {
    const index = next++
    if (typeof part !== 'object' || part === null) {
      const origin = answer.origins[origins[index] as number]
      if (origin !== undefined && !isTrue(origin, table, part)) exact[index] = -1
    } else if (Array.isArray(part)) part.forEach(visit)
    else if (!isTagged(part))
      for (const name of Object.keys(part)) visit((part as JsonObject)[name] as JsonValue)
  }
  visit(value)
  return { value, origins: exact }
}

function isTrue([site, , kind = 'literal']: EncodedOrigin, { sites }: SiteTable, value: JsonValue): boolean {
  const literal = sites[site]?.literal
  return kind !== 'literal' || (literal !== undefined && Object.is(literal.value, value))
}
