import type { Store } from '../model/index.ts'
import type { Measures } from './measures.ts'

/** The same store with every interaction counted and timed. Watches are counted by those who follow them. */
export function measureStore(store: Store, measures: Measures): Store {
  return {
    kind: store.kind,
    name: store.name,
    clusterId: () => measures.timed('cluster-id', () => store.clusterId()),
    range: (request) => measures.timed('range', () => store.range(request)),
    txn: (txn) => measures.timed('txn', () => store.txn(txn)),
    watch: (request) => {
      const watch = store.watch(request)
      void measures.timed('watch', () => watch.opened).catch(() => undefined)
      return watch
    },
    grantLease: (ttlSeconds) => measures.timed('lease-grant', () => store.grantLease(ttlSeconds)),
    keepAliveLease: (id) => measures.timed('lease-keep-alive', () => store.keepAliveLease(id)),
    revokeLease: (id) => measures.timed('lease-revoke', () => store.revokeLease(id)),
    compact: (revision) => measures.timed('compact', () => store.compact(revision)),
    status: () => measures.timed('status', () => store.status()),
    close: () => store.close(),
  }
}
