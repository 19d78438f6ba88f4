import type { EnvironmentDrift, OutsideWrites } from '../../app/state/index.ts'
import { type IgnoredChanges, shellWord } from '../../model/index.ts'
import type { DriftEntry, FoldedKeys } from '../../plan/index.ts'
import type { Paint } from '../terminal/terminal.ts'
import { ownerName } from './outcome.ts'
import { otherBytesLine, renderLeaves, unreadLines } from './plan/plan-leaves.ts'
import { sourcesLine } from './sources-line.ts'
import { plural } from './text/diagnostics.ts'
import { escapeText } from './text/plain-text.ts'

/** Drift as text: a key at a time, what was done to it since the apply; then the writes, if they were asked for. */
export function renderDrift(drift: EnvironmentDrift, paint: Paint): string {
  const { environment, storeName, revision, report, writes } = drift
  return [
    `${environment} · ${storeName} · revision ${revision}`,
    ...sourcesLine(drift),
    driftSummary(drift),
    ...report.unmatched.map(unmatchedLine),
    ...unreadLines(
      report.entries.map(({ key, sinceApply, toSource }) => ({
        key,
        leaves: [...(sinceApply ?? []), ...(toSource ?? [])],
      })),
      paint,
    ),
    ...report.entries.flatMap((entry) => entryLines(entry, paint)),
    ...(report.folded ?? []).flatMap((folded) => foldedLines(folded, paint)),
    ...nextLines(drift),
    ...(writes === undefined ? [] : ['', ...writeLines(writes)]),
    '',
  ].join('\n')
}

/** How many keys were compared, and what was found. */
export function driftSummary({ isApplied, report }: EnvironmentDrift): string {
  if (!isApplied) return 'not checked: nothing was applied here yet'
  const { entries, folded = [], checked, ignored } = report
  const count = (kind: DriftEntry['kind']) => entries.filter((entry) => entry.kind === kind).length
  const foreign = count('foreign') + keysIn(folded)
  const hidden = ignored === 0 ? '' : `, ${ignored} ignored by rule`
  const leased = count('leased') === 0 ? '' : `, ${count('leased')} under a lease`
  const counts = `${count('modified')} modified, ${count('deleted')} deleted, ${foreign} foreign${leased}`
  return `${plural(checked, 'managed key')} checked: ${counts}${hidden}`
}

/** What one can do about what was changed outside. */
function nextLines({ environment, report, withoutSources }: EnvironmentDrift): string[] {
  const isModified = report.entries.some(({ kind }) => kind === 'modified')
  if (!isModified || withoutSources !== undefined) return []
  const env = `--env ${escapeText(shellWord(environment))}`
  return ['', `next: appia adopt ${env} writes it into the sources, appia apply ${env} writes over it`]
}

/** A rule that may be misspelt. */
export function unmatchedLine({ key, pointer }: IgnoredChanges): string {
  const name = escapeText(pointer === undefined ? key : `${key}#${pointer}`)
  return `! the rule of ignoreChanges for ${name} matches nothing`
}

function entryLines(entry: DriftEntry, paint: Paint): string[] {
  const when = entry.revision === undefined ? '' : ` at revision ${entry.revision}`
  const leaves = entry.sinceApply
  const unknown =
    entry.kind === 'modified' && leaves === undefined ? ['  what was applied is not known any more'] : []
  const inSources =
    entry.kind === 'modified' && entry.toSource?.length === 0 ? ['  the sources say the same'] : []
  return [
    '',
    `${paint('bold', escapeText(entry.key))}  ${kindText(entry.kind)}${ofOwner(entry)}${when}`,
    ...leaseLines(entry),
    ...unknown,
    ...(entry.kind === 'modified' && leaves !== undefined ? renderLeaves(leaves, { paint }) : []),
    ...otherBytesLine(entry),
    ...(entry.isSecretPerhaps
      ? ['  ~ a secret in it, or how it is written, is another: the key was written outside']
      : []),
    ...inSources,
  ]
}

function foldedLines(folded: FoldedKeys, paint: Paint): string[] {
  return ['', `${paint('bold', escapeText(folded.prefix))}  ${foldedText(folded)}`]
}

/** `50,000 foreign keys below it, the newest at revision 812 (--all)` */
export function foldedText(folded: FoldedKeys): string {
  const { keys, revision } = folded
  return `${plural(keys, 'foreign key')} below it${ofOwner(folded)}, the newest at revision ${revision} (--all)`
}

/** How many keys are told by their number. */
export function keysIn(folded: readonly FoldedKeys[] = []): number {
  return folded.reduce((sum, { keys }) => sum + keys, 0)
}

/** `, of books (prod)` */
export function ofOwner({ owner }: Pick<DriftEntry, 'owner'>): string {
  return owner === undefined ? '' : `, of ${ownerName(owner)}`
}

/** What was done to a key. */
export function kindText(kind: DriftEntry['kind']): string {
  return kind === 'leased' ? 'as applied, but under a lease' : kind
}

/** A put without a lease takes the old one off; deleting the key instead would be an outage. */
export function leaseLines({ key, lease }: DriftEntry): string[] {
  if (lease === undefined) return []
  return [
    `  ! carries lease ${lease} and vanishes with it`,
    `    stop what writes it so, then take the lease off: etcdctl put ${escapeText(shellWord(key))} --ignore-value`,
  ]
}

/** Each write that no apply made, where they were asked for. */
export function writeLines(writes: OutsideWrites): string[] {
  if (writes.kind === 'not-checked') return [`writes outside: not checked: ${writes.problem}`]
  if (writes.writes.length === 0) return ['writes outside: none']
  return [
    'writes outside:',
    ...writes.writes.map(
      ({ revision, kind, key }) => `  revision ${revision}  ${kind.padEnd(6)}  ${escapeText(key)}`,
    ),
  ]
}
