import type { ApplyOutcome, MovedKey } from '../../apply/index.ts'
import { plural } from './diagnostics.ts'

/** What became of an apply, and what to do next. */
export function renderOutcome(outcome: ApplyOutcome, storeName: string): string {
  switch (outcome.kind) {
    case 'applied':
      return `applied @${outcome.seq}: ${plural(outcome.keys, 'key')} in one transaction, revision ${outcome.revision} · ${storeName}\n`
    case 'nothing-to-do':
      return `nothing to do at revision ${outcome.revision} · ${storeName}\n`
    case 'stale':
      return notApplied(
        'live keys changed since the plan was made',
        movedLines(outcome.moved),
        'plan again: appia plan',
      )
    case 'conflict':
      return notApplied(outcome.problem, movedLines(outcome.moved), 'plan again: appia plan')
    case 'wrong-cluster':
      return notApplied(
        `this is cluster ${outcome.actual}, the plan is for ${outcome.planned}`,
        [],
        'check the endpoints: appia doctor',
      )
    case 'wrong-owner':
      return notApplied(
        `the prefix belongs to ${outcome.owner}, not to ${outcome.expected}`,
        [],
        'an environment needs a prefix, or a cluster, of its own',
      )
    case 'store-went-back':
      return notApplied(
        `the store went back in time: ${outcome.problem}`,
        [],
        'it was restored from a snapshot: look at it with appia plan before you apply again',
      )
    case 'refused':
      return notApplied(outcome.problem, [], 'appia doctor shows what the store can do')
    case 'fenced':
      return notApplied(outcome.problem, [], 'it can no longer happen; run appia apply again')
    case 'unreachable':
      return notApplied(outcome.problem, [], 'see which endpoints answer: appia doctor')
    case 'expired':
      return `outcome unknown: the history was trimmed past apply @${outcome.seq}\n  compare with appia plan, then apply again\n`
    case 'unknown':
      return `outcome unknown: ${outcome.problem}\n  the journal is kept (${outcome.journal}); find out and finish: appia apply --resume\n`
    default:
      return outcome satisfies never
  }
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
