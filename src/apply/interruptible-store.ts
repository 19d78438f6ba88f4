import { type Store, StoreError } from '../model/index.ts'

/**
 * The same store, whose reads and transactions reject at once, those under way too, when `signal` is aborted. For
 * what does no harm when nobody waits for its end: reads, staged blobs, a fence that can be repeated.
 */
export function interruptibleStore(store: Store, signal: AbortSignal | undefined): Store {
  if (signal === undefined) return store
  return {
    kind: store.kind,
    name: store.name,
    clusterId: () => unlessAborted(signal, () => store.clusterId()),
    range: (request) => unlessAborted(signal, () => store.range(request)),
    txn: (txn) => unlessAborted(signal, () => store.txn(txn)),
    watch: (request) => store.watch(request),
    grantLease: (ttlSeconds) => store.grantLease(ttlSeconds),
    keepAliveLease: (leaseId) => store.keepAliveLease(leaseId),
    revokeLease: (leaseId) => store.revokeLease(leaseId),
    compact: (revision) => store.compact(revision),
    status: () => store.status(),
    close: () => store.close(),
  }
}

async function unlessAborted<T>(signal: AbortSignal, call: () => Promise<T>): Promise<T> {
  if (signal.aborted) throw interruption()
  const ended = new AbortController()
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(interruption()), { once: true, signal: ended.signal })
  })
  try {
    return await Promise.race([call(), aborted])
  } finally {
    ended.abort()
  }
}

function interruption(): StoreError {
  return new StoreError('closed', 'interrupted', { outcome: 'unknown' })
}
