import {
  type Diagnostic,
  type DocumentSecret,
  type Environment,
  nearest,
  type SecretSource,
  secretReferences,
} from '../../model/index.ts'
import { describeLeaf } from '../../schema/index.ts'
import type { CompiledDocument } from '../compile-document.ts'
import { originOf } from '../origin.ts'

/** What becomes of the references to secrets in one document. */
export interface SecretUse {
  readonly key: string
  /** Those that an apply fills. */
  readonly secrets: readonly DocumentSecret[]
  /** Every name that the document refers to. */
  readonly names: readonly string[]
  readonly diagnostics: readonly Diagnostic[]
}

/** The secrets of a document, each with its source. */
export function documentSecrets(document: CompiledDocument, environment: Environment): SecretUse {
  const references = secretReferences(document.value)
  const found = references.map((reference) => secretAt(reference, document, environment))
  return {
    key: document.key,
    names: references.map(({ name }) => name),
    secrets: found.flatMap((each) => (each !== undefined && 'source' in each ? [each] : [])),
    diagnostics: found.flatMap((each) => (each !== undefined && 'code' in each ? [each] : [])),
  }
}

type Reference = Pick<DocumentSecret, 'pointer' | 'name'>

function secretAt(
  reference: Reference,
  document: CompiledDocument,
  environment: Environment,
): DocumentSecret | Diagnostic | undefined {
  const { schema } = document
  if (schema === undefined) return undefined
  const { secretForm, types = ['string'] } = describeLeaf(schema, reference.pointer)
  const source = sourceOf(reference.name, environment)
  if (source === undefined)
    return secretForm === undefined ? undefined : withoutSource(reference, document, environment)
  const { pointer, name } = reference
  if (source.from === 'live') return { pointer, name, source }
  if (secretForm === undefined) return notWritten(reference, document)
  if (!types.includes('string')) return noText(reference, document, types)
  return { pointer, name, source, as: secretForm }
}

function sourceOf(name: string, { secrets }: Environment): SecretSource | undefined {
  if (secrets === undefined) return undefined
  return Object.hasOwn(secrets.byName, name) ? secrets.byName[name] : secrets.others
}

function withoutSource(
  reference: Reference,
  document: CompiledDocument,
  { name, secrets }: Environment,
): Diagnostic {
  const likely = nearest(reference.name, Object.keys(secrets?.byName ?? {}))
  const example = `environments: { ${name}: { secrets: { ${JSON.stringify(reference.name)}: kept() } } }`
  const ways = `${example}, or fromEnv, fromFile, fromCommand instead of kept`
  return {
    ...about(reference, document),
    code: 'secret-without-source',
    message: `secret(${JSON.stringify(reference.name)}) has no source in environment ${name}`,
    help: likely === undefined ? ways : `did you mean ${JSON.stringify(likely)}? Otherwise ${ways}`,
  }
}

function notWritten(reference: Reference, document: CompiledDocument): Diagnostic {
  return {
    ...about(reference, document),
    code: 'secret-not-written',
    message: `secret(${JSON.stringify(reference.name)}) has a source, and the schema says that the component fetches it itself`,
    help: `write "x-secret": "plain" instead of true in ${document.schema?.file ?? 'the schema'}, or take the source away`,
  }
}

function noText(reference: Reference, document: CompiledDocument, types: readonly string[]): Diagnostic {
  return {
    ...about(reference, document),
    code: 'secret-not-written',
    message: `secret(${JSON.stringify(reference.name)}) is a text, and the schema asks for ${types.join(' or ')}`,
    help: 'let the schema allow a string there, or keep what is live: kept()',
  }
}

function about(
  { pointer }: Reference,
  { key, provenance }: CompiledDocument,
): Pick<Diagnostic, 'severity' | 'key' | 'pointer' | 'at' | 'origin'> {
  const origin = originOf(provenance, pointer)
  return { severity: 'error', key, pointer, ...(origin && { at: origin.at, origin }) }
}
