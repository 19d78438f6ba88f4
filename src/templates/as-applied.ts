import { readDocument } from '../formats/index.ts'
import {
  canonicalJson,
  type DocumentSecret,
  type JsonValue,
  type Live,
  sha256,
  withValuesAt,
} from '../model/index.ts'
import { alignedPlaces } from './places.ts'

/**
 * True when a managed key is as the last apply left it. Of one with secrets nothing is recorded that could tell guesses
 * right from wrong: there it is the revision, or, where what is live stays anyway, all that is no secret.
 */
export function isAsApplied(key: string, { index, entries, templates }: Live): boolean {
  const indexed = index.get(key)
  const entry = entries.get(key)
  if (indexed === undefined || entry === undefined) return false
  if (indexed.secrets === undefined) return sha256(entry.value) === indexed.sha256
  if (indexed.secrets.revision === entry.modRevision) return true
  const template = templates?.get(key)
  if (!template?.secrets.every(({ source }) => source.from === 'live')) return false
  const document = readDocument(entry.value, indexed.format)
  return document !== undefined && matchesTemplate(document, template)
}

/** True of a document that says what the template does, whatever stands in the place of its secrets. */
export function matchesTemplate(
  document: JsonValue,
  { value, secrets }: { readonly value: JsonValue; readonly secrets: readonly DocumentSecret[] },
): boolean {
  const places = alignedPlaces(document, value)
  const references = secrets.flatMap(({ pointer, name }): [string, { readonly $secret: string }][] => {
    const at = places.get(pointer)
    return at === undefined ? [] : [[at, { $secret: name }]]
  })
  return canonicalJson(withValuesAt(document, new Map(references))) === canonicalJson(value)
}
