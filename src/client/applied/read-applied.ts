import {
  type KeyValue,
  ledgerKey,
  ownersKey,
  type Store,
  StoreError,
  type ToolKeys,
  toolKeys,
} from '../../model/index.ts'
import { decodeEpoch, decodeLedgerEntry, decodeOwners, ToolDataError } from '../../records/index.ts'
import { readIndexed, readKey } from './read-indexed.ts'

/** A document as it was delivered. */
export interface DeliveredDocument {
  readonly key: string
  /** Of its bytes. */
  readonly sha256: string
  /** mod_revision. */
  readonly revision: number
}

/**
 * Whether an apply wrote a document: `foreign` where the newest index says otherwise or no workspace manages the key,
 * `superseded` where the key holds something newer by now.
 */
type AppliedReading = 'applied' | 'foreign' | 'superseded'

/** Holds a document against the newest index of each workspace below the prefix. Throws `StoreError`. */
export async function readApplied(
  store: Store,
  prefix: string,
  document: DeliveredDocument,
): Promise<AppliedReading> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await readOnce(store, prefix, document)
    } catch (error) {
      if (!(error instanceof ToolDataError)) throw error
      // An apply and a trim between two reads leave nothing behind the epoch read first; a new one is as good.
      if (attempt === 3)
        throw new StoreError('corrupt', error.message, { outcome: 'not-applied', cause: error })
    }
  }
}

/** The number of the apply that wrote a revision; null where none did, or history no longer tells. Throws `StoreError`. */
export async function readApplyAt(store: Store, prefix: string, revision: number): Promise<number | null> {
  try {
    for (const workspace of await workspacesOf(store, prefix)) {
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

async function workspacesOf(store: Store, prefix: string): Promise<string[]> {
  const [kv] = (await store.range({ key: ownersKey(prefix) })).kvs
  return kv === undefined ? [] : Object.keys(decodeOwners(kv).workspaces)
}

async function readOnce(store: Store, prefix: string, document: DeliveredDocument): Promise<AppliedReading> {
  for (const workspace of await workspacesOf(store, prefix)) {
    const keys = toolKeys({ prefix, workspace })
    // At one revision: whether the document is still the newest, and what was applied by then.
    const { results } = await store.txn({
      compare: [],
      success: [document.key, keys.epoch].map((key) => ({ kind: 'range', key })),
      failure: [],
    })
    const [live, epoch] = results.map((result) => (result.kind === 'range' ? result.kvs[0] : undefined))
    if (live?.modRevision !== document.revision) return 'superseded'
    if (epoch !== undefined && (await isAppliedIn(store, keys, { epoch, document }))) return 'applied'
  }
  return 'foreign'
}

async function isAppliedIn(
  store: Store,
  keys: ToolKeys,
  { epoch, document }: { readonly epoch: KeyValue; readonly document: DeliveredDocument },
): Promise<boolean> {
  const { manifest } = decodeLedgerEntry(await readKey(store, ledgerKey(keys, decodeEpoch(epoch).seq)))
  const indexed = manifest && (await readIndexed(store, keys, { manifest, key: document.key }))
  if (!indexed) return false
  const { sha256, secrets } = indexed
  if (secrets === undefined) return sha256 === document.sha256
  // Of a document with secrets nothing is recorded that could tell guesses right from wrong: there it is the revision.
  if (secrets.revision === document.revision) return true
  if (secrets.seq === undefined) return false
  return (await readKey(store, ledgerKey(keys, secrets.seq))).modRevision === document.revision
}
