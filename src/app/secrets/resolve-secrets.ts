import {
  type Diagnostic,
  type DocumentSecret,
  isWrite,
  type JsonValue,
  type Plan,
  type Provenance,
  type SecretSource,
} from '../../model/index.ts'
import { sealText } from '../../rotation/index.ts'
import type { Schema } from '../../schema/index.ts'
import { readSource, type SourceWorld } from '../../sources/index.ts'
import type { SecretValues } from '../../templates/index.ts'
import { InvalidInput } from '../failure.ts'
import { type GivenSecret, type SecretDocument, typedValue, unfitSecrets } from './fit-secrets.ts'

/** A secret in a document. */
export interface PlacedSecret {
  readonly key: string
  readonly secret: DocumentSecret
}

/** The documents of secrets, by key, and where their leaves come from. */
export interface SecretDocuments {
  readonly documents: ReadonlyMap<string, SecretDocument>
  readonly provenance?: ReadonlyMap<string, Provenance>
}

/**
 * Reads each source once, holds what it gives against the schemas, and seals what is to be sealed. All that is wrong is
 * told at once, as `InvalidInput`, before anything is written.
 */
export async function resolveSecrets(
  wanted: readonly PlacedSecret[],
  world: SourceWorld,
  { documents, provenance = new Map() }: SecretDocuments,
): Promise<SecretValues> {
  const texts = new Map<string, string>()
  const diagnostics: Diagnostic[] = []
  for (const [id, { source, uses }] of bySource(wanted)) {
    const read = await readSource(source, world)
    if ('text' in read) texts.set(id, read.text)
    else diagnostics.push(unresolved(uses, read, provenance))
  }
  const given = wanted.flatMap((placed): GivenSecret[] => {
    const text = texts.get(JSON.stringify(placed.secret.source))
    return text === undefined ? [] : [{ ...placed, text }]
  })
  for (const [key, document] of documents) {
    const own = given.filter((each) => each.key === key)
    diagnostics.push(...(await unfitSecrets(document, own, provenance.get(key))))
  }
  if (diagnostics.length > 0) throw new InvalidInput(diagnostics, world.directory)
  const values = new Map<string, JsonValue>()
  for (const each of given)
    values.set(placeOf(each.key, each.secret), await writtenValue(each, documents.get(each.key)?.schema))
  return (key, secret) => values.get(placeOf(key, secret))
}

async function writtenValue(given: GivenSecret, schema: Schema | undefined): Promise<JsonValue> {
  const { secret, text } = given
  return secret.as === 'sealed'
    ? await sealText(text, [...new Set(Object.values(secret.recipients ?? {}))])
    : typedValue(given, schema)
}

/** The secrets of the documents that a plan writes, but for those that stay as they are live. */
export function plannedSecretValues({ changes }: Pick<Plan, 'changes'>): PlacedSecret[] {
  return changes
    .filter(isWrite)
    .flatMap(({ key, after }) =>
      (after?.secrets ?? []).flatMap((secret) => (secret.keptFrom === undefined ? [{ key, secret }] : [])),
    )
}

type ReadableSource = Exclude<SecretSource, { from: 'live' }>

interface UsedSource {
  readonly source: ReadableSource
  readonly uses: PlacedSecret[]
}

function bySource(wanted: readonly PlacedSecret[]): Map<string, UsedSource> {
  const sources = new Map<string, UsedSource>()
  for (const placed of wanted) {
    const { source } = placed.secret
    if (source.from === 'live') continue
    const id = JSON.stringify(source)
    const known = sources.get(id)
    if (known === undefined) sources.set(id, { source, uses: [placed] })
    else known.uses.push(placed)
  }
  return sources
}

function unresolved(
  uses: readonly PlacedSecret[],
  { problem, help }: { readonly problem: string; readonly help?: string },
  provenance: ReadonlyMap<string, Provenance>,
): Diagnostic {
  const [{ key, secret }] = uses as [PlacedSecret] // there is no source without a use
  const at = provenance.get(key)?.get(secret.pointer)?.at
  const names = [...new Set(uses.map(({ secret: { name } }) => `secret(${JSON.stringify(name)})`))].join(', ')
  return {
    code: 'secret-unresolved',
    severity: 'error',
    message: `${names} cannot be read: ${problem}`,
    key,
    pointer: secret.pointer,
    ...(at && { at }),
    ...(help !== undefined && { help }),
  }
}

function placeOf(key: string, { pointer, source, as, recipients }: DocumentSecret): string {
  return JSON.stringify([key, pointer, source, as ?? null, recipients ?? null])
}
