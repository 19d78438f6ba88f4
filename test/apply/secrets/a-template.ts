import { readLive } from '../../../src/apply/index.ts'
import {
  type DocumentFormat,
  type DocumentSecret,
  type Environment,
  type JsonValue,
  type LeafLookup,
  type Store,
  secretReferences,
} from '../../../src/model/index.ts'
import { makePlan, type PlanInput } from '../../../src/plan/index.ts'
import { desiredOf } from '../../plan/build-plan-input.ts'
import { home } from '../../support/home.ts'
import type { Values } from '../apply-values.ts'

/** What lies in `password` or `token` is a secret; nothing else is. */
export const lookup: LeafLookup = (_, pointer) => ({
  effect: 'live',
  isSecret: /(^|\/)(password|token)$/.test(pointer),
  ...(pointer === '' && { hasSecrets: true as const }),
})

/** Where a secret comes from, by its name. */
type Sources = (name: string) => Pick<DocumentSecret, 'source' | 'as' | 'recipients'>

/** What is live stays. */
const kept: Sources = () => ({ source: { from: 'live' } })

/** Written as it is, from a variable of the secret's own name. */
export const plain: Sources = (name) => ({
  source: { from: 'env', variable: name },
  as: 'plain',
})

/** Sealed for these, from a variable of the secret's own name. */
export function sealedFor(recipients: Readonly<Record<string, string>>): Sources {
  return (name) => ({ source: { from: 'env', variable: name }, as: 'sealed', recipients })
}

/** The plan of documents with references in the place of secrets. */
export async function planTemplates(
  store: Store,
  values: Values,
  { sources = kept, format, environment, ...rest }: Partial<PlanInput> & Options = {},
): Promise<ReturnType<typeof makePlan>> {
  const live = await readLive(store, { home, managedPrefixes: ['/config/'] })
  const any = desiredOf(values)
  const desired = { ...any, environment: { ...any.environment, ...environment } }
  const entries = desired.entries.map((entry) => {
    const secrets = secretsOf(entry.value, sources)
    return { ...entry, ...(format && { format }), ...(secrets.length > 0 && { secrets }) }
  })
  return makePlan({ desired: { ...desired, entries }, live, lookup, provenance: new Map(), ...rest })
}

interface Options {
  readonly sources?: Sources
  readonly format?: DocumentFormat
  readonly environment?: Partial<Environment>
}

function secretsOf(value: JsonValue, sources: Sources): DocumentSecret[] {
  return secretReferences(value).map((reference) => ({ ...reference, ...sources(reference.name) }))
}

/** `secret('name')` as it stands in a document. */
export function secret(name: string): JsonValue {
  return { $secret: name }
}
