import {
  type Change,
  type LeafChange,
  type Plan,
  type PlannedCollection,
  prefixOfPointer,
  readablePointer,
} from '../../model/index.ts'
import type { Paint } from '../terminal.ts'
import { groupRemoved, isRemoval } from './plan-leaves.ts'
import { renderPlace, renderValue } from './values.ts'

interface Danger {
  readonly word: 'DELETES' | 'REMOVES' | 'TAKES OVER' | 'OVERWRITES' | 'RESTARTS'
  readonly text: string
  readonly place?: string
}

/** What a reviewer must not miss, one line each: keys and values that go, edits overwritten, components restarted. */
export function renderDangers(plan: Plan, paint: Paint): string[] {
  const dangers = [
    ...plan.changes.flatMap(dangersOfChange),
    ...plan.drift.flatMap((drift) =>
      drift.overwrites.map(
        (leaf): Danger => ({
          word: 'OVERWRITES',
          text: `an edit made outside: ${drift.key} ${describeLeaf(leaf)}`,
        }),
      ),
    ),
    ...(plan.collections ?? []).flatMap(removedMembers),
    ...restarts(plan.changes),
  ]
  if (dangers.length === 0) return []
  const width = Math.max(...dangers.map((danger) => danger.word.length))
  const textWidth = Math.max(
    ...dangers.filter((danger) => danger.place).map((danger) => danger.text.length),
    0,
  )
  const lines = dangers.map((danger) => {
    const place = danger.place === undefined ? '' : `  ${danger.place}`
    const text = danger.place === undefined ? danger.text : danger.text.padEnd(textWidth)
    return `${paint('red', `! ${danger.word.padEnd(width)}`)}  ${text}${place}`
  })
  return ['', ...lines]
}

function removedMembers({ key, keys, added, removed }: PlannedCollection): Danger[] {
  if (removed === 0) return []
  const before = keys - added + removed
  const text = `${removed.toLocaleString('en')} of ${before.toLocaleString('en')} published keys of ${prefixOfPointer(key)}`
  return [{ word: 'REMOVES', text }]
}

function dangersOfChange(change: Change): Danger[] {
  if (change.action === 'delete') return [{ word: 'DELETES', text: change.key }]
  if (change.action !== 'update') return []
  const takesOver: Danger[] = change.takesOver
    ? [{ word: 'TAKES OVER', text: `${change.key}: it exists, and this workspace did not write it` }]
    : []
  const removed = change.leaves.filter((leaf) => isRemoval(leaf) && leaf.effect !== 'none')
  return [
    ...takesOver,
    ...groupRemoved(removed, change.after.value).map((group): Danger => {
      const [first] = group.leaves
      const values = group.leaves.length > 4 ? `${group.leaves.length} values` : listValues(group.leaves)
      const place = first?.at === undefined ? {} : { place: renderPlace(first.at) }
      return {
        word: 'REMOVES',
        text: `${change.key} ${readablePointer(group.pointer)} (${values})`,
        ...place,
      }
    }),
  ]
}

function listValues(leaves: readonly LeafChange[]): string {
  return leaves
    .map((leaf) => (leaf.from === undefined ? 'secret' : renderValue(leaf.from, leaf.unit)))
    .join(', ')
}

function restarts(changes: readonly Change[]): Danger[] {
  const components = changes
    .filter((change) => change.action === 'update' && change.leaves.some((leaf) => leaf.effect === 'restart'))
    .map((change) => change.component)
  const names = [...new Set(components)].sort()
  return names.length === 0 ? [] : [{ word: 'RESTARTS', text: names.join(', ') }]
}

/** What stands there now and will be written over. */
function describeLeaf(leaf: LeafChange): string {
  const now = leaf.isSecret || leaf.from === undefined ? '' : ` ${renderValue(leaf.from, leaf.unit)}`
  return `${readablePointer(leaf.pointer)}${now}`
}
