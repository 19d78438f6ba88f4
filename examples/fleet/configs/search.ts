import { component } from 'appia'
import type { SearchInput } from '../generated/ts/search.d.ts'

/** Finds what the catalog has. */
export const search = component<SearchInput>(
  'search',
  {
    index: '/var/lib/search',
    limits: { results: 50, seconds: 2 },
    log: { level: 'debug' },
  },
  { format: 'toml' },
)
