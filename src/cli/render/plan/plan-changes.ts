import {
  type Change,
  isWrite,
  type LeafChange,
  type Plan,
  type PlannedCollection,
  readablePointer,
} from '../../../model/index.ts'
import type { FoldablePart } from '../../terminal/fold.ts'
import type { Paint } from '../../terminal/terminal.ts'
import { plural } from '../text/diagnostics.ts'
import { escapeText } from '../text/plain-text.ts'
import { collectionLines, collectionTitle } from './collection.ts'
import { isMovedAway, movedLeaves } from './moves.ts'
import { otherBytesLine, renderLeaves } from './plan-leaves.ts'
import { secretLines } from './plan-secrets.ts'

export interface ChangesView {
  readonly paint: Paint
  /** Show leaves that nothing reads, each leaf of a new key, and the name of each key. */
  readonly showAll: boolean
  /** Read from a file, which may say of any value that nothing reads it: none of them is folded. */
  readonly isFromFile?: boolean
  /** Unified diffs by key, shown under it. */
  readonly diffs?: ReadonlyMap<string, string>
}

/** Keys that change alike, and what happens to each of them. */
interface Block {
  readonly titles: string[]
  readonly lines: readonly string[]
}

/** Names of keys over one change; `--all` shows the others too. */
const mostTitles = 12

/** A key at a time, with what happens to it below; keys that change alike stand together. */
export function* renderChanges(plan: Plan, view: ChangesView): Generator<undefined, FoldablePart[]> {
  const collections = new Map(plan.collections?.map((each) => [each.key, each]))
  const blocks = new Map<string, Block>()
  const moved = new Map(plan.changes.flatMap((each) => (isMovedAway(each) ? [[each.key, each]] : [])))
  for (const change of plan.changes) {
    if (!isWrite(change) || isMovedAway(change)) continue
    yield
    const from = moved.get('movedFrom' in change ? (change.movedFrom ?? '') : '')
    if (from !== undefined) {
      blocks.set(`moved ${change.key}`, moveBlock(from, change, view))
      continue
    }
    const { title, lines } = blockOf(change, collections.get(change.key), view)
    const id = [change.action, ...lines].join('\n')
    const alike = blocks.get(id)
    if (alike === undefined) blocks.set(id, { titles: [title], lines })
    else alike.titles.push(title)
  }
  return [...blocks.values()].map(({ titles, lines }) => ({
    folded: foldedLine(titles, lines),
    lines: [...shownTitles(titles, view), ...lines],
  }))
}

/** `/config/a/json and 3 more keys  ~ port  80 → 81`; of several lines, their number. */
function foldedLine([title = '', ...others]: readonly string[], lines: readonly string[]): string {
  const more = others.length === 0 ? '' : ` and ${plural(others.length, 'more key')}`
  const [only = '', ...rest] = lines
  const what = rest.length === 0 ? only.trim() : plural(lines.length, 'line')
  return `${title}${more}  ${what}`.trimEnd()
}

function shownTitles(titles: readonly string[], { showAll }: ChangesView): string[] {
  if (showAll || titles.length <= mostTitles) return [...titles]
  const hidden = titles.length - mostTitles + 1
  return [...titles.slice(0, mostTitles - 1), `… and ${plural(hidden, 'more key')} (--all)`]
}

/** The pointer of a collection says nothing by itself: what is behind it is shown. */
function blockOf(change: Change, collection: PlannedCollection | undefined, view: ChangesView) {
  if (collection !== undefined) {
    const title = collectionTitle(collection, view.paint)
    return { title, lines: collectionLines(collection, view.paint) }
  }
  const suffix = change.action === 'create' ? ' (new)' : change.action === 'delete' ? ' (deleted)' : ''
  const title = `${view.paint('bold', change.key)}${suffix}`
  return { title, lines: [...leafLines(change, view), ...diffLines(change.key, view)] }
}

/** A rename, with what differs between the two documents. */
function moveBlock(from: Change, to: Change, view: ChangesView): Block {
  const { paint, showAll } = view
  const title = `${paint('bold', from.key)} → ${paint('bold', to.key)} (moved)`
  const leaves = movedLeaves(from, to)
  const lines = leaves.length === 0 ? ['  · the same values'] : renderLeaves(leaves, { paint, showAll })
  return { titles: [title], lines: [...lines, ...diffLines(to.key, view)] }
}

function leafLines(change: Change, view: ChangesView): string[] {
  const read = change.leaves.filter((leaf) => leaf.effect !== 'none')
  if (change.action === 'create' && !view.showAll)
    return [createdLine(change.leaves.length, read.length), ...secretLines(change, view)]
  const shown = view.showAll || view.isFromFile ? change.leaves : read
  return [
    ...renderLeaves(shown, { paint: view.paint, showAll: view.showAll }),
    ...(change.action === 'update' ? otherBytesLine(change) : []),
    ...unreadLine(change.leaves, shown),
    ...keptLine(change),
    ...secretLines(change, view),
  ]
}

function createdLine(all: number, read: number): string {
  const inert = all - read
  const rest = inert === 0 ? '' : `, ${plural(inert, 'value')} that nothing reads`
  return `  + ${plural(read, 'value')} with an effect${rest} (--all)`
}

function unreadLine(all: readonly LeafChange[], shown: readonly LeafChange[]): string[] {
  const folded = all.length - shown.length
  return folded === 0 ? [] : [`  · ${plural(folded, 'value')} that nothing reads (--all)`]
}

/** `  · left as it is live: replicas` */
export function keptLine({ kept }: Change): string[] {
  if (kept === undefined) return []
  return [
    `  · left as it is live: ${kept.pointers.map((pointer) => escapeText(readablePointer(pointer))).join(', ')}`,
  ]
}

function diffLines(key: string, { diffs, paint }: ChangesView): string[] {
  const lines = diffs?.get(key)?.trimEnd().split('\n') ?? []
  return lines.map((line) => `    ${paintDiff(line, paint)}`)
}

function paintDiff(line: string, paint: Paint): string {
  if (line.startsWith('+')) return paint('green', line)
  if (line.startsWith('-')) return paint('red', line)
  return line.startsWith('@@') ? paint('cyan', line) : line
}
