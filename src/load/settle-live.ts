import { type Diagnostic, type Environment, isReservedKey, type LiveRead } from '../model/index.ts'
import type { LiveCall } from './answer.ts'
import { placeOfSite, type SiteTable } from './sites.ts'

/** Calls of `live()` with their places. */
export function settleLive(calls: readonly LiveCall[], table: SiteTable): LiveRead[] {
  return calls.map(({ site, ...call }) => {
    const at = placeOfSite(table, site)
    return { ...call, ...(at && { at }) }
  })
}

/** Keys that no config may read: keysets of any environment, and the tool's own records. */
export function refusedReads(reads: readonly LiveRead[], environments: readonly Environment[]): Diagnostic[] {
  const prefixes = ['', ...environments.map(({ prefix }) => prefix)]
  return reads
    .filter(({ key }) =>
      prefixes.some((prefix) => isReservedKey(key, prefix) || isReservedKey(`${key}/`, prefix)),
    )
    .map(({ key, at }) => ({
      code: 'live-refused',
      severity: 'error',
      message: `${key} must not be read into a config`,
      ...(at && { at }),
      help: 'encryption keys and the records of appia never become values; name a secret with secret(…)',
    }))
}
