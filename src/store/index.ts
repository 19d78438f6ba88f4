// Stores: one over a real etcd, one in a file (or in memory) with the same semantics, limits and refusals.
// Knows keys and bytes only; nothing of plans, applies or what the values mean.
export { openEmbeddedStore, openMemoryStore } from './embedded/embedded-store.ts'
export { discoverEndpoints } from './etcd/discover-endpoints.ts'
export { etcdOptions } from './etcd/etcd-options.ts'
export { type EtcdStoreOptions, openEtcdStore } from './etcd/etcd-store.ts'
export { exposureOf } from './etcd/exposure.ts'
