import { readDocument, writeDocument } from '../../formats/index.ts'
import {
  canonicalJson,
  type DocumentFormat,
  decodeBytes,
  type IndexedKey,
  type JsonValue,
  type Store,
  sha256,
  type ToolKeys,
  valueAt,
  withValuesAt,
} from '../../model/index.ts'
import {
  decodeSigned,
  type SignedStatement,
  type StatedDocument,
  signedText,
  statedOf,
} from '../../records/index.ts'
import { isSignedBy, readPublicKey } from '../../signing/index.ts'
import { readBlob } from './read-indexed.ts'
import type { SignedDocument, TakenDocuments } from './taken-documents.ts'

/** Whose signature a document needs. */
export interface SignatureDemand {
  /** `ssh-ed25519 AAAA… name`; one of them. */
  readonly signers: readonly string[]
  readonly taken: TakenDocuments
}

/** A document whose signature is asked for, and which workspace's index names it. */
export interface PlacedDocument {
  readonly key: string
  readonly text: string
  readonly format: DocumentFormat | undefined
  readonly prefix: string
  readonly workspace: string
  readonly indexed: IndexedKey
}

/** A document that one of the signers signed for the very place where it stands; or why it counts for none. */
export async function checkSignature(
  store: Store,
  keys: ToolKeys,
  { document, demand }: { readonly document: PlacedDocument; readonly demand: SignatureDemand },
): Promise<SignedDocument | { readonly problem: string }> {
  const { key, prefix, workspace, indexed } = document
  if (indexed.signed === undefined) return { problem: 'was applied without a signature' }
  const signed = decodeSigned(await readBlob(store, keys, indexed.signed))
  if (!isSignedByOne(signed, demand.signers)) return { problem: 'is signed by none of the signers here' }
  const cluster = await store.clusterId()
  const { statement } = signed
  const isHere =
    statement.workspace === workspace && statement.prefix === prefix && statement.cluster === cluster
  if (!isHere) return { problem: 'was signed for another workspace, prefix or cluster' }
  const stated = statedOf(statement, key)
  if (stated.length === 0) return { problem: 'is none of the documents that were signed' }
  const said = stated.find((each) => isStated(document, each))
  if (said === undefined) return { problem: 'is not as it was signed' }
  const { base } = statement
  const known = { key, cluster, workspace, base, sha256: typeof said === 'string' ? said : said.sha256 }
  const newer = demand.taken.newerThan(known)
  if (newer === undefined) return known
  return {
    problem: `was signed after apply @${base}, and this host has had one that was signed after @${newer}`,
  }
}

function isSignedByOne(signed: SignedStatement, signers: readonly string[]): boolean {
  const text = signedText(signed)
  const known = signers.map(readPublicKey).filter((key) => key !== undefined)
  return signed.signatures.some(({ signer, signature }) =>
    known.some((key) => signer.split(' ')[1] === key.text && isSignedBy(text, signature, key)),
  )
}

/** The very bytes; of a document with secrets all but those, each of which has to be a single value. */
function isStated({ text, format }: PlacedDocument, stated: StatedDocument): boolean {
  const bytes = decodeBytes(text)
  if (typeof stated === 'string') return sha256(bytes) === stated
  const document = readDocument(bytes, format)
  if (document === undefined || !isReadAlike(bytes, document, format)) return false
  const places = Object.entries(stated.secrets)
  if (places.some(([pointer]) => !isSingle(valueAt(document, pointer)))) return false
  const references = new Map<string, JsonValue>(places.map(([pointer, name]) => [pointer, { $secret: name }]))
  return sha256(canonicalJson(withValuesAt(document, references))) === stated.sha256
}

/** Readers of YAML 1.1, and shells, make other values of other spellings: there it has to be as an apply writes it. */
function isReadAlike(bytes: Uint8Array, document: JsonValue, format: DocumentFormat | undefined): boolean {
  if (format === undefined || format === 'json' || format === 'pretty-json') return true
  const written = writeDocument(document, format)
  return 'bytes' in written && sha256(written.bytes) === sha256(bytes)
}

function isSingle(value: JsonValue | undefined): boolean {
  return value !== undefined && (value === null || typeof value !== 'object')
}
