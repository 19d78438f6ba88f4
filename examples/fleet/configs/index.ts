import { entry, fromCommand, fromEnv, fromFile, invariant, override, patchElements, workspace } from 'appia'
import type { Gateway } from '../generated/ts/gateway.d.ts'
import type { Search } from '../generated/ts/search.d.ts'
import { catalog } from './catalog.ts'
import { gateway } from './gateway.ts'
import { mailer } from './mailer.ts'
import robots from './robots.txt'
import { search } from './search.ts'
import { worker } from './worker.ts'

const quiet = { log: { level: 'info' } } as const

export default workspace({
  name: 'fleet',
  components: { gateway, catalog, search, mailer, worker },
  // A service reads its document under a folder of its own, whatever its format.
  keys: (service) => `/services/${service}/config`,
  entries: [
    entry({
      key: '/services/gateway/robots.txt',
      component: 'gateway',
      schema: 'robots',
      format: 'text',
      value: robots,
    }),
  ],
  languages: [],
  invariants: [
    invariant(
      'timeouts-nest',
      'the gateway waits longer than a search may take',
      ({ gateway, search }: { gateway: Gateway; search: Search }) =>
        gateway.routes.every(({ name, timeout }) => name !== 'search' || timeout > search.limits.seconds) ||
        `a search takes up to ${search.limits.seconds} s`,
    ),
  ],
  environments: {
    dev: { store: 'embedded', secrets: { 'catalog-db': fromEnv('CATALOG_DB_PASSWORD') } },
    staging: {
      endpoints: ['etcd.staging.internal:2379'],
      wave: 2,
      secrets: { 'catalog-db': fromFile('/run/secrets/catalog-db') },
      components: {
        gateway: override(gateway, quiet),
        catalog: override(catalog, { ...quiet, database: { host: 'db.staging.internal' } }),
        search: override(search, quiet),
        worker: override(worker, quiet),
      },
    },
    prod: {
      endpoints: ['etcd-1.prod.internal:2379', 'etcd-2.prod.internal:2379', 'etcd-3.prod.internal:2379'],
      protected: true,
      wave: 3,
      secrets: { 'catalog-db': fromCommand(['vault', 'kv', 'get', '-field=password', 'shop/catalog-db']) },
      components: {
        gateway: override(gateway, {
          ...quiet,
          tls: { certificate: '/etc/tls/shop.crt', key: '/etc/tls/shop.key' },
          routes: patchElements('name', { search: { replicas: 4 } }),
        }),
        catalog: override(catalog, { ...quiet, database: { host: 'db.prod.internal', pool: 16 } }),
        search: override(search, { ...quiet, limits: { results: 200 } }),
        worker: override(worker, { ...quiet, parallelJobs: 8 }),
      },
      // The node in the second region has more memory.
      nodes: { 'eu-2': override(worker, { parallelJobs: 32 }) },
    },
  },
})
