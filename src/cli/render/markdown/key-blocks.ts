import {
  type Change,
  isWrite,
  type LeafChange,
  type Place,
  type Plan,
  type PlannedCollection,
  prefixOfPointer,
} from '../../../model/index.ts'
import { plainPaint } from '../../terminal/terminal.ts'
import { collectionMore, collectionTitle } from '../plan/collection.ts'
import { groupLeaves, type LeafGroup } from '../plan/leaf-groups.ts'
import { isMovedAway, movedLeaves } from '../plan/moves.ts'
import { keptLine } from '../plan/plan-changes.ts'
import { effectOf, leafSides, otherBytesLine } from '../plan/plan-leaves.ts'
import { secretLines } from '../plan/plan-secrets.ts'
import type { SourceLink } from '../source-links.ts'
import { countText } from '../text/count.ts'
import { plural } from '../text/diagnostics.ts'
import { escapeText } from '../text/plain-text.ts'
import { renderPlace } from '../text/values.ts'
import { code, fenced, link, tableRow } from './markdown-text.ts'

/** What is said of keys that change alike. */
export interface KeyBlock {
  /** Markdown, one a key. */
  readonly titles: string[]
  /** Our own word for what happens to them, or ''. */
  readonly what: '' | 'new' | 'deleted' | 'moved' | 'published'
  /** Markdown, a list item each. */
  readonly notes: readonly string[]
  readonly rows: readonly Row[]
  /** Of values that nothing reads. */
  readonly inert: readonly Row[]
  /** Lines of a unified diff in their fence; none where there is none. */
  readonly diff: readonly string[]
}

/** A line of a table. */
export interface Row {
  readonly text: string
  /** How many values it speaks of. */
  readonly values: number
}

export interface BlocksView {
  readonly showAll: boolean
  readonly isFromFile?: boolean
  readonly diffs?: ReadonlyMap<string, string>
  readonly sourceLink: SourceLink
}

/** A key at a time; keys that change alike stand together. In steps of a key each. */
export function* keyBlocks(plan: Plan, view: BlocksView): Generator<undefined, KeyBlock[]> {
  const collections = new Map(plan.collections?.map((each) => [each.key, each]))
  const moved = new Map(plan.changes.flatMap((each) => (isMovedAway(each) ? [[each.key, each]] : [])))
  const blocks = new Map<string, KeyBlock>()
  for (const change of plan.changes) {
    if (!isWrite(change) || isMovedAway(change)) continue
    yield
    const from = moved.get('movedFrom' in change ? (change.movedFrom ?? '') : '')
    const collection = collections.get(change.key)
    const block =
      collection !== undefined
        ? collectionBlock(collection, view)
        : from !== undefined
          ? moveBlock(from, change, view)
          : changeBlock(change, view)
    const id = JSON.stringify({ ...block, titles: [] })
    const alike = blocks.get(id)
    if (alike === undefined) blocks.set(id, block)
    else alike.titles.push(...block.titles)
  }
  return [...blocks.values()]
}

function changeBlock(change: Change, view: BlocksView): KeyBlock {
  const { key, action, leaves } = change
  const isInert = ({ effect }: LeafChange) => effect === 'none' && !view.showAll && !view.isFromFile
  return {
    titles: [code(key)],
    what: action === 'create' ? 'new' : action === 'delete' ? 'deleted' : '',
    notes: [
      ...(action === 'update' ? otherBytesLine(change) : []),
      ...keptLine(change),
      ...secretLines(change, view),
    ].map(noteOf),
    rows: rowsOf(
      leaves.filter((leaf) => !isInert(leaf)),
      view,
    ),
    inert: rowsOf(leaves.filter(isInert), view),
    diff: diffOf(key, view),
  }
}

function moveBlock(from: Change, to: Change, view: BlocksView): KeyBlock {
  const rows = rowsOf(movedLeaves(from, to), view)
  return {
    titles: [`${code(from.key)} → ${code(to.key)}`],
    what: 'moved',
    notes: rows.length === 0 ? ['the same values'] : [],
    rows,
    inert: [],
    diff: diffOf(to.key, view),
  }
}

/** Its pointer says nothing by itself: what is behind it is shown. */
function collectionBlock(collection: PlannedCollection, view: BlocksView): KeyBlock {
  const documents = collection.documents.flatMap(({ name, action, at, leaves }): Row[] => {
    if (action === 'update') return rowsOf(leaves, view, { document: name, ...(at && { at }) })
    const [from, to] = action === 'create' ? ['', '*new*'] : ['*deleted*', '']
    return [{ text: tableRow([code(name), from, to, sourceOf(at, view), '']), values: 1 }]
  })
  return {
    titles: [code(prefixOfPointer(collection.key))],
    what: 'published',
    notes: [collectionTitle(collection, plainPaint), ...collectionMore(collection)].map(noteOf),
    rows: documents,
    inert: [],
    diff: [],
  }
}

function rowsOf(
  leaves: readonly LeafChange[],
  view: BlocksView,
  within: { readonly document?: string; readonly at?: Place } = {},
): Row[] {
  return groupLeaves(leaves).map((group) => ({
    text: rowText(group, view, within),
    values: group.leaves.length,
  }))
}

function rowText(
  group: LeafGroup,
  view: BlocksView,
  { document, at }: { readonly document?: string; readonly at?: Place },
): string {
  const { from, to } = leafSides(group, view.showAll)
  const effect = effectOf(group)
  const place = at ?? group.leaves.find((leaf) => leaf.at !== undefined)?.at
  return tableRow([
    code(document === undefined ? group.name : `${document} ${group.name}`),
    from === undefined ? '' : code(from),
    to === undefined ? '' : code(to),
    sourceOf(place, view),
    effect === 'restart' ? '**restart**' : effect,
  ])
}

function sourceOf(place: Place | undefined, { sourceLink }: BlocksView): string {
  return place === undefined ? '' : link(renderPlace(place), sourceLink(place))
}

/** `  · left as it is live: replicas`: what the text says under a key, as an item. */
function noteOf(line: string): string {
  return code(line.replace(/^ *[·~] /, ''))
}

function diffOf(key: string, { diffs }: BlocksView): string[] {
  const text = diffs?.get(key)?.trimEnd() ?? ''
  return text === '' ? [] : fenced('diff', text.split('\n').map(escapeText))
}

/** Names of keys over one change; the others are counted. */
const mostTitles = 12

/** `#### /config/a/json (new)` */
export function headingOf({ titles, what }: KeyBlock, showAll: boolean): string {
  const shown = showAll || titles.length <= mostTitles ? titles : titles.slice(0, mostTitles - 1)
  const hidden = titles.length - shown.length
  const more = hidden === 0 ? '' : ` and ${countText(hidden)} more ${hidden === 1 ? 'key' : 'keys'}`
  return `#### ${shown.join(', ')}${more}${what === '' ? '' : ` (${what})`}`
}

/** `3 values that nothing reads` */
export function inertSummary({ inert }: KeyBlock): string {
  return `${plural(countOf(inert), 'value')} that nothing reads`
}

/** How many values rows speak of. */
export function countOf(rows: readonly Row[]): number {
  return rows.reduce((sum, { values }) => sum + values, 0)
}
