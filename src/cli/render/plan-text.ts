import type { Change, LeafChange, Plan } from '../../model/index.ts'
import type { Paint } from '../terminal.ts'
import { collectionLines } from './collection.ts'
import { plural } from './diagnostics.ts'
import { renderDangers } from './plan-dangers.ts'
import { renderLeaves } from './plan-leaves.ts'
import { renderBytes, shortenId } from './values.ts'

export interface PlanView {
  readonly paint: Paint
  /** Show leaves that nothing reads, and each leaf of a new key. */
  readonly showAll: boolean
  /** `etcd 127.0.0.1:2379` */
  readonly storeName: string
  readonly lastApply?: { readonly seq: number; readonly commit?: string }
  /** Where the plan was saved. */
  readonly file?: string
  /** Unified diffs by key, shown under it. */
  readonly diffs?: ReadonlyMap<string, string>
}

/** Largest request that one transaction may carry, as `renderPlan` announces it. */
const requestLimit = '1.4 MiB'

/** A plan as a reviewer reads it: dangers first, then a key at a time, then checks, drift and size. */
export function renderPlan(plan: Plan, view: PlanView): string {
  return [
    headerLine(plan, view),
    summaryLine(plan),
    ...renderDangers(plan, view.paint),
    ...plan.changes
      .filter((change) => change.action !== 'own')
      .flatMap((change) => changedLines(change, plan, view)),
    '',
    ...footerLines(plan, view),
    '',
  ].join('\n')
}

function headerLine(plan: Plan, view: PlanView): string {
  const last =
    view.lastApply === undefined
      ? 'never applied'
      : `last apply @${view.lastApply.seq}${view.lastApply.commit === undefined ? '' : ` (${view.lastApply.commit.slice(0, 7)})`}`
  const name = view.paint('bold', plan.environment)
  return `${name} · ${view.storeName} · cluster ${shortenId(plan.cluster)} · revision ${plan.baseRevision} · ${last}`
}

function summaryLine(plan: Plan): string {
  const written = plan.changes.filter((change) => change.action !== 'own')
  const deleted = written.filter((change) => change.action === 'delete').length
  const owned = plan.changes.length - written.length
  const taken = owned === 0 ? '' : `, ${plural(owned, 'key')} taken into ownership`
  if (written.length === 0) return `no changes: ${plural(plan.managedKeys, 'key')} as the sources say${taken}`
  const created = written.filter((change) => change.action === 'create').length
  const parts = [
    created > 0 ? `${plural(created, 'key')} created` : '',
    written.length > created + deleted ? `${plural(written.length - created - deleted, 'key')} updated` : '',
    deleted > 0 ? `${plural(deleted, 'key')} deleted` : 'none deleted',
  ].filter((part) => part !== '')
  return `${parts.join(', ')}${taken}`
}

/** The pointer of a collection says nothing by itself: what is behind it is shown. */
function changedLines(change: Change, plan: Plan, view: PlanView): string[] {
  const collection = plan.collections?.find(({ key }) => key === change.key)
  return collection === undefined ? changeLines(change, view) : collectionLines(collection, view.paint)
}

function changeLines(change: Change, view: PlanView): string[] {
  const title = { create: ' (new)', delete: ' (deleted)', update: '', own: '' }[change.action]
  const diff = view.diffs?.get(change.key)
  return [
    '',
    `${view.paint('bold', change.key)}${title}`,
    ...leafLines(change, view),
    ...(diff === undefined
      ? []
      : diff
          .trimEnd()
          .split('\n')
          .map((line) => `    ${paintDiff(line, view.paint)}`)),
  ]
}

function leafLines(change: Change, view: PlanView): string[] {
  const read = change.leaves.filter((leaf) => leaf.effect !== 'none')
  if (change.action === 'create' && !view.showAll) return [createdLine(change.leaves.length, read.length)]
  const shown = view.showAll ? change.leaves : read
  const after = change.action === 'delete' ? null : change.after.value
  return [...renderLeaves(shown, { paint: view.paint, after }), ...foldedLine(change.leaves, shown)]
}

function createdLine(all: number, read: number): string {
  const inert = all - read
  const rest = inert === 0 ? '' : `, ${plural(inert, 'value')} that nothing reads`
  return `  + ${plural(read, 'value')} with an effect${rest} (--all)`
}

function foldedLine(all: readonly LeafChange[], shown: readonly LeafChange[]): string[] {
  const folded = all.length - shown.length
  return folded === 0 ? [] : [`  · ${plural(folded, 'value')} that nothing reads (--all)`]
}

function footerLines(plan: Plan, view: PlanView): string[] {
  const { total, holding, waived } = plan.checks
  const waivers = waived.map((waiver) => `${waiver.invariant} until ${waiver.until}`).join(', ')
  const foreign = plan.foreignKeys.length
  const foreignText = foreign === 0 ? '' : ` · ${plural(foreign, 'foreign key')} left alone`
  const drifted = plan.drift.length === 0 ? 'none' : String(plan.drift.length)
  const writes = plan.changes.length > 0
  const published = (plan.collections ?? []).map(
    ({ keys, bytes }) => `${plural(keys, 'key')} (${renderBytes(bytes)}) published before it, `,
  )
  const size = `${published.join('')}one transaction, ${renderBytes(plan.requestBytes)} of ${requestLimit}`
  const next = view.file === undefined ? '' : ` · appia apply ${view.file}`
  return [
    `checks  ${holding} of ${total} invariants hold${waived.length === 0 ? '' : `, ${waived.length} waived (${waivers})`}`,
    ...readsLine(plan),
    `drift   ${drifted} of ${plural(plan.managedKeys, 'key')}${foreignText}`,
    ...(writes ? [`${size} · digest ${plan.digest.slice(0, 8)}${next}`] : []),
  ]
}

/** What the sources took from the store: a key that is not there counts as read too. */
function readsLine({ reads }: Plan): string[] {
  if (reads.length === 0) return []
  const shown = reads.slice(0, 4).map(({ key, modRevision }) => (modRevision === 0 ? `${key} (absent)` : key))
  const more = reads.length > shown.length ? ` and ${reads.length - shown.length} more` : ''
  return [`reads   ${shown.join(', ')}${more}; the plan is stale once one changes`]
}

function paintDiff(line: string, paint: Paint): string {
  if (line.startsWith('+')) return paint('green', line)
  if (line.startsWith('-')) return paint('red', line)
  return line.startsWith('@@') ? paint('cyan', line) : line
}
