import {
  canonicalJson,
  isJsonObject,
  isReleasing,
  type JsonObject,
  type JsonValue,
  type Plan,
  type PlanSignature,
  sha256,
  splitNodeKey,
} from '../model/index.ts'
import { type Blob, encodeBlob } from './blob.ts'
import { damaged } from './damaged.ts'

/** Signatures that are looked at: whoever may write to the store may write any number of them. */
export const mostSignatures = 64

/** What is signed of the documents that a plan leaves: one of them can be held against it without the plan. */
export interface Statement {
  readonly workspace: string
  readonly environment: string
  readonly prefix: string
  readonly cluster: string
  /** The newest apply when it was made: the statement on a document with the higher number is the newer one. */
  readonly base: number
  readonly documents: { readonly [key: string]: StatedDocument }
}

/**
 * sha256 of the document's bytes. Of one with secrets, which nobody had when it was signed, that of canonical JSON with
 * references in their place; `secrets`: their names by pointer.
 */
export type StatedDocument =
  | string
  | { readonly sha256: string; readonly secrets: { readonly [pointer: string]: string } }

/** A statement with the signatures that cover it, as an apply records it. */
export interface SignedStatement {
  readonly statement: Statement
  /** Of the plan that was signed: what else was approved. */
  readonly digest: string
  readonly checksum: string
  readonly signatures: readonly PlanSignature[]
}

/** What a plan leaves of the keys that it changes and that stay managed. */
export function statementOf({
  workspace,
  environment,
  prefix,
  cluster,
  baseSeq,
  changes,
}: Omit<Plan, 'digest'>): Statement {
  const documents = changes.flatMap((change): [string, StatedDocument][] => {
    const { key, after } = change
    return after === null || isReleasing(change) ? [] : [[key, statedDocument(after)]]
  })
  return { workspace, environment, prefix, cluster, base: baseSeq, documents: Object.fromEntries(documents) }
}

/** What is stated of one document. */
export function statedDocument({
  sha256,
  secrets,
}: {
  readonly sha256: string
  readonly secrets?: readonly { readonly pointer: string; readonly name: string }[]
}): StatedDocument {
  if (secrets === undefined) return sha256
  return { sha256, secrets: Object.fromEntries(secrets.map(({ pointer, name }) => [pointer, name])) }
}

/**
 * What a statement says of a key. The document of one node is also what was stated of the one for all nodes: there a canary
 * tries it, and it would count there anyway without the other.
 */
export function statedOf({ prefix, documents }: Statement, key: string): StatedDocument[] {
  const { document } = splitNodeKey(key.slice(prefix.length))
  return [...new Set([key, prefix + document])].flatMap((each) =>
    Object.hasOwn(documents, each) ? [documents[each] as StatedDocument] : [],
  )
}

/** The line that is signed: what was approved, the very bytes of the plan, and the documents that it leaves. */
export function signedText({ digest, checksum, statement }: Omit<SignedStatement, 'signatures'>): {
  readonly namespace: string
  readonly text: string
} {
  const documents = sha256(canonicalJson(statement as unknown as JsonValue)) // plain JSON by its type
  return { namespace: 'appia-plan', text: `${digest} ${checksum} ${documents}\n` }
}

/** The statement as a blob. */
export function encodeSigned({ statement, digest, checksum, signatures }: SignedStatement): Blob {
  return encodeBlob({ statement, digest, checksum, signatures } as unknown as JsonValue) // plain JSON by its type
}

/** Reads what `encodeSigned` wrote; whoever may write to the store may have written it. Throws `ToolDataError`. */
export function decodeSigned(value: JsonValue): SignedStatement {
  const { statement, digest, checksum, signatures } = isJsonObject(value) ? value : {}
  const isWhole =
    isStatement(statement) &&
    typeof digest === 'string' &&
    typeof checksum === 'string' &&
    Array.isArray(signatures) &&
    signatures.length <= mostSignatures &&
    signatures.every((each) => isJsonObject(each) && areTexts([each.signer, each.signature]))
  if (!isWhole) throw damaged('a signed statement')
  return value as unknown as SignedStatement // its shape was just checked
}

function isStatement(value: JsonValue | undefined): boolean {
  if (!isJsonObject(value)) return false
  const { workspace, environment, prefix, cluster, base, documents } = value
  return (
    areTexts([workspace, environment, prefix, cluster]) &&
    Number.isSafeInteger(base) &&
    isJsonObject(documents) &&
    Object.values(documents).every((each) => typeof each === 'string' || isTemplate(each))
  )
}

function isTemplate(value: JsonValue | undefined): value is JsonObject {
  if (!isJsonObject(value)) return false
  const { sha256, secrets } = value
  return typeof sha256 === 'string' && isJsonObject(secrets) && areTexts(Object.values(secrets))
}

function areTexts(values: readonly (JsonValue | undefined)[]): boolean {
  return values.every((each) => typeof each === 'string')
}
