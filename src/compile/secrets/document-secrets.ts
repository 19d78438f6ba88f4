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
import { type Recipients, recipientsOf } from './recipients.ts'

/** What becomes of the references to secrets in one document. */
export interface SecretUse {
  readonly key: string
  /** Those that an apply fills. */
  readonly secrets: readonly DocumentSecret[]
  /** Every name that the document refers to. */
  readonly names: readonly string[]
  readonly diagnostics: readonly Diagnostic[]
}

/** Where secrets come from, and who opens those that are sealed. */
export interface SecretWorld {
  readonly environment: Environment
  readonly declared: ReadonlyMap<string, string>
}

/** The secrets of a document, each with its source. */
export function documentSecrets(document: CompiledDocument, world: SecretWorld): SecretUse {
  const references = secretReferences(document.value)
  const found = references.map((reference) => secretAt(reference, document, world))
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
  { environment, declared }: SecretWorld,
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
  if (!types.some((type) => givable.includes(type))) return noText(reference, document, types)
  if (secretForm === 'plain') return { pointer, name, source, as: secretForm }
  if (!types.includes('string')) return noText(reference, document, types)
  const found = recipientsOf(document.authored, declared)
  if ('problem' in found) return notSealable(found, { reference, document, environment })
  return { pointer, name, source, as: secretForm, recipients: found.recipients }
}

/** The types of which a source can give a value. */
const givable: readonly string[] = ['string', 'integer', 'number']

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

function notSealable(
  found: Exclude<Recipients, { readonly recipients: object }>,
  {
    reference,
    document,
    environment,
  }: {
    readonly reference: Reference
    readonly document: CompiledDocument
    readonly environment: Environment
  },
): Diagnostic {
  const { component, node } = document.authored
  const name = `secret(${JSON.stringify(reference.name)})`
  const whose = node === undefined ? `a member of ${component}` : `${component}@${node}`
  const ask = `environments: { ${environment.name}: { recipients: { '${component}@${node ?? 'NODE'}': 'age1…' } } }`
  const place = about(reference, document)
  if (found.problem === 'mixed')
    return {
      ...place,
      code: 'recipient-invalid',
      message: `${name} cannot be sealed for ${listed(found.hybrid)} and ${listed(found.others)} together: post-quantum recipients (age1pq1…) and others are never for one text`,
      help: `give all members of ${component} recipients of one kind: appia keygen MEMBER --post-quantum on the node of ${listed(found.others)}, or without the option on that of ${listed(found.hybrid)}`,
    }
  if (found.problem === 'bare')
    return {
      ...place,
      code: 'secret-without-recipient',
      message: `${name} is to be sealed, and ${listed(found.members)} has no recipient: it is given bare seeds`,
      help: `run appia keygen on its node, and put what it prints into ${ask}, or into members of the rotation policy`,
    }
  return {
    ...place,
    code: 'secret-without-recipient',
    message: `${name} is to be sealed, and environment ${environment.name} names no recipient of ${whose}`,
    help: `run appia keygen ${component}@${node ?? 'NODE'} on its node, and put what it prints into ${ask}`,
  }
}

function listed(members: readonly string[]): string {
  return members.join(', ')
}

function about(
  { pointer }: Reference,
  { key, provenance }: CompiledDocument,
): Pick<Diagnostic, 'severity' | 'key' | 'pointer' | 'at' | 'origin'> {
  const origin = originOf(provenance, pointer)
  return { severity: 'error', key, pointer, ...(origin && { at: origin.at, origin }) }
}
