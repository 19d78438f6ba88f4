import type { Store } from '../model/index.ts'

/** First release of each line in which a transaction cannot read past a user's permissions (CVE-2026-33343). */
const fixedIn = ['3.4.42', '3.5.28', '3.6.9']

/** True for a server version whose access control is known to be broken; a version that cannot be read counts too. */
export function hasBrokenAccessControl(version: string): boolean {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map((part) => Number.parseInt(part, 10))
  if (![major, minor, patch].every(Number.isInteger)) return true
  const line = fixedIn
    .map((fixed) => fixed.split('.').map(Number))
    .find(([, fixedMinor]) => fixedMinor === minor)
  if (major !== 3) return major < 3
  return line === undefined ? minor < 4 : patch < (line[2] ?? 0)
}

/** Versions of the store's servers to which a bare seed must not be given. */
export async function brokenServers(store: Store): Promise<string[]> {
  if (store.kind === 'embedded') return []
  const statuses = await store.status()
  const versions = statuses.filter(({ reachable }) => reachable).map(({ version }) => version ?? 'unknown')
  return [...new Set(versions.filter(hasBrokenAccessControl))].sort()
}
