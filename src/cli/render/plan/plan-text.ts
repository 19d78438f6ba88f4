import { shortCommit } from '../../../app/index.ts'
import { type Change, hasChanges, isWrite, type Plan, runSteps } from '../../../model/index.ts'
import { type FoldableText, wholeText } from '../../terminal/fold.ts'
import type { Paint } from '../../terminal/terminal.ts'
import { plural } from '../text/diagnostics.ts'
import { escapeText } from '../text/plain-text.ts'
import { renderBytes, shortenId } from '../text/values.ts'
import { isMovedAway } from './moves.ts'
import { renderChanges } from './plan-changes.ts'
import { renderDangers } from './plan-dangers.ts'
import { keptByRollback, sealedAsBeforeLine } from './plan-secrets.ts'

export interface PlanView {
  readonly paint: Paint
  /** Show leaves that nothing reads, and each leaf of a new key. */
  readonly showAll: boolean
  /** Read from a file, which may say of any value that nothing reads it: none of them is folded. */
  readonly isFromFile?: boolean
  /** Names of signers whose signature was verified. */
  readonly signedBy?: readonly string[]
  /** Sealed secrets that stay as they are. */
  readonly sealedAsBefore?: number
  /** Of a plan file: what of it was derived again, in words. */
  readonly derived?: string
  /** Waivers past their last day are dangers. */
  readonly now: Date
  /** `etcd 127.0.0.1:2379` */
  readonly storeName: string
  readonly lastApply?: { readonly seq: number; readonly commit?: string }
  /** Plans for other environments that do the same there, so that one is shown for all. */
  readonly alike?: readonly AlikePlan[]
  /** How it is applied, where it was saved. */
  readonly next?: string
  /** Unified diffs by key, shown under it. */
  readonly diffs?: ReadonlyMap<string, string>
}

/** Where a plan is for, and what was there before it. */
interface AlikePlan extends Pick<PlanView, 'storeName' | 'lastApply'> {
  readonly plan: Plan
}

/** Largest request that one transaction may carry, as `renderPlan` announces it. */
const requestLimit = '1.4 MiB'

/** A plan as a reviewer reads it: dangers first, then a key at a time, then checks, drift and size. */
export function renderPlan(plan: Plan, view: PlanView): string {
  return runSteps(renderInSteps(plan, view))
}

/** The same in steps of a key each: between them, whoever runs it can be interrupted. */
export function* renderInSteps(plan: Plan, view: PlanView): Generator<undefined, string> {
  return wholeText(yield* foldableInSteps(plan, view))
}

/** The same with keys that can be folded away; dangers cannot. */
export function* foldableInSteps(plan: Plan, view: PlanView): Generator<undefined, FoldableText> {
  const dangers = yield* renderDangers(plan, view)
  const parts = yield* renderChanges(plan, view)
  const also = (view.alike ?? []).map(
    (each) => `and the same in ${headerLine(each.plan, { ...view, ...each })}`,
  )
  const head = [headerLine(plan, view), ...also, summaryLine(plan), ...dangers]
  return { head, parts, foot: footerLines(plan, view) }
}

function headerLine(plan: Plan, view: PlanView): string {
  const name = view.paint('bold', plan.environment)
  return `${name} · ${view.storeName} · cluster ${shortenId(plan.cluster)} · revision ${plan.baseRevision} · ${lastApplyText(plan, view)}`
}

/** A saved plan knows which apply came before it, not of which commit that was. */
export function lastApplyText({ baseSeq }: Plan, { lastApply }: Pick<PlanView, 'lastApply'>): string {
  const seq = lastApply?.seq ?? baseSeq
  if (seq === 0) return 'never applied'
  return `last apply @${seq}${lastApply?.commit === undefined ? '' : ` (${shortCommit(lastApply.commit)})`}`
}

/** `2 keys updated, none deleted`: words and counts, nothing that others wrote. */
export function summaryLine(plan: Plan): string {
  const moved = plan.changes.filter(isMovedAway).length
  const forgotten = plan.changes.filter(({ action }) => action === 'forget').length
  const written = plan.changes.filter((change) => isWrite(change) && !isMovedAway(change))
  const deleted = written.filter((change) => change.action === 'delete').length
  const owned = plan.changes.filter(({ action }) => action === 'own').length
  const gone = plan.changes.filter(({ action, after }) => action === 'release' && after === null).length
  const released = plan.changes.filter(
    ({ action, ...rest }) => action === 'release' || 'releases' in rest,
  ).length
  const taken = [
    forgotten === 0 ? '' : `, ${plural(forgotten, 'key')} given up`,
    owned === 0 ? '' : `, ${plural(owned, 'key')} taken into ownership`,
    released === gone ? '' : `, ${plural(released - gone, 'key')} given back`,
    gone === 0 ? '' : `, ${plural(gone, 'key')} managed no longer (gone already)`,
  ].join('')
  if (written.length === 0) return `no changes: ${plural(plan.managedKeys, 'key')} as the sources say${taken}`
  const created = written.filter((change) => change.action === 'create').length - moved
  const rewritten = written.filter(isRewritten).length
  const updated = written.length - created - moved - deleted - rewritten
  const parts = [
    created > 0 ? `${plural(created, 'key')} created` : '',
    moved > 0 ? `${plural(moved, 'key')} moved` : '',
    updated > 0 ? `${plural(updated, 'key')} updated` : '',
    rewritten > 0 ? `${plural(rewritten, 'key')} rewritten (same values, other bytes)` : '',
    deleted > 0 ? `${plural(deleted, 'key')} deleted` : 'none deleted',
  ].filter((part) => part !== '')
  return `${parts.join(', ')}${taken}`
}

function isRewritten(change: Change): boolean {
  return change.action === 'update' && change.otherBytes !== undefined
}

/** Checks, secrets, reads, drift, signatures, and the size with the digest: what there is to know besides the changes. */
export function footerLines(plan: Plan, view: PlanView): string[] {
  const foreign = plan.foreignKeys.length
  const foreignText = foreign === 0 ? '' : ` · ${plural(foreign, 'foreign key')} left alone`
  const drifted = plan.drift.length === 0 ? 'none' : String(plan.drift.length)
  const published = (plan.collections ?? []).map(
    ({ keys, bytes }) => `${plural(keys, 'key')} (${renderBytes(bytes)}) published before it, `,
  )
  const size = `${published.join('')}one transaction, ${renderBytes(plan.requestBytes)} of ${requestLimit}`
  const next = view.next === undefined ? '' : ` · ${view.next}`
  return [
    `checks  ${checksText(plan)}`,
    ...keptByRollback(plan),
    ...sealedAsBeforeLine(view.sealedAsBefore),
    ...readsLine(plan),
    `drift   ${drifted} of ${plural(plan.managedKeys, 'key')}${foreignText}`,
    ...(plan.keepApplies === undefined ? [] : [`history the newest ${plan.keepApplies} applies are kept`]),
    ...(view.signedBy?.length ? [`signed  by ${view.signedBy.map(escapeText).join(', ')}`] : []),
    ...(view.derived === undefined ? [] : [`derived ${view.derived}`]),
    ...(hasChanges(plan) ? [`${size} · digest ${plan.digest.slice(0, 8)}${next}`] : []),
  ]
}

function checksText({ kind, checks: { total, holding, waived } }: Plan): string {
  if (kind === 'rollback') return 'none: a rollback gives back what was applied before'
  const waivers = waived.map((waiver) => `${waiver.invariant} until ${waiver.until}`).join(', ')
  return `${holding} of ${total} invariants hold${waived.length === 0 ? '' : `, ${waived.length} waived (${waivers})`}`
}

/** What the sources took from the store: a key that is not there counts as read too. */
function readsLine({ reads }: Plan): string[] {
  if (reads.length === 0) return []
  const shown = reads.slice(0, 4).map(({ key, modRevision }) => (modRevision === 0 ? `${key} (absent)` : key))
  const more = reads.length > shown.length ? ` and ${reads.length - shown.length} more` : ''
  return [`reads   ${shown.join(', ')}${more}; the plan is stale once one changes`]
}
