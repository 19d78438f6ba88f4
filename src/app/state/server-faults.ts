interface Fault {
  readonly id: string
  readonly text: string
  /** First version of each release line in which it is fixed. */
  readonly fixedIn: readonly string[]
}

// From the security advisories of etcd and its release notes.
const faults: readonly Fault[] = [
  {
    id: 'CVE-2021-28235',
    text: 'the debug handler lets a remote user gain the rights of another',
    fixedIn: ['3.4.25', '3.5.8'],
  },
  {
    id: 'CVE-2023-32082',
    text: 'names of keys attached to a lease are shown to users who may not read them',
    fixedIn: ['3.4.26', '3.5.9'],
  },
  {
    id: 'CVE-2026-33343',
    text: 'a user limited to one prefix reads and writes every other through a nested transaction: access control does not protect /keys',
    fixedIn: ['3.4.42', '3.5.28', '3.6.9'],
  },
]

/** Security faults that an etcd of this version is known to have, one line each; none for a version of another form. */
export function knownFaults(version: string): string[] {
  const parsed = parseVersion(version)
  if (parsed === undefined) return []
  return faults
    .filter(
      (fault) =>
        !isFixed(
          parsed,
          fault.fixedIn.map(parseVersion).filter((fixed) => fixed !== undefined),
        ),
    )
    .map((fault) => `${fault.id}: ${fault.text} (fixed in ${fault.fixedIn.join(', ')})`)
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
