/** A security fault that releases of etcd are known to have. */
interface ServerFault {
  readonly id: string
  /** What it means for who runs such a server, as a clause. */
  readonly text: string
  /** First version of each release line in which it is fixed; a line newer than all of these never had it. */
  readonly fixedIn: readonly string[]
  /** True where permissions protect nothing: a bare seed must not be given to such a server. */
  readonly isAccessControlVoid: boolean
}

// From the security advisories of etcd and its release notes.
const serverFaults: readonly ServerFault[] = [
  {
    id: 'CVE-2021-28235',
    text: 'the debug handler lets a remote user gain the rights of another',
    fixedIn: ['3.4.25', '3.5.8'],
    isAccessControlVoid: true,
  },
  {
    id: 'CVE-2023-32082',
    text: 'names of keys attached to a lease are shown to users who may not read them',
    fixedIn: ['3.4.26', '3.5.9'],
    isAccessControlVoid: false,
  },
  {
    id: 'CVE-2026-33343',
    text: 'a user limited to one prefix reads and writes every other through a nested transaction: access control does not protect /keys',
    fixedIn: ['3.4.42', '3.5.28', '3.6.9'],
    isAccessControlVoid: true,
  },
]

/** The faults that a server of this version has, in the table's order; undefined for a version that cannot be read. */
export function faultsOf(version: string): readonly ServerFault[] | undefined {
  const parsed = parseVersion(version)
  return parsed && serverFaults.filter(({ fixedIn }) => !isFixed(parsed, fixedIn.map(releaseOf)))
}

type Version = readonly [major: number, minor: number, patch: number]

/** Fixed in its own release line, or of a line newer than all that got the fix. */
function isFixed([major, minor, patch]: Version, fixedIn: readonly Version[]): boolean {
  const line = fixedIn.find((fixed) => fixed[0] === major && fixed[1] === minor)
  if (line !== undefined) return patch >= line[2]
  return fixedIn.every((fixed) => major > fixed[0] || (major === fixed[0] && minor > fixed[1]))
}

function parseVersion(version: string): Version | undefined {
  const match = /^(\d+)\.(\d+)\.(\d+)/.exec(version)
  return match === null ? undefined : [Number(match[1]), Number(match[2]), Number(match[3])]
}

function releaseOf(version: string): Version {
  const parsed = parseVersion(version)
  if (parsed === undefined) throw new Error(`${version} in the table of faults is not a version`)
  return parsed
}
