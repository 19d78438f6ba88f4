/** A fault that releases of etcd are known to have: of its security, or one that loses data. */
interface ServerFault {
  /** Of the advisory, or of the report in etcd's own tracker. */
  readonly id: string
  /** What it means for who runs such a server, as a clause. */
  readonly text: string
  /** First version that has it in each release line that once had not; older versions all have it where absent. */
  readonly since?: readonly string[]
  /** First version of each release line in which it is fixed; a line newer than all of these never had it. */
  readonly fixedIn: readonly string[]
  /** True where permissions protect nothing: a bare seed must not be given to such a server. */
  readonly isAccessControlVoid: boolean
}

// From the security advisories of etcd, its release notes, and its accounts of the data inconsistencies of 3.5.
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
  {
    id: 'CVE-2026-33413',
    text: 'members, alarms, leases and compaction are open to callers without any right: history can be deleted and leased keys made to vanish',
    fixedIn: ['3.4.42', '3.5.28', '3.6.9'],
    isAccessControlVoid: true,
  },
  {
    id: 'CVE-2026-44283',
    text: 'a put in a transaction shows the value before it to a user who may only write, and attaches leases of others',
    fixedIn: ['3.4.44', '3.5.30', '3.6.11'],
    isAccessControlVoid: true,
  },
  {
    id: 'CVE-2026-59818',
    text: 'with --listen-client-http-urls, a client certificate that --client-crl-file revokes is still accepted',
    fixedIn: ['3.5.32', '3.6.13', '3.7.0'],
    isAccessControlVoid: false,
  },
  {
    id: 'CVE-2026-73499',
    text: 'a user who may read one key watches every key after it: access control does not protect /keys',
    since: ['3.5.0'],
    fixedIn: ['3.5.33', '3.6.14', '3.7.1'],
    isAccessControlVoid: true,
  },
  {
    id: 'CVE-2026-73500',
    text: 'whoever reaches a TLS port and says nothing can use up the memory and the files of the member',
    fixedIn: ['3.5.33', '3.6.14', '3.7.1'],
    isAccessControlVoid: false,
  },
  {
    id: 'etcd-io/etcd#13766',
    text: 'a member that is killed under load may come back with other data than the rest, without a word',
    since: ['3.5.0'],
    fixedIn: ['3.5.3'],
    isAccessControlVoid: false,
  },
  {
    id: 'etcd-io/etcd#14370',
    text: 'a cluster of one member that is killed may lose a write that it had confirmed',
    fixedIn: ['3.4.21', '3.5.5'],
    isAccessControlVoid: false,
  },
  {
    id: 'etcd-io/etcd#14685',
    text: 'a member that is killed during a defragmentation may go on at another revision than the rest',
    since: ['3.5.0'],
    fixedIn: ['3.5.6'],
    isAccessControlVoid: false,
  },
  {
    id: 'etcd-io/etcd#14571',
    text: 'with access control on, a member that joins may refuse writes that the rest takes, and hold other data from then on',
    since: ['3.4.20', '3.5.5'],
    fixedIn: ['3.4.22', '3.5.6'],
    isAccessControlVoid: false,
  },
]

/** The oldest release line that still gets fixes. */
const oldestMaintained: Version = [3, 5, 0]

/** The faults that a server of this version has, in the table's order; undefined for a version that cannot be read. */
export function faultsOf(version: string): readonly ServerFault[] | undefined {
  const parsed = parseVersion(version)
  return parsed && serverFaults.filter((fault) => hasFault(parsed, fault))
}

/** True for a release line that gets no fixes any more, so that faults found since it ended are never mended there. */
export function isEndOfLife(version: string): boolean {
  const parsed = parseVersion(version)
  return parsed !== undefined && isBefore(parsed, oldestMaintained)
}

type Version = readonly [major: number, minor: number, patch: number]

/** Not fixed in its own release line, nor of a line newer than all that got the fix. */
function hasFault(version: Version, { since, fixedIn }: ServerFault): boolean {
  const firsts = (since ?? []).map(releaseOf)
  const first = ofLine(version, firsts) ?? firsts[0]
  if (first !== undefined && isBefore(version, first)) return false
  const fixes = fixedIn.map(releaseOf)
  const own = ofLine(version, fixes)
  return own === undefined ? fixes.some((fixed) => isBefore(version, fixed)) : isBefore(version, own)
}

/** The release of the same line as a version. */
function ofLine([major, minor]: Version, releases: readonly Version[]): Version | undefined {
  return releases.find((release) => release[0] === major && release[1] === minor)
}

function isBefore(version: Version, other: Version): boolean {
  const index = version.findIndex((part, place) => part !== other[place])
  return index !== -1 && (version[index] as number) < (other[index] as number)
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
