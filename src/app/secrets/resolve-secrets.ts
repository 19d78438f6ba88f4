import {
  type Diagnostic,
  type DocumentSecret,
  isWrite,
  type Plan,
  type Provenance,
  type SecretSource,
} from '../../model/index.ts'
import { readSource, type SourceWorld } from '../../sources/index.ts'
import type { SecretValues } from '../../templates/index.ts'
import { InvalidInput } from '../failure.ts'

/** A secret in a document. */
export interface PlacedSecret {
  readonly key: string
  readonly secret: DocumentSecret
}

/** Reads each source once. All that is wrong is told at once, as `InvalidInput`, before anything is written. */
export async function resolveSecrets(
  wanted: readonly PlacedSecret[],
  world: SourceWorld,
  provenance: ReadonlyMap<string, Provenance> = new Map(),
): Promise<SecretValues> {
  const texts = new Map<string, string>()
  const diagnostics: Diagnostic[] = []
  for (const [id, { source, uses }] of bySource(wanted)) {
    const read = await readSource(source, world)
    if ('text' in read) texts.set(id, read.text)
    else diagnostics.push(unresolved(uses, read, provenance))
  }
  if (diagnostics.length > 0) throw new InvalidInput(diagnostics, world.directory)
  const values = new Map<string, string>()
  for (const { key, secret } of wanted) {
    const text = texts.get(JSON.stringify(secret.source))
    if (text === undefined) continue
    values.set(placeOf(key, secret), text)
  }
  return (key, secret) => values.get(placeOf(key, secret))
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

function placeOf(key: string, { pointer, source, as }: DocumentSecret): string {
  return JSON.stringify([key, pointer, source, as ?? null])
}
