import { loadFormats } from '../formats/index.ts'
import { type Change, isWrite, type Live, type Plan } from '../model/index.ts'
import { fillTemplate, type SecretValues } from '../templates/index.ts'

/** The bytes of documents with secrets, by key. They are sent to the store, and go nowhere else. */
export type FilledDocuments = ReadonlyMap<string, Uint8Array>

/** Puts the secrets into the documents that a plan writes; or says which one is missing. */
export async function fillChanges(
  { changes }: Plan,
  live: Live,
  secretOf: SecretValues = () => undefined,
): Promise<FilledDocuments | { readonly problem: string }> {
  const written = changes.filter((change) => isWrite(change) && change.after?.secrets !== undefined)
  const known = [...live.index.values()].map(({ format }) => format)
  await loadFormats([...known, ...written.flatMap(({ format, before }) => [format, before?.format])])
  const filled = new Map<string, Uint8Array>()
  for (const change of written) {
    const result = fill(change, live, secretOf)
    if ('missing' in result)
      return { problem: `secret(${JSON.stringify(result.missing.name)}) of ${change.key} is not there` }
    if ('unwritable' in result)
      return { problem: `${change.key}#${result.unwritable} holds a secret that its format cannot carry` }
    filled.set(change.key, result.bytes)
  }
  return filled
}

function fill(change: Change, live: Live, secretOf: SecretValues): ReturnType<typeof fillTemplate> {
  const { key, after, before, format } = change
  if (after === null) throw new Error(`nothing is written to ${key}`)
  // What takes the place of another key has the secrets that stay from there.
  const source = change.action === 'create' ? change.movedFrom : undefined
  const entry = live.entries.get(source ?? key)
  const from = source === undefined ? before?.format : live.index.get(source)?.format
  const document = entry && { live: { bytes: entry.value, format: from } }
  return fillTemplate({ key, after, format, ...document }, secretOf)
}
