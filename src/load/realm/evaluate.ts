import type { Waiver } from '../../model/index.ts'
import type { Schema } from '../../schema/index.ts'
import type { Answer, DocumentAnswer, Problem, WaiverAnswer } from '../answer.ts'
import { channelsOf, languagesOf } from './channels.ts'
import { problemsOfDocuments } from './check-documents.ts'
import { problemsOfShape } from './check-shape.ts'
import { collectionsOf } from './collections.ts'
import { type Authored, documentsOf, environmentsOf, type Found, managedPrefixesOf } from './documents.ts'
import { createEncoder, encodeBody } from './encode.ts'
import { problemsOfHandover } from './handover.ts'
import { attemptsSoFar, NotHermetic } from './hermetic/attempts.ts'
import { freezeLanguage, protect } from './hermetic/freeze.ts'
import { sealContext } from './hermetic/seal.ts'
import { takeInitial } from './initial.ts'
import { checkInvariants, type Invariant } from './invariants.ts'
import { provideLive, provideReader } from './live.ts'
import { materialise } from './materialise.ts'
import { problemOfError, problemsOfValue, siteOf } from './problems.ts'
import { installHandlers } from './tracking/natives/handlers.ts'
import { originIn, originOfObject } from './tracking/shadows.ts'
import { withLive } from './with-live.ts'

/** Makes the context what config modules are evaluated in. Once, before there is any code of the author's in it. */
export function seal(authoring: object): void {
  provideReader()
  installHandlers()
  sealContext()
  freezeLanguage()
  protect(authoring)
}

/**
 * Runs the config modules and answers as JSON text: nothing but this string leaves the context. `live` has the text of
 * each key that was read from the store, null where there is none.
 */
export function evaluate(load: () => unknown, schemas: string, live: string): string {
  const knownSchemas = JSON.parse(schemas) as Schema[]
  const liveSoFar = provideLive(JSON.parse(live) as Record<string, string | null>)
  const loaded = loadSafely(load)
  const whole = withProblems(answerTo(loaded, knownSchemas), attemptsSoFar())
  return textOf(withLive(whole, 'exported' in loaded ? loaded.exported : undefined, liveSoFar()))
}

/** A text may grow longer than texts can be, even where the value fits the memory. */
function textOf(answer: Answer): string {
  try {
    return JSON.stringify(answer)
  } catch (error) {
    return JSON.stringify({ kind: 'failed', problems: [problemOfError(error)] } satisfies Answer)
  }
}

type Loaded = { readonly exported: unknown } | { readonly problem: Problem | undefined }

function loadSafely(load: () => unknown): Loaded {
  try {
    return { exported: (load() as { default?: unknown }).default }
  } catch (error) {
    // An attempt to leave is reported as such.
    return { problem: error instanceof NotHermetic ? undefined : problemOfError(error) }
  }
}

function answerTo(loaded: Loaded, schemas: readonly Schema[]): Answer {
  if ('problem' in loaded) return { kind: 'failed', problems: loaded.problem ? [loaded.problem] : [] }
  try {
    const problems = problemsOfShape(loaded.exported)
    if (problems.length > 0) return { kind: 'failed', problems }
    return answerOf(loaded.exported as Authored, schemas)
  } catch (error) {
    return { kind: 'failed', problems: error instanceof NotHermetic ? [] : [problemOfError(error)] }
  }
}

function answerOf(workspace: Authored, schemas: readonly Schema[]): Answer {
  const encoder = createEncoder()
  const copies = new Map<object, unknown>()
  const found = documentsOf(workspace)
  const misplaced = distinct([...problemsOfDocuments(found), ...problemsOfHandover(workspace, found)])
  if (misplaced.length > 0) return { kind: 'failed', problems: misplaced }
  const initials = new Map<object, readonly string[]>()
  const documents = found.map((document) => ({
    ...document,
    ...takeInitial({ value: materialise(document.value, copies), origin: document.origin }, initials),
  }))
  const layouts = layoutsOf(workspace).map((layout) => materialise(layout, copies))
  const problems = distinct([
    ...documents.flatMap(problemsOfValue),
    ...layouts.flatMap((value, index) =>
      problemsOfValue({ key: `layouts/${index}`, value, origin: undefined, madeAt: 0 }),
    ),
  ])
  if (problems.length > 0) return { kind: 'failed', problems }
  return {
    kind: 'workspace',
    name: String(workspace.name),
    documents: documents.map(
      ({ value, origin, isComponent: _, madeAt: _madeAt, layout: _layout, ...rest }): DocumentAnswer => {
        return { ...rest, body: encodeBody(encoder, value, origin) }
      },
    ),
    collections: collectionsOf(workspace),
    channels: channelsOf(workspace),
    ...languagesOf(workspace),
    layouts: layouts.map((layout) => encodeBody(encoder, layout, undefined)),
    bodies: encoder.bodies,
    origins: encoder.origins,
    environments: environmentsOf(workspace),
    invariants: invariantsOf(workspace, documents, schemas),
    waivers: waiversOf(workspace),
    managedPrefixes: managedPrefixesOf(workspace),
    problems: [],
  }
}

function invariantsOf(
  workspace: Authored,
  documents: readonly Found[],
  schemas: readonly Schema[],
): ReturnType<typeof checkInvariants> {
  const invariants = (workspace.invariants as readonly Invariant[] | undefined) ?? []
  return checkInvariants(invariants, documents, new Map(schemas.map((schema) => [schema.name, schema])))
}

function layoutsOf(workspace: Authored): readonly unknown[] {
  return Array.isArray(workspace.layouts) ? workspace.layouts : []
}

function waiversOf(workspace: Authored): WaiverAnswer[] {
  const waivers = (workspace.waivers as Waiver[] | undefined) ?? []
  return waivers.map((waiver) => {
    const { invariant, reason, until } = waiver
    const untilSite = siteOf(originIn(waiver, 'until'))
    return { invariant, reason, until, site: siteOf(originOfObject(waiver)), untilSite }
  })
}

function withProblems(answer: Answer, more: readonly Problem[]): Answer {
  if (answer.kind === 'stopped') return answer
  const problems = [...answer.problems, ...more]
  return problems.some(({ severity }) => severity === 'error')
    ? { kind: 'failed', problems }
    : { ...answer, problems }
}

/** A value that stands in several environments is one problem. */
function distinct(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()]
}
