import {
  type Diagnostic,
  type DocumentSecret,
  type Environment,
  isJsonObject,
  type JsonValue,
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

/** What an environment says of secrets, and who may open sealed ones: the value of its rotation policy. */
export interface SecretRules {
  readonly environment: Environment
  readonly rotation: JsonValue | undefined
}

/** The secrets of a document, each with its source. */
export function documentSecrets(document: CompiledDocument, rules: SecretRules): SecretUse {
  const references = secretReferences(document.value)
  const found = references.map((reference) => secretAt(reference, document, rules))
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
  rules: SecretRules,
): DocumentSecret | Diagnostic | undefined {
  const { schema } = document
  if (schema === undefined) return undefined
  const { secretForm, types = ['string'] } = describeLeaf(schema, reference.pointer)
  const source = sourceOf(reference.name, rules.environment)
  if (source === undefined)
    return secretForm === undefined ? undefined : withoutSource(reference, document, rules.environment)
  const { pointer, name } = reference
  if (source.from === 'live') return { pointer, name, source }
  if (secretForm === undefined) return notWritten(reference, document)
  if (!types.includes('string')) return noText(reference, document, types)
  if (secretForm === 'plain') return { pointer, name, source, as: secretForm }
  const recipients = recipientsOf(document, rules.rotation)
  if (recipients.length === 0) return withoutRecipients(reference, document)
  return { pointer, name, source, as: secretForm, recipients }
}

function sourceOf(name: string, { secrets }: Environment): SecretSource | undefined {
  if (secrets === undefined) return undefined
  return Object.hasOwn(secrets.byName, name) ? secrets.byName[name] : secrets.others
}

/** Those of the component's members in the rotation policy; of a document for one node, of that member alone. */
function recipientsOf({ authored }: CompiledDocument, rotation: JsonValue | undefined): string[] {
  const { component, node } = authored
  const members = isJsonObject(rotation) && isJsonObject(rotation.members) ? rotation.members : {}
  const ours = Object.entries(members).filter(([member]) =>
    node === undefined ? member.startsWith(`${component}@`) : member === `${component}@${node}`,
  )
  const recipients = ours.flatMap(([, recipient]) =>
    typeof recipient === 'string' && recipient.startsWith('age1') ? [recipient] : [],
  )
  return recipients.length < ours.length ? [] : [...new Set(recipients)].sort()
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
    help: `write "x-secret": "plain" or "sealed" instead of true in ${document.schema?.file ?? 'the schema'}, or take the source away`,
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

function withoutRecipients(reference: Reference, document: CompiledDocument): Diagnostic {
  const { component, node = '<node>' } = document.authored
  return {
    ...about(reference, document),
    code: 'secret-without-recipients',
    message: `secret(${JSON.stringify(reference.name)}) is to be sealed, and nobody could open it: the rotation policy has no recipient of ${component}@${node}`,
    help: `make one where the component runs: appia keygen ${component}@${node}; then name it in members of rotation()`,
  }
}

function about(
  { pointer }: Reference,
  { key, provenance }: CompiledDocument,
): Pick<Diagnostic, 'severity' | 'key' | 'pointer' | 'at' | 'origin'> {
  const origin = originOf(provenance, pointer)
  return { severity: 'error', key, pointer, ...(origin && { at: origin.at, origin }) }
}
