import type { CollectionState } from '../../../app/state/index.ts'
import { type PlannedCollection, type PlannedDocument, prefixOfPointer } from '../../../model/index.ts'
import type { Paint } from '../../terminal/terminal.ts'
import { countText } from '../text/count.ts'
import { plural } from '../text/diagnostics.ts'
import { escapeText } from '../text/plain-text.ts'
import { renderBytes, renderPlace } from '../text/values.ts'
import { leafRows, renderRows } from './plan-leaves.ts'

/** What becomes of a published collection: the first few documents of each kind, and how many more there are. */
export function collectionLines(collection: PlannedCollection, paint: Paint): string[] {
  const { documents } = collection
  return [
    ...documents.filter(({ action }) => action === 'create').map((document) => lineOf(document, '+', paint)),
    ...changedLines(documents, paint),
    ...documents.filter(({ action }) => action === 'delete').map((document) => lineOf(document, '-', paint)),
    ...collectionMore(collection),
  ]
}

/** `/config/sites/ (published: 3 keys, 12 KiB)` */
export function collectionTitle({ key, keys, bytes }: PlannedCollection, paint: Paint): string {
  return `${paint('bold', prefixOfPointer(key))} (published: ${plural(keys, 'key')}, ${renderBytes(bytes)})`
}

function lineOf({ name, at }: PlannedDocument, sign: '+' | '-', paint: Paint): string {
  const place = at === undefined ? '' : `  ${renderPlace(at)}`
  return `  ${paint(sign === '+' ? 'green' : 'red', sign)} ${escapeText(name)}${place}`
}

/** All changed leaves as one table, each under the name of its document. */
function changedLines(documents: readonly PlannedDocument[], paint: Paint): string[] {
  const rows = documents.flatMap(({ name, at, leaves }) =>
    leafRows(leaves, false).map((row) => ({
      ...row,
      name: `${escapeText(name)} ${row.name}`,
      place: at === undefined ? row.place : renderPlace(at),
    })),
  )
  return renderRows(rows, paint)
}

/** How many documents stand for the few that are shown. */
export function collectionMore({ added, changed, removed, documents }: PlannedCollection): string[] {
  const shown = (action: PlannedDocument['action']) =>
    documents.filter((each) => each.action === action).length
  const more = [
    [added - shown('create'), 'added'],
    [changed - shown('update'), 'changed'],
    [removed - shown('delete'), 'removed'],
  ] as const
  const parts = more.filter(([count]) => count > 0).map(([count, what]) => `${countText(count)} more ${what}`)
  return parts.length === 0 ? [] : [`  · ${parts.join(', ')}`]
}

/** How a collection stands in the store; a pointer to what is not there, or damaged, is a complaint. */
export function renderCollectionState({
  fullPrefix,
  keys,
  generations,
  shards,
  isWhole,
  damaged,
}: CollectionState): string[] {
  const size = `${plural(keys, 'key')}, ${plural(generations, 'generation')} in ${plural(shards, 'shard')}`
  const gone =
    '  ! its pointer names what is not there: readers keep what they have; appia apply writes it again'
  return [
    `  collection ${fullPrefix}: ${size}`,
    ...(isWhole ? [] : [gone]),
    ...damaged.map((key) => `  ! ${key} is damaged; once it is deleted, appia apply writes it again`),
  ]
}
