import { findViolations, ledgerOf, type StoreHistory } from '../../apply/simulation/history.ts'
import type { ChaosRecord } from './lane.ts'

/** What the server went through, timeline by timeline, held against what was told; empty when all is well. */
export function violationsIn(
  histories: readonly StoreHistory[],
  records: readonly ChaosRecord[],
): readonly string[] {
  const prefixes = [...new Set(records.map((record) => record.prefix))]
  const plans = new Map(
    records.flatMap(({ noted, plan }) => noted.map((entry) => [entry.applyId, plan] as const)),
  )
  const halves = histories.flatMap((history) =>
    prefixes.flatMap((prefix) => findViolations(history, plans, prefix)),
  )
  const applied = histories.map(
    (history) => new Set(prefixes.flatMap((prefix) => [...ledgerOf(history, prefix).keys()])),
  )
  return [...new Set([...halves, ...records.flatMap((record) => lieOf(record, applied))])]
}

/** The last telling must be true in one of the timelines in which the answer was sought. */
function lieOf({ noted, tellings, ...record }: ChaosRecord, applied: readonly Set<string>[]): string[] {
  const last = tellings.at(-1)
  if (last === undefined) return [`${record.name}: nothing was told`]
  if (last.outcome.kind === 'expired') return []
  const counts = applied
    .slice(last.from, last.to + 1)
    .map((ledger) => noted.filter(({ applyId }) => ledger.has(applyId)).length)
  const wanted = last.outcome.kind === 'applied' ? 1 : 0
  if (counts.includes(wanted) && counts.every((count) => count <= 1)) return []
  return [
    `${record.name}, ${record.fault}, ${record.writer}: told ${last.outcome.kind} in timelines ${last.from} to ${last.to}, happened ${counts.join(', ')} times`,
  ]
}

/** How often each fault, writer and verdict was met. */
export function countTold(records: readonly ChaosRecord[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  const count = (name: string) => counts.set(name, (counts.get(name) ?? 0) + 1)
  for (const { fault, writer, tellings } of records) {
    count(fault)
    count(`writer: ${writer}`)
    for (const { outcome } of tellings) count(`told: ${outcome.kind}`)
    if (tellings.some(({ from, to }) => from < to)) count('met: restore')
    if (tellings.some(({ outcome }) => 'problem' in outcome && outcome.problem.includes('space exceeded')))
      count('met: full quota')
  }
  return counts
}
