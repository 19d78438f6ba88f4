import { component, secret } from 'appia'
import type { CatalogInput } from '../generated/ts/catalog.d.ts'

/** What the shop sells; people read this document in etcd by eye. */
export const catalog = component<CatalogInput>(
  'catalog',
  {
    database: {
      host: 'localhost',
      password: secret('catalog-db'),
    },
    log: { level: 'debug' },
  },
  { layout: 'pretty' },
)
