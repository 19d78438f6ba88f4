import type { ApplyOutcome, MovedKey } from '../../app/apply/index.ts'
import { type SpellCommand, storeHelp } from '../../app/index.ts'
import type { Owner, PendingApply } from '../../model/index.ts'
import { plural } from './text/diagnostics.ts'
import { escapeText } from './text/plain-text.ts'

export interface OutcomeView {
  readonly storeName: string
  readonly spell: SpellCommand
}

/** What became of an apply, and what to do next. */
export function renderOutcome(outcome: ApplyOutcome, { storeName, spell }: OutcomeView): string {
  switch (outcome.kind) {
    case 'applied':
      return `applied @${outcome.seq}: ${plural(outcome.keys, 'key')} in one transaction, revision ${outcome.revision} · ${storeName}\n`
    case 'nothing-to-do':
      return `nothing to do at revision ${outcome.revision} · ${storeName}\n`
    case 'already-applied':
      return `already applied as @${outcome.seq}: nothing differs at revision ${outcome.revision} · ${storeName}\n`
    case 'expired':
      return `outcome unknown: the history was trimmed past apply @${outcome.seq}\n  compare, then apply again: ${spell('plan')}\n`
    case 'unknown':
      return `outcome unknown: ${outcome.problem}\n  the journal is kept (${outcome.journal}); find out and finish: ${spell('apply --resume')}\n`
    default:
      return whyNotApplied(outcome, spell)
  }
}

type NotApplied = Exclude<
  ApplyOutcome,
  { readonly kind: 'applied' | 'nothing-to-do' | 'already-applied' | 'expired' | 'unknown' }
>

function whyNotApplied(outcome: NotApplied, spell: SpellCommand): string {
  switch (outcome.kind) {
    case 'stale':
      return notApplied(
        outcome.appliedAs === undefined
          ? 'live keys changed since the plan was made'
          : `it was applied as @${outcome.appliedAs}, and what it left has changed since`,
        movedLines(outcome.moved),
        `plan again: ${spell('plan')}`,
      )
    case 'not-published':
      return notApplied(
        outcome.problem,
        [],
        `apply it where its sources are, or plan again: ${spell('plan')}`,
      )
    case 'conflict':
      return notApplied(outcome.problem, movedLines(outcome.moved), `plan again: ${spell('plan')}`)
    case 'wrong-cluster':
      return notApplied(
        `this is cluster ${outcome.actual}, the plan is for ${outcome.planned}`,
        [],
        `check the endpoints: ${spell('doctor')}`,
      )
    case 'wrong-owner':
      return notApplied(
        `the prefix belongs to ${outcome.owner}, not to ${outcome.expected}`,
        [],
        'an environment needs a prefix, or a cluster, of its own',
      )
    case 'owned-elsewhere':
      return notApplied(
        'another workspace owns what the plan would take',
        outcome.owned.map(({ key, owner }) => `  ${key}  of ${ownerName(owner)}`),
        'a key has one owner: have it forgotten there first (docs/sharing-etcd.md)',
      )
    case 'unconfirmed':
      return notApplied(pendingText(outcome.pending), [], pendingHelp(outcome.pending, spell))
    case 'store-went-back':
      return notApplied(
        `the store went back in time: ${outcome.problem}`,
        [],
        `it was restored from a snapshot: before you apply again, look at it: ${spell('plan')}`,
      )
    case 'refused':
      return notApplied(
        outcome.problem,
        [],
        storeHelp(outcome.code, spell) ?? `what the store can do: ${spell('doctor')}`,
      )
    case 'fenced':
      return notApplied(outcome.problem, [], 'it can no longer happen; apply again')
    case 'unreachable':
      return notApplied(outcome.problem, [], `see which endpoints answer: ${spell('doctor')}`)
    case 'interrupted':
      return notApplied('interrupted before it was sent', [], 'run it again when you like')
    default:
      return outcome satisfies never
  }
}

/** Which apply waits, and for what. */
export function pendingText(pending: PendingApply): string {
  const { seq, who, when, seconds, kind, node = '', isExpired } = pending
  const by = escapeText(`by ${who} at ${when}`)
  if (kind === 'canary') return `a canary on ${escapeText(node)} stands since @${seq}, ${by}`
  return isExpired
    ? `@${seq}, ${by}, was not confirmed within ${seconds} s`
    : `@${seq}, ${by}, waits to be confirmed`
}

/** How it is ended. */
export function pendingHelp({ kind, seq }: PendingApply, spell: SpellCommand): string {
  const back = `take it back: ${spell('rollback')}`
  return kind === 'canary' ? back : `let it stand: ${spell(`confirm ${seq}`)}\n  ${back}`
}

/** `books (prod)` */
export function ownerName({ workspace, environment }: Owner): string {
  return escapeText(`${workspace} (${environment})`)
}

function notApplied(problem: string, lines: readonly string[], help: string): string {
  return [`not applied, nothing was changed: ${problem}`, ...lines, `  ${help}`, ''].join('\n')
}

function movedLines(moved: readonly MovedKey[]): string[] {
  return moved.map(({ key, kind, revision }) => {
    const when = revision === undefined ? '' : ` at revision ${revision}`
    return `  ${key}  ${kind}${when}`
  })
}
