import {
  type CompiledEnvironment,
  type Desired,
  type Diagnostic,
  type Environment,
  hasErrors,
  type LoadedWorkspace,
  nearest,
  sortDiagnostics,
} from '../model/index.ts'
import type { Schema } from '../schema/index.ts'
import { checkDocuments } from './check-documents.ts'
import { checkInvariants } from './check-invariants.ts'
import { type CompiledDocument, compileDocument, entryOf } from './compile-document.ts'
import { diagnoseFindings } from './diagnose-findings.ts'
import { checkSecretNames, declaredRecipients, documentSecrets, type SecretUse } from './secrets/index.ts'
import { checkWaiverDays } from './waivers-due.ts'

export interface CompileInput {
  readonly loaded: LoadedWorkspace
  readonly schemas: ReadonlyMap<string, Schema>
  /** Name of the environment to compile. */
  readonly environment: string
}

/**
 * What one environment should hold: every document after defaults, as canonical bytes, with the origin of each leaf.
 * `desired` is absent when there are errors. Says nothing of the clock: `waiversDue` does.
 */
export async function compileEnvironment(input: CompileInput): Promise<CompiledEnvironment> {
  const environment = input.loaded.environments.find(({ name }) => name === input.environment)
  if (environment === undefined) return { diagnostics: [unknownEnvironment(input)], provenance: new Map() }
  const authored = input.loaded.documents.filter((document) => document.environment === environment.name)
  const documents = await Promise.all(
    authored.map((document) =>
      compileDocument(document, { prefix: environment.prefix, schema: input.schemas.get(document.schema) }),
    ),
  )
  const { summary, diagnostics: broken } = checkInvariants(input.loaded, {
    environment: environment.name,
    documents,
  })
  const declared = declaredRecipients(environment, documents)
  const uses = documents.map((document) => documentSecrets(document, { environment, declared }))
  const diagnostics = sortDiagnostics([
    ...checkDocuments(authored, { schemas: input.schemas, managedPrefixes: input.loaded.managedPrefixes }),
    ...diagnoseFindings(documents),
    ...broken,
    ...uses.flatMap((use) => use.diagnostics),
    ...checkSecretNames(environment, uses),
    ...checkWaiverDays(input.loaded.waivers),
  ])
  const desired = { ...desiredOf(input.loaded, environment, { documents, uses }), checks: summary }
  return {
    ...(!hasErrors(diagnostics) && { desired }),
    diagnostics,
    provenance: new Map(documents.map(({ key, provenance }) => [key, provenance])),
  }
}

function desiredOf(
  { name, managedPrefixes, sources }: LoadedWorkspace,
  environment: Environment,
  {
    documents,
    uses,
  }: { readonly documents: readonly CompiledDocument[]; readonly uses: readonly SecretUse[] },
): Omit<Desired, 'checks'> {
  const compiled = documents.filter(({ findings }) => findings.length === 0)
  const secretsOf = new Map(uses.map(({ key, secrets }) => [key, secrets]))
  return {
    workspace: name,
    environment,
    entries: compiled
      .map((document) => entryOf(document, secretsOf.get(document.key) ?? []))
      .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)),
    managedPrefixes: managedPrefixes.map((prefix) => environment.prefix + prefix),
    sources,
  }
}

function unknownEnvironment({ loaded, environment }: CompileInput): Diagnostic {
  const names = loaded.environments.map(({ name }) => name)
  const nearestName = nearest(environment, names)
  return {
    code: 'environment-unknown',
    severity: 'error',
    message: `the workspace has no environment ${environment}`,
    help: nearestName === undefined ? `one of ${names.join(', ')}` : `did you mean ${nearestName}?`,
  }
}
