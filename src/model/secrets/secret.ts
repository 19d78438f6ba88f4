import { appendPointer, canonicalJson, isJsonObject, type JsonValue } from '../json/index.ts'
import { isSecretReference } from '../workspace.ts'

/** Where an environment gets a secret from. Plain JSON that holds no secret itself; read by an apply alone. */
export type SecretSource =
  /** What is live stays. */
  | { readonly from: 'live' }
  | { readonly from: 'env'; readonly variable: string }
  /** The path is relative to the workspace. */
  | { readonly from: 'file'; readonly path: string; readonly isReadableByOthers?: true }
  /** Without a shell. */
  | { readonly from: 'command'; readonly argv: readonly string[]; readonly milliseconds: number }

/** Where an environment gets its secrets from. */
export interface SecretSources {
  readonly byName: { readonly [name: string]: SecretSource }
  /** For all that are not named; absent: those have no source. */
  readonly others?: SecretSource
}

/** How a secret is written: as it is, or as age text that only members of the component open. */
export type SecretForm = 'plain' | 'sealed'

/** A reference in a document in whose place an apply puts the secret. */
export interface DocumentSecret {
  readonly pointer: string
  readonly name: string
  readonly source: SecretSource
  /** Absent where what is live stays. */
  readonly as?: SecretForm
  /** Of a sealed one: the age recipients of the members that can open it. */
  readonly recipients?: { readonly [member: string]: string }
  /**
   * The place in the live document whose value stays: the source is `live`, or gave the same when it was looked at; or it
   * is sealed for the same members already.
   */
  readonly keptFrom?: string
  /** What stands there is sealed already, for these: it is sealed anew. */
  readonly recipientsBefore?: { readonly [member: string]: string }
  /** The source was looked at when this was planned, and gave something else than what is live. */
  readonly isKnownToDiffer?: true
}

/** A document with references in the place of secrets, as an apply left it. */
export interface Template {
  readonly value: JsonValue
  readonly secrets: readonly DocumentSecret[]
}

/** What the index of managed keys says of a key with secrets. */
export interface IndexedSecrets {
  /** sha256 of `treatmentOf`: of how the secrets are written, never of one of them. */
  readonly treatment: string
  /** The apply that wrote the key: the revision is that of its entry in the ledger, known after it was written. */
  readonly seq?: number
  /** mod_revision of the key as it was left; absent where it is not known, or not yet. */
  readonly revision?: number
}

/** How age's armored text begins. */
const ageTextHead = '-----BEGIN AGE ENCRYPTED FILE-----'

/** True for what an apply writes for a sealed secret. */
export function isAgeText(value: JsonValue | undefined): value is string {
  return typeof value === 'string' && value.startsWith(ageTextHead)
}

/** One text for the same secrets, treated in the same way. */
export function treatmentOf(secrets: readonly DocumentSecret[]): string {
  return canonicalJson(
    secrets.map((secret) => treatedAs(secret) as unknown as JsonValue), // plain JSON by its type
  )
}

/** What is asked of a secret, without what only one plan says of it. */
export function treatedAs({
  keptFrom: _,
  recipientsBefore: __,
  isKnownToDiffer: ___,
  ...asked
}: DocumentSecret): DocumentSecret {
  return asked
}

/** Every reference to a secret in a document, in the order of the document with members sorted by name. */
export function secretReferences(
  value: JsonValue,
  pointer = '',
): { readonly pointer: string; readonly name: string }[] {
  if (isSecretReference(value)) return [{ pointer, name: String(value.$secret) }]
  if (Array.isArray(value))
    return value.flatMap((element: JsonValue, index) =>
      secretReferences(element, appendPointer(pointer, index)),
    )
  if (!isJsonObject(value)) return []
  return Object.keys(value)
    .sort()
    .flatMap((name) => secretReferences(value[name] as JsonValue, appendPointer(pointer, name)))
}

/** A document with other values at some places. What is not there stays so. */
export function withValuesAt(document: JsonValue, values: ReadonlyMap<string, JsonValue>): JsonValue {
  return values.size === 0 ? document : replaced(document, '', values)
}

function replaced(value: JsonValue, pointer: string, values: ReadonlyMap<string, JsonValue>): JsonValue {
  const other = values.get(pointer)
  if (other !== undefined) return other
  if (Array.isArray(value))
    return value.map((element: JsonValue, index) => replaced(element, appendPointer(pointer, index), values))
  if (!isJsonObject(value) || isSecretReference(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      replaced(member, appendPointer(pointer, name), values),
    ]),
  )
}
