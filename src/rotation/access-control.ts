import { faultsOf, type Store } from '../model/index.ts'

/** True for a server version whose access control is known to be broken; a version that cannot be read counts too. */
export function hasBrokenAccessControl(version: string): boolean {
  return faultsOf(version)?.some(({ isAccessControlVoid }) => isAccessControlVoid) ?? true
}

/** Versions of the store's servers to which a bare seed must not be given. */
export async function brokenServers(store: Store): Promise<string[]> {
  if (store.kind === 'embedded') return []
  const statuses = await store.status()
  const versions = statuses.filter(({ reachable }) => reachable).map(({ version }) => version ?? 'unknown')
  return [...new Set(versions.filter(hasBrokenAccessControl))].sort()
}
