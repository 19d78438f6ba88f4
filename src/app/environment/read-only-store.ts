import { type Operation, type Store, StoreError, type Txn } from '../../model/index.ts'

/** The same store for whoever only looks: what would write is refused here, before anything is sent. */
export function readOnlyStore(store: Store): Store {
  return {
    kind: store.kind,
    name: store.name,
    clusterId: () => store.clusterId(),
    range: (request) => store.range(request),
    txn: async (txn) => {
      if (writes(txn)) throw refused('a transaction that writes')
      return await store.txn(txn)
    },
    watch: (request) => store.watch(request),
    grantLease: async () => {
      throw refused('a lease')
    },
    keepAliveLease: async () => {
      throw refused('keeping a lease alive')
    },
    revokeLease: async () => {
      throw refused('revoking a lease')
    },
    compact: async () => {
      throw refused('compaction')
    },
    status: () => store.status(),
    close: () => store.close(),
  }
}

function writes({ success, failure }: Txn): boolean {
  return [...success, ...failure].some(isWriting)
}

function isWriting(operation: Operation): boolean {
  switch (operation.kind) {
    case 'put':
    case 'delete':
      return true
    case 'range':
      return false
    case 'txn':
      return writes(operation.txn)
    default:
      return operation satisfies never
  }
}

function refused(what: string): StoreError {
  return new StoreError('invalid', `opened to look only: ${what} is refused`, { outcome: 'not-applied' })
}
