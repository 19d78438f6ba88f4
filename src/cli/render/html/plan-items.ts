import {
  type Change,
  isWrite,
  type LeafChange,
  type Plan,
  type PlannedCollection,
} from '../../../model/index.ts'
import type { ReportItem, ReportRow } from '../../../report/index.ts'
import { collectionMore, collectionTitle } from '../plan/collection.ts'
import { isRemoval } from '../plan/leaf-groups.ts'
import { isMovedAway, movedLeaves } from '../plan/moves.ts'
import { keptLine } from '../plan/plan-changes.ts'
import { keyDangers, unreadDangers } from '../plan/plan-dangers.ts'
import { otherBytesLine } from '../plan/plan-leaves.ts'
import { secretLines } from '../plan/plan-secrets.ts'
import { escapeText } from '../text/plain-text.ts'
import type { Places } from './places.ts'
import { type RowsView, valueRowsOf } from './value-rows.ts'

/** Values that stay, told by name in one page. */
const mostUnchanged = 5_000

interface ItemsView {
  readonly places: Places
  /** Read from a file, which may say of any value that nothing reads it. */
  readonly isFromFile: boolean
}

/** A key at a time what a plan does: first what is written or deleted, then what only changes who manages it. */
export function* planItems(
  plan: Plan,
  { places, isFromFile }: ItemsView,
): Generator<undefined, ReportItem[]> {
  const collections = new Map(plan.collections?.map((each) => [each.key, each]))
  const away = new Map(plan.changes.flatMap((each) => (isMovedAway(each) ? [[each.key, each]] : [])))
  const budget = { left: mostUnchanged }
  const overwritten = new Map(
    plan.drift.map(({ key, overwrites }) => [key, new Set(overwrites.map(({ pointer }) => pointer))]),
  )
  const items: ReportItem[] = []
  const others: ReportItem[] = []
  for (const change of plan.changes) {
    if (isMovedAway(change)) continue
    yield
    const from = 'movedFrom' in change ? away.get(change.movedFrom ?? '') : undefined
    const edited = overwritten.get(change.key)
    const view: RowsView = {
      places,
      isInertShown: isFromFile,
      dangerOf: (leaf) => {
        if (edited?.has(leaf.pointer)) return 'OVERWRITES'
        const isIn = change.action === 'update' || from !== undefined
        return isIn && isRemoval(leaf) && leaf.effect !== 'none' ? 'REMOVES' : undefined
      },
    }
    const collection = collections.get(change.key)
    const rows =
      collection === undefined
        ? documentRows(change, from, { view, budget })
        : collectionRows(collection, view)
    const item = itemOf(change, { from, collection, rows, isEdited: edited !== undefined })
    if (isWrite(change)) items.push(item)
    else others.push(item)
  }
  return [...items, ...others]
}

interface ItemParts {
  readonly from: Change | undefined
  readonly collection: PlannedCollection | undefined
  readonly rows: readonly ReportRow[]
  readonly isEdited: boolean
}

function itemOf(change: Change, { from, collection, rows, isEdited }: ItemParts): ReportItem {
  const words = [...keyDangers(change), ...unreadDangers(change)].map(({ word }) => word)
  const hasDanger = rows.some((row) => 'danger' in row && row.danger === 'OVERWRITES')
  const removes = collection !== undefined && collection.removed > 0
  return {
    name: collection === undefined ? escapeText(change.key) : collectionTitle(collection, (_, text) => text),
    ...(from !== undefined && { movedFrom: escapeText(from.key) }),
    component: escapeText(change.component),
    ...actionOf(change, from, collection),
    dangers: [
      ...words,
      ...(removes ? ['REMOVES'] : []),
      ...(isEdited && !hasDanger && isWrite(change) ? ['OVERWRITES'] : []),
    ],
    notes: [
      ...(change.action === 'update' ? otherBytesLine(change) : []),
      ...keptLine(change),
      ...secretLines(change, { showAll: true }),
      ...(collection === undefined ? [] : collectionMore(collection)),
    ].map((line) => line.trim().replace(/^[·~] /, '')),
    rows,
  }
}

function documentRows(
  change: Change,
  from: Change | undefined,
  { view, budget }: { readonly view: RowsView; readonly budget: { left: number } },
): ReportRow[] {
  const leaves: readonly LeafChange[] = from === undefined ? change.leaves : movedLeaves(from, change)
  const isWhole = change.action === 'create' && from === undefined
  if (change.after === null || isWhole || leaves.length === 0) return valueRowsOf(leaves, view)
  return valueRowsOf(leaves, view, { value: change.after.value, budget })
}

function collectionRows({ documents }: PlannedCollection, view: RowsView): ReportRow[] {
  return documents.flatMap(({ name, action, at, leaves }): ReportRow[] => {
    if (action === 'update') return valueRowsOf(leaves, { ...view, prefix: name, isInertShown: true })
    const place = at === undefined ? {} : { at: view.places.placed(at) }
    const side =
      action === 'create' ? ({ sign: '+', to: 'new' } as const) : ({ sign: '-', from: 'goes' } as const)
    return [{ ...side, name: escapeText(name), effect: 'live', ...place }]
  })
}

function actionOf(
  change: Change,
  from: Change | undefined,
  collection: PlannedCollection | undefined,
): Pick<ReportItem, 'action' | 'tone'> {
  if (collection !== undefined) return { action: 'published', tone: '~' }
  if (from !== undefined) return { action: 'moved', tone: '~' }
  switch (change.action) {
    case 'create':
      return { action: 'new', tone: '+' }
    case 'update':
      return { action: change.otherBytes === undefined ? 'updated' : 'rewritten', tone: '~' }
    case 'delete':
      return { action: 'deleted', tone: '-' }
    case 'own':
      return { action: 'taken into ownership', tone: '~' }
    case 'release':
      return { action: change.after === null ? 'gone already' : 'given back', tone: '~' }
    case 'forget':
      return { action: 'given up', tone: '~' }
    default:
      return change satisfies never
  }
}
