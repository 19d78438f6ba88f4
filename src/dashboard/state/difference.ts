import type { PlannedEnvironment } from '../../app/observing/index.ts'
import type { Change, LeafChange } from '../../model/index.ts'
import type { BoardDifference, BoardRow } from '../board.ts'
import type { Wording } from '../wording.ts'
import { listText, plural } from './words.ts'

/** A page shows no more: whoever wants all of it asks the command line. */
const mostKeys = 300
const mostRows = 200

interface KeyLeaves {
  readonly key: string
  readonly kind: string
  readonly leaves: readonly LeafChange[]
  readonly otherBytes?: string
  /** What the key was called before. */
  readonly from?: string
}

/** What differs between two states of an environment. */
export function differenceOf(
  { from, to }: { readonly from: string; readonly to: string },
  differences: readonly KeyLeaves[],
  wording: Wording,
): BoardDifference {
  const count = differences.length === 0 ? 'no difference' : `${plural(differences.length, 'key')} differ`
  return { title: `${from} → ${to}: ${count}`, notes: [], ...keysOf(differences, wording) }
}

/** What an apply of the sources would do now. */
export function planOf({ plan, diagnostics }: PlannedEnvironment, wording: Wording): BoardDifference {
  const problems = diagnostics.map(({ severity, message }) => `${severity}: ${message}`)
  if (plan === undefined) return { title: 'there is no plan', notes: problems, keys: [], omitted: 0 }
  const { changes, digest, drift } = plan
  const writes = changes.filter(({ action }) => action !== 'own')
  const title =
    changes.length === 0
      ? 'nothing to apply: etcd holds what the sources say'
      : `${plural(changes.length, 'key')} would change · digest ${digest.slice(0, 8)}`
  const overwritten = drift.filter(({ overwrites }) => overwrites.length > 0).map(({ key }) => key)
  const notes = [
    ...problems,
    ...dangersOf(changes),
    ...(overwritten.length === 0 ? [] : [`overwrites what was changed outside: ${listText(overwritten)}`]),
    ...(writes.length === changes.length
      ? []
      : [`${plural(changes.length - writes.length, 'key')} taken into ownership without a write`]),
  ]
  const keys = changes.map((change) => ({ ...change, kind: kindOf(change) }))
  return { title, notes, ...keysOf(keys, wording) }
}

function dangersOf(changes: readonly Change[]): string[] {
  const gone = changes.filter(({ action }) => action === 'delete').map(({ key }) => key)
  const taken = changes.filter(({ takesOver }) => takesOver).map(({ key }) => key)
  const restarting = changes.filter(({ leaves }) => leaves.some(({ effect }) => effect === 'restart'))
  const restarts = [...new Set(restarting.map(({ component }) => component))]
  return [
    ...(gone.length === 0 ? [] : [`deletes ${listText(gone)}`]),
    ...(taken.length === 0 ? [] : [`takes over ${listText(taken)}`]),
    ...(restarts.length === 0 ? [] : [`restarts ${listText(restarts)}`]),
  ]
}

function kindOf({ action }: Change): string {
  const kinds = { create: 'created', update: 'changed', delete: 'deleted', own: 'taken into ownership' }
  return action in kinds ? kinds[action as keyof typeof kinds] : 'given up'
}

function keysOf(
  differences: readonly KeyLeaves[],
  wording: Wording,
): Pick<BoardDifference, 'keys' | 'omitted'> {
  const keys = differences.slice(0, mostKeys).map(({ key, kind, leaves, otherBytes, from }) => ({
    key: from === undefined ? key : `${from} → ${key}`,
    kind,
    rows: cut([
      ...wording.rows(leaves),
      ...(otherBytes === undefined ? [] : [row('~', 'the same values', `other bytes: ${otherBytes}`)]),
    ]),
  }))
  return { keys, omitted: differences.length - keys.length }
}

function cut(rows: readonly BoardRow[]): readonly BoardRow[] {
  if (rows.length <= mostRows) return rows
  return [...rows.slice(0, mostRows), row('~', `${rows.length - mostRows} more`, 'appia diff shows them all')]
}

function row(sign: BoardRow['sign'], name: string, value: string): BoardRow {
  return { sign, name, value, effect: '', place: '' }
}
