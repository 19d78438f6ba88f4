import { findNonJson, type Waiver } from '../../model/index.ts'
import type { Schema } from '../../schema/index.ts'
import type { Answer, DocumentAnswer, Problem } from '../answer.ts'
import { type Authored, documentsOf, environmentsOf, type Found } from './documents.ts'
import { createEncoder, encodeBody } from './encode.ts'
import { checkInvariants } from './invariants.ts'
import { lastSite } from './tracking/state.ts'

/** Runs the config modules and answers as JSON text: nothing but this string leaves the context. */
export function evaluate(load: () => unknown, schemas: string): string {
  return JSON.stringify(answer(load, JSON.parse(schemas) as Schema[]))
}

function answer(load: () => unknown, schemas: readonly Schema[]): Answer {
  const problems: Problem[] = []
  try {
    const workspace = (load() as { default?: unknown }).default
    if (!isWorkspace(workspace)) {
      problems.push(problem('not-a-workspace', 'configs/index.ts does not export a workspace by default', 0))
      return { kind: 'failed', problems }
    }
    return answerOf(workspace, schemas, problems)
  } catch (error) {
    problems.push(problem('config-threw', messageOf(error), lastSite))
    return { kind: 'failed', problems }
  }
}

function answerOf(workspace: Authored, schemas: readonly Schema[], problems: Problem[]): Answer {
  const encoder = createEncoder()
  const found = documentsOf(workspace).filter((document) => isPlain(document, problems))
  const documents = found.map(({ value, origin, isComponent: _, ...rest }): DocumentAnswer => {
    return { ...rest, body: encodeBody(encoder, value, origin) }
  })
  return {
    kind: 'workspace',
    name: String(workspace.name),
    bodies: encoder.bodies,
    origins: encoder.origins,
    documents,
    layouts: layoutsOf(workspace)
      .filter((value, index) => isPlain({ key: `layouts/${index}`, value }, problems))
      .map((value) => encodeBody(encoder, value, undefined)),
    environments: environmentsOf(workspace),
    invariants:
      problems.length === 0 ? checkInvariants(invariantsOf(workspace), found, schemasByName(schemas)) : [],
    waivers: waiversOf(workspace),
    managedPrefixes: (workspace.managedPrefixes as string[] | undefined) ?? ['/config/'],
    problems,
  }
}

function isPlain({ key, value }: Pick<Found, 'key' | 'value'>, problems: Problem[]): boolean {
  const found = findNonJson(value)
  for (const { pointer, reason } of found) {
    problems.push({
      ...problem('not-json', `${key}#${pointer} is ${reason}, which JSON cannot carry`, 0),
      key,
      pointer,
    })
  }
  return found.length === 0
}

function invariantsOf(workspace: Authored): Parameters<typeof checkInvariants>[0] {
  return (workspace.invariants as Parameters<typeof checkInvariants>[0] | undefined) ?? []
}

function layoutsOf(workspace: Authored): readonly unknown[] {
  return Array.isArray(workspace.layouts) ? workspace.layouts : []
}

function schemasByName(schemas: readonly Schema[]): Map<string, Schema> {
  return new Map(schemas.map((schema) => [schema.name, schema]))
}

function waiversOf(workspace: Authored): Waiver[] {
  const waivers = (workspace.waivers as Waiver[] | undefined) ?? []
  return waivers.map(({ invariant, reason, until }) => ({ invariant, reason, until }))
}

function isWorkspace(value: unknown): value is Authored {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'workspace'
}

function messageOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
}

function problem(code: Problem['code'], message: string, site: number): Problem {
  return { code, severity: 'error', message, site }
}
