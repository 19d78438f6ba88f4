import { isPointerKey, type WatchEvent } from '../../../src/model/index.ts'
import {
  findTornGenerations,
  findViolations,
  ledgerOf,
  type StoreHistory,
} from '../../apply/simulation/history.ts'
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
  const lanes = histories.map((history) => splitByLane(history, prefixes))
  const halves = lanes.flatMap((lane) =>
    [...lane].flatMap(([prefix, history]) => [
      ...findViolations(history, plans, prefix),
      ...findTornGenerations(history, prefix),
    ]),
  )
  const applied = lanes.map(
    (lane) => new Set([...lane].flatMap(([prefix, history]) => [...ledgerOf(history, prefix).keys()])),
  )
  return [...new Set([...halves, ...records.flatMap((record) => lieOf(record, applied))])]
}

/** No transaction of a lane writes outside its prefix, and each is judged by what lies there. */
function splitByLane(
  { revisions }: StoreHistory,
  prefixes: readonly string[],
): ReadonlyMap<string, StoreHistory> {
  return new Map(
    prefixes.map((prefix) => {
      const isInside = (event: WatchEvent) =>
        (event.kind === 'put' ? event.kv.key : event.key).startsWith(`${prefix}/`)
      const inside = revisions.filter(({ events }) => events.some(isInside))
      return [prefix, { revisions: inside }]
    }),
  )
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
  for (const { fault, writer, plan, tellings } of records) {
    count(fault)
    if (plan.changes.some(({ key }) => isPointerKey(key))) count('with a collection')
    count(`writer: ${writer}`)
    for (const { outcome } of tellings) count(`told: ${outcome.kind}`)
    if (hasMetRestore(tellings)) count('met: restore')
    if (hasMetFullQuota(tellings)) count('met: full quota')
  }
  return counts
}

/** The server went back between the apply and the last word on it. */
export function hasMetRestore(tellings: ChaosRecord['tellings']): boolean {
  return (tellings[0]?.from ?? 0) < (tellings.at(-1)?.to ?? 0)
}

/** The server refused to write. */
export function hasMetFullQuota(tellings: ChaosRecord['tellings']): boolean {
  return tellings.some(({ outcome }) => 'problem' in outcome && outcome.problem.includes('space exceeded'))
}
