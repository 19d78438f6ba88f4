import type { EnvironmentDrift } from '../../app/observing/index.ts'
import { isApply, type LedgerEntry } from '../../model/index.ts'
import type { BoardDrift, BoardDriftEntry } from '../board.ts'
import type { Wording } from '../wording.ts'
import type { BoardState, Seen } from './board-state.ts'

/** What was changed outside, leaf by leaf, with what is known of when and by whom. */
export function driftLines(
  { isApplied, revision, report }: EnvironmentDrift,
  { applies, seen }: Pick<BoardState, 'applies' | 'seen'>,
  wording: Wording,
): BoardDrift {
  const entries = report.entries.map((entry): BoardDriftEntry => {
    const { key, kind, sinceApply } = entry
    return {
      ...{ key, kind, words: wordsOf(entry), rows: sinceApply === undefined ? [] : wording.rows(sinceApply) },
      revision: entry.revision ?? null,
      seenAt: seenAt(entry, seen.get(key)),
      between: betweenText(entry.revision, (applies ?? []).filter(isApply)),
    }
  })
  return { isApplied, revision, checked: report.checked, ignored: report.ignored, entries }
}

type DriftEntry = EnvironmentDrift['report']['entries'][number]

function wordsOf({
  kind,
  sinceApply,
  otherBytes,
  isSecretPerhaps,
  lease,
  owner,
  toSource,
}: DriftEntry): string[] {
  return [
    ...(kind === 'modified' && sinceApply === undefined ? ['what was applied is not known any more'] : []),
    ...(otherBytes === undefined ? [] : [`the same values in other bytes: ${otherBytes}`]),
    ...(isSecretPerhaps ? ['a secret in it, or how it is written, is another'] : []),
    ...(lease === undefined ? [] : [`carries lease ${lease}, and vanishes with it`]),
    ...(owner === undefined ? [] : [`of workspace ${owner.workspace} (${owner.environment})`]),
    ...(kind === 'modified' && toSource?.length === 0 ? ['the sources say the same'] : []),
  ]
}

/** A watch that was broken saw an older write, not this one; of a key that is gone the last that was seen is all there is. */
function seenAt({ revision }: DriftEntry, seen: Seen | undefined): number | null {
  if (seen === undefined) return null
  return revision === undefined || revision === seen.revision ? seen.at : null
}

/** etcd keeps no writer and no time: the applies around a revision are what is known. */
function betweenText(revision: number | undefined, applies: readonly LedgerEntry[]): string {
  const [newest] = applies
  if (newest === undefined) return 'nothing was applied yet'
  if (revision === undefined) return `after @${newest.seq} or before it`
  const before = applies.find((each) => each.revision !== undefined && each.revision < revision)
  const after = applies.findLast((each) => each.revision !== undefined && each.revision > revision)
  return [
    ...(before === undefined ? [] : [`after @${before.seq} of ${before.who} at ${before.when}`]),
    ...(after === undefined ? [] : [`before @${after.seq} of ${after.who} at ${after.when}`]),
  ].join(', ')
}
