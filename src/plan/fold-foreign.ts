import type { Owner } from '../model/index.ts'
import type { DriftEntry } from './drift-report.ts'

/** Foreign keys below a prefix that are told by their number. */
export interface FoldedKeys {
  /** Ends with `/`, unless the keys share no folder. */
  readonly prefix: string
  /** Below the prefix, but for those of a longer one that is told by itself. */
  readonly keys: number
  /** Of the newest write among them. */
  readonly revision: number
  /** The other workspace that owns them. */
  readonly owner?: Owner
}

/** Foreign keys below one prefix that are named. */
const mostNamed = 20

/** Drift for people to read: where many foreign keys lie below few prefixes, those prefixes, and the entries that are left. */
export function foldForeign(entries: readonly DriftEntry[]): {
  readonly entries: readonly DriftEntry[]
  readonly folded: readonly FoldedKeys[]
} {
  const folded: FoldedKeys[] = []
  const hidden = new Set<DriftEntry>()
  const foreign = entries.filter(({ kind }) => kind === 'foreign')
  const waiting = [...groupsOf(foreign, ({ owner }) => JSON.stringify(owner)).values()]
  for (let group = waiting.pop(); group !== undefined; group = waiting.pop()) {
    if (group.length <= mostNamed) continue
    const prefix = sharedFolder(group)
    const rest: DriftEntry[] = []
    for (const [name, inside] of groupsOf(group, ({ key }) => nextSegment(key, prefix))) {
      if (name.endsWith('/') && inside.length > mostNamed) waiting.push(inside)
      else for (const entry of inside) rest.push(entry)
    }
    if (rest.length <= mostNamed) continue
    folded.push(foldedBelow(prefix, rest))
    for (const entry of rest) hidden.add(entry)
  }
  folded.sort((a, b) => (a.prefix < b.prefix ? -1 : a.prefix > b.prefix ? 1 : 0))
  return { entries: entries.filter((entry) => !hidden.has(entry)), folded }
}

function foldedBelow(prefix: string, entries: readonly DriftEntry[]): FoldedKeys {
  const owner = entries[0]?.owner
  const revision = entries.reduce((newest, { revision = 0 }) => Math.max(newest, revision), 0)
  return { prefix, keys: entries.length, revision, ...(owner && { owner }) }
}

/** The longest folder that all of these keys, which are sorted, lie in. */
function sharedFolder(entries: readonly DriftEntry[]): string {
  const [first = '', last = ''] = [entries[0]?.key, entries.at(-1)?.key]
  let length = 0
  while (length < first.length && first[length] === last[length]) length++
  return first.slice(0, first.lastIndexOf('/', length - 1) + 1)
}

function nextSegment(key: string, prefix: string): string {
  const end = key.indexOf('/', prefix.length)
  return key.slice(prefix.length, end === -1 ? undefined : end + 1)
}

function groupsOf(
  entries: readonly DriftEntry[],
  nameOf: (entry: DriftEntry) => string,
): Map<string, DriftEntry[]> {
  const groups = new Map<string, DriftEntry[]>()
  for (const entry of entries) {
    const name = nameOf(entry)
    const group = groups.get(name)
    if (group === undefined) groups.set(name, [entry])
    else group.push(entry)
  }
  return groups
}
