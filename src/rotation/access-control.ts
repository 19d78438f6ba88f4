import { type EndpointStatus, faultsOf, type Store } from '../model/index.ts'

/** True for a server version whose access control is known to be broken; a version that cannot be read counts too. */
export function hasBrokenAccessControl(version: string): boolean {
  return faultsOf(version)?.some(({ isAccessControlVoid }) => isAccessControlVoid) ?? true
}

/** Ids of the faults for which `hasBrokenAccessControl` holds of any of these versions. */
export function accessControlFaults(versions: readonly string[]): string[] {
  const faults = versions.flatMap((version) => faultsOf(version) ?? [])
  return [...new Set(faults.filter(({ isAccessControlVoid }) => isAccessControlVoid).map(({ id }) => id))]
}

/**
 * Versions of the store's servers to which a bare seed must not be given. A member that does not answer, or does not
 * show its version, may be of any: it is named with its endpoint.
 */
export async function brokenServers(store: Store): Promise<string[]> {
  if (store.kind === 'embedded') return []
  const versions = (await store.status()).map(versionOf)
  return [...new Set(versions.filter(hasBrokenAccessControl))].sort()
}

function versionOf({ version, endpoint }: EndpointStatus): string {
  return version ?? `of unknown version (${endpoint})`
}
