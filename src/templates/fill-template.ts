import { readDocument, writeDocument } from '../formats/index.ts'
import {
  type After,
  type DocumentFormat,
  type DocumentSecret,
  type JsonValue,
  valueAt,
  withValuesAt,
} from '../model/index.ts'

/** What a source gave for a secret, as it is to be written; undefined where it was not asked. */
export type SecretValues = (key: string, secret: DocumentSecret) => JsonValue | undefined

/** A document to be filled. */
export interface Unfilled {
  readonly key: string
  readonly after: After
  readonly format: DocumentFormat | undefined
  /** What the key holds, and how that is to be read. */
  readonly live?: { readonly bytes: Uint8Array; readonly format: DocumentFormat | undefined }
}

/** The bytes of a document with its secrets put in, or which of them is missing. The formats must have been loaded. */
export function fillTemplate(
  { key, after, format, live }: Unfilled,
  secretOf: SecretValues,
): { readonly bytes: Uint8Array } | { readonly missing: DocumentSecret } | { readonly unwritable: string } {
  const document = live === undefined ? undefined : readDocument(live.bytes, live.format)
  const values = new Map<string, JsonValue>()
  for (const secret of after.secrets ?? []) {
    const { keptFrom } = secret
    const value =
      keptFrom === undefined
        ? secretOf(key, secret)
        : document === undefined
          ? undefined
          : valueAt(document, keptFrom)
    if (value === undefined) return { missing: secret }
    values.set(secret.pointer, value)
  }
  const written = writeDocument(withValuesAt(after.value, values), format)
  // What it says of a value may show it.
  return 'bytes' in written ? written : { unwritable: written.pointer }
}
