import {
  type DocumentFormat,
  type IndexedKey,
  ledgerKey,
  prefixEnd,
  type Store,
  StoreError,
  sha256,
  type ToolKeys,
  toolKeys,
} from '../../model/index.ts'
import { decodeEpoch, ToolDataError } from '../../records/index.ts'
import { checkSignature, type SignatureDemand } from './check-signature.ts'
import { readIndexed, readSteps, readWorkspaces } from './read-indexed.ts'
import type { SignedDocument } from './taken-documents.ts'

/** A document as it was delivered. */
export interface DeliveredDocument {
  readonly key: string
  /** Its bytes, as `encodeBytes` writes them, and their hash. */
  readonly text: string
  readonly sha256: string
  readonly format: DocumentFormat | undefined
  /** mod_revision. */
  readonly revision: number
}

/**
 * Whether an apply wrote a document: `foreign` where the newest index says otherwise or no workspace manages the key,
 * `superseded` where the key holds something newer by now, `unsigned` where a signature is asked for that it does not have.
 */
export type AppliedReading =
  | { readonly kind: 'applied'; readonly signed?: SignedDocument }
  | { readonly kind: 'foreign' | 'superseded' }
  | { readonly kind: 'unsigned'; readonly problem: string }

/** Which documents are asked for. */
export interface AppliedRequest {
  readonly prefix: string
  /** Absent: no signature is asked for. */
  readonly demand?: SignatureDemand
}

/** Holds a document against the newest index of each workspace below the prefix. Throws `StoreError`. */
export async function readApplied(
  store: Store,
  request: AppliedRequest,
  document: DeliveredDocument,
): Promise<AppliedReading> {
  return await readSteps(() => readOnce(store, request, document))
}

/** The number of the apply that wrote a revision; null where none did, or history no longer tells. Throws `StoreError`. */
export async function readApplyAt(store: Store, prefix: string, revision: number): Promise<number | null> {
  try {
    for (const workspace of (await readWorkspaces(store, prefix)).workspaces) {
      const [epoch] = (await store.range({ key: toolKeys({ prefix, workspace }).epoch, revision })).kvs
      if (epoch?.modRevision === revision) return decodeEpoch(epoch).seq
    }
    return null
  } catch (error) {
    if (error instanceof ToolDataError || (error instanceof StoreError && error.code === 'compacted'))
      return null
    throw error
  }
}

async function readOnce(
  store: Store,
  { prefix, demand }: AppliedRequest,
  document: DeliveredDocument,
): Promise<AppliedReading> {
  for (const workspace of (await readWorkspaces(store, prefix)).workspaces) {
    const keys = toolKeys({ prefix, workspace })
    // At one revision: whether the document is still the newest, and what was applied by then.
    const { results } = await store.txn({
      compare: [],
      success: [document.key, keys.epoch].map((key) => ({ kind: 'range', key })),
      failure: [],
    })
    const [live, epoch] = results.map((result) => (result.kind === 'range' ? result.kvs[0] : undefined))
    if (live === undefined || sha256(live.value) !== document.sha256) return { kind: 'superseded' }
    // The same bytes put again are not delivered again.
    const standing = { ...document, revision: live.modRevision }
    const indexed = epoch && (await readIndexed(store, keys, { epoch, key: document.key }))
    if (indexed === undefined || !(await isAppliedIn(store, keys, { indexed, document: standing }))) continue
    if (demand === undefined) return { kind: 'applied' }
    const placed = { ...document, prefix, workspace, indexed }
    const signed = await checkSignature(store, keys, { document: placed, demand })
    return 'problem' in signed ? { kind: 'unsigned', ...signed } : { kind: 'applied', signed }
  }
  return { kind: 'foreign' }
}

async function isAppliedIn(
  store: Store,
  keys: ToolKeys,
  { indexed, document }: { readonly indexed: IndexedKey; readonly document: DeliveredDocument },
): Promise<boolean> {
  const { sha256, secrets } = indexed
  if (secrets === undefined) return sha256 === document.sha256
  // Of a document with secrets nothing is recorded that could tell guesses right from wrong: there it is the revision.
  if (secrets.revision === document.revision) return true
  if (secrets.seq === undefined) return false
  const [entry] = (await store.range({ key: ledgerKey(keys, secrets.seq) })).kvs
  if (entry !== undefined) return entry.modRevision === document.revision
  // Trimmed, and the revision with it: then nobody may have written the document since the oldest entry that is left.
  const [oldest] = (await store.range({ key: keys.ledger, end: prefixEnd(keys.ledger), limit: 1 })).kvs
  return oldest !== undefined && document.revision < oldest.modRevision
}
