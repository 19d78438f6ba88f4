import {
  type Change,
  type Drift,
  expiredWaivers,
  formatPlace,
  type LeafChange,
  type Place,
  type Plan,
  type PlannedCollection,
  prefixOfPointer,
} from '../../../model/index.ts'
import type { Paint } from '../../terminal/terminal.ts'
import { countText } from '../text/count.ts'
import { plural } from '../text/diagnostics.ts'
import { displayWidth, padColumns } from '../text/display-width.ts'
import { escapeText } from '../text/plain-text.ts'
import { renderPlace, renderValue } from '../text/values.ts'
import { fitting, groupLeaves, isRemoval, type LeafGroup, listValues } from './leaf-groups.ts'
import { idText, leafName, listName } from './leaf-names.ts'
import { isMovedAway, movedLeaves } from './moves.ts'
import { unreadText, unreadWord } from './plan-leaves.ts'

/** One line of what a reviewer must not miss. */
export interface Danger {
  readonly word:
    | 'EXPIRED'
    | 'DELETES'
    | 'REMOVES'
    | `NOT ${string}`
    | 'TAKES OVER'
    | 'GIVES BACK'
    | 'FORGETS'
    | 'OVERWRITES'
    | 'RESTARTS'
    | 'MANAGES'
    | 'PROTECTION'
  readonly text: string
  readonly at?: Place
}

/** Members named as restarting; of more than these, a count. */
const mostMembers = 12

/** What a reviewer must not miss, one line each: keys and values that go, edits overwritten, components restarted. */
export function* renderDangers(
  plan: Plan,
  { paint, now }: { readonly paint: Paint; readonly now: Date },
): Generator<undefined, string[]> {
  const dangers: Danger[] = []
  for (const found of findDangers(plan, now)) {
    yield
    dangers.push(...found)
  }
  if (dangers.length === 0) return []
  const width = dangers.reduce((widest, { word }) => Math.max(widest, word.length), 0)
  const textWidth = dangers.reduce(
    (widest, { at, text }) => (at ? Math.max(widest, displayWidth(text)) : widest),
    0,
  )
  yield
  const lines = dangers.map((danger) => {
    const place = danger.at === undefined ? '' : `  ${renderPlace(danger.at)}`
    const text = danger.at === undefined ? danger.text : padColumns(danger.text, textWidth)
    return `${paint('red', `! ${danger.word.padEnd(width)}`)}  ${text}${place}`
  })
  return ['', ...lines]
}

/** The same, before they are laid out, in steps. */
export function* findDangers(plan: Plan, now: Date): Generator<readonly Danger[]> {
  yield expired(plan, now)
  yield protection(plan)
  yield widened(plan)
  for (const change of plan.changes) yield keyDangers(change)
  for (const change of plan.changes) yield unreadDangers(change)
  yield removals(plan.changes)
  for (const drift of plan.drift) yield overwrites(drift)
  for (const collection of plan.collections ?? []) yield removedMembers(collection)
  yield restarts(plan.changes)
}

/** The plan holds the days; only whoever looks at it knows the date. A rollback is not asked. */
function expired({ kind, checks }: Plan, now: Date): Danger[] {
  if (kind === 'rollback') return []
  return expiredWaivers(checks.waived, now).map(({ invariant, until, reason }) => ({
    word: 'EXPIRED',
    text: `the waiver of ${invariant}, on ${until}: ${escapeText(reason)}`,
  }))
}

/** What later plans are asked is about to change. */
function protection({ protection: now, protectionBefore: before }: Plan): Danger[] {
  if (before === undefined) return []
  return [{ word: 'PROTECTION', text: `${protectionText(before)} → ${protectionText(now)}` }]
}

function protectionText({ isProtected, signers }: Plan['protection']): string {
  const names = signers.map((line) => escapeText(line.split(' ').slice(2).join(' ') || line))
  const parts = [
    isProtected ? 'protected' : '',
    names.length === 0 ? '' : `signed by ${names.join(' or ')}`,
  ].filter((part) => part !== '')
  return parts.join(', ') || 'none'
}

/** What later plans may delete from, and did not until now. */
function widened({ newPrefixes = [] }: Plan): Danger[] {
  return newPrefixes.length === 0 ? [] : [{ word: 'MANAGES', text: newPrefixes.map(escapeText).join(', ') }]
}

/** Of what happens to the key as a whole. */
export function keyDangers(change: Change): Danger[] {
  if (isMovedAway(change)) return []
  if (change.action === 'forget')
    return [
      { word: 'FORGETS', text: `${escapeText(change.key)}: it stays as it is, and is managed no longer` },
    ]
  if (change.action === 'delete') return [{ word: 'DELETES', text: escapeText(change.key) }]
  if ((change.action === 'release' && change.after !== null) || 'releases' in change) {
    const text = `${escapeText(change.key)}: as it was before this workspace had it; it is managed no longer`
    return [{ word: 'GIVES BACK', text }]
  }
  if (!change.takesOver) return []
  return [{ word: 'TAKES OVER', text: `${change.key}: it exists, and this workspace did not write it` }]
}

/** Values that go from documents that stay; the same from many documents is one line. */
function removals(changes: readonly Change[]): Danger[] {
  const keysOf = new Map<string, { readonly danger: Danger; readonly keys: string[] }>()
  const old = new Map(changes.filter(isMovedAway).map((change) => [change.key, change]))
  for (const change of changes) {
    const from = 'movedFrom' in change ? old.get(change.movedFrom ?? '') : undefined
    if (change.action !== 'update' && from === undefined) continue
    const leaves = from === undefined ? change.leaves : movedLeaves(from, change)
    const removed = leaves.filter((leaf) => isRemoval(leaf) && leaf.effect !== 'none')
    for (const group of byList(groupLeaves(removed))) {
      const { at } = group.leaves[0]
      const text = removalText(group)
      const danger: Danger = { word: 'REMOVES', text, ...(at && { at }) }
      const id = `${text} ${at && formatPlace(at)}`
      const same = keysOf.get(id)
      if (same === undefined) keysOf.set(id, { danger, keys: [change.key] })
      else same.keys.push(change.key)
    }
  }
  return [...keysOf.values()].map(({ danger, keys: [key = '', ...others] }) => {
    const more = others.length === 0 ? '' : ` and ${plural(others.length, 'more key')}`
    return { ...danger, text: `${key}${more} ${danger.text}` }
  })
}

/** What one list lost is one line, wherever it stood. */
function byList(groups: readonly LeafGroup[]): LeafGroup[] {
  const merged = new Map<string, LeafGroup>()
  for (const group of groups) {
    const [first] = group.leaves
    const isElement = first.isElement === true && first.partOf === undefined
    const id = isElement ? `element ${listName(first)}` : `value ${group.name}`
    const same = merged.get(id)
    merged.set(id, same === undefined ? group : { ...same, leaves: [...same.leaves, ...group.leaves] })
  }
  return [...merged.values()]
}

/** `ports (22, 23)`, `rules[two] ({expr: x, name: two})`, `rules (two, three)` */
function removalText(group: LeafGroup): string {
  const { leaves, isIdentified, name } = group
  if (!isIdentified || leaves.length === 1) return `${name} (${listValues(group, false)})`
  const ids = leaves.map(idText)
  const shown = fitting(ids)
  const hidden = ids.length - shown.length
  const more = hidden === 0 ? '' : ` and ${countText(hidden)} more`
  return `${listName(leaves[0])} (${shown.join(', ')}${more})`
}

/** Contents that could not be read in their format: what they say is lost, and nobody saw it. */
export function unreadDangers(change: Change): Danger[] {
  const bytes = change.leaves.find((leaf) => leaf.fromBytes !== undefined)?.fromBytes
  if (bytes === undefined) return []
  const what = change.action === 'delete' ? 'deleted' : 'replaced as a whole'
  return [{ word: unreadWord(bytes), text: `${change.key} holds ${unreadText(bytes)}; it is ${what}` }]
}

function overwrites({ key, kind, overwrites: leaves }: Drift): Danger[] {
  if (kind === 'deleted' && leaves.length > 0) {
    return [{ word: 'OVERWRITES', text: `a deletion made outside: ${key} is written again` }]
  }
  return leaves.map((leaf) => ({
    word: 'OVERWRITES',
    text: `an edit made outside: ${key} ${describeLeaf(leaf)}`,
  }))
}

function removedMembers({ key, keys, added, removed }: PlannedCollection): Danger[] {
  if (removed === 0) return []
  const before = keys - added + removed
  const text = `${countText(removed)} of ${countText(before)} published keys of ${prefixOfPointer(key)}`
  return [{ word: 'REMOVES', text }]
}

function restarts(changes: readonly Change[]): Danger[] {
  const members = changes
    .filter((change) => change.action === 'update' && change.leaves.some((leaf) => leaf.effect === 'restart'))
    .map(memberOf)
  const names = [...new Set(members)].sort()
  if (names.length === 0) return []
  const hidden = names.length - mostMembers
  const more = hidden > 0 ? ` and ${hidden} more` : ''
  return [{ word: 'RESTARTS', text: `${names.slice(0, mostMembers).join(', ')}${more}` }]
}

/** `sniffer@gw-02` where the document is for one node. */
function memberOf({ component, key }: Change): string {
  const node = /\/nodes\/([^/]+)\//.exec(key)?.[1]
  return node === undefined ? component : `${component}@${node}`
}

/** What stands there now and will be written over. */
function describeLeaf(leaf: LeafChange): string {
  if (leaf.fromBytes !== undefined) return `(${unreadText(leaf.fromBytes)})`
  const now = leaf.isSecret || leaf.from === undefined ? '' : ` ${renderValue(leaf.from, leaf.unit)}`
  return `${leafName(leaf)}${leaf.isMove ? `${now} moved` : now}`
}
