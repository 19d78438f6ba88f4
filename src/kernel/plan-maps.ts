import { decodeValue, type EntryMapLayout, type Host } from '../layout/index.ts'

/** The bytes of one entry, as lower-case hex. */
export interface EncodedEntry {
  readonly key: string
  readonly value: string
}

/** What one map should hold, or was found to hold. */
export interface MapContents {
  readonly map: EntryMapLayout
  readonly entries: readonly EncodedEntry[]
}

/** One change of a map. `text` names its key, `from` and `to` are values in words. */
export interface EntryChange {
  readonly action: 'add' | 'update' | 'remove'
  readonly key: string
  /** The new bytes; absent when removed. */
  readonly value?: string
  readonly text: string
  readonly from?: string
  readonly to?: string
}

/** The changes of one map, in the order in which they are done: some removals only where it is full, updates, additions, removals. */
export interface MapPlan {
  readonly map: string
  readonly changes: readonly EntryChange[]
  /** How many of the removals come first, because the map has no room for all additions before them. */
  readonly removedFirst: number
}

/**
 * What brings a map from `present` to `desired`. Updates and additions come before removals, so that no interface is
 * uncovered meanwhile; at capacity just as many removals as needed come first. Array maps keep every index.
 */
export function planMap(desired: MapContents, present: readonly EncodedEntry[], host: Host): MapPlan {
  const { map } = desired
  const before = new Map(present.map(({ key, value }) => [key, value]))
  const after = new Map(desired.entries.map(({ key, value }) => [key, value]))
  const describe = (action: EntryChange['action'], key: string) =>
    describeChange(map, action, { key, before: before.get(key), after: after.get(key) }, host)
  const keys = [...after.keys()].sort()
  const updates = keys.filter((key) => before.has(key) && before.get(key) !== after.get(key))
  const additions = keys.filter((key) => !before.has(key))
  const removals = map.kind === 'array' ? [] : [...before.keys()].filter((key) => !after.has(key)).sort()
  const room = map.maxEntries - before.size
  const removedFirst = Math.min(Math.max(additions.length - room, 0), removals.length)
  return {
    map: map.name,
    removedFirst,
    changes: [
      ...removals.slice(0, removedFirst).map((key) => describe('remove', key)),
      ...updates.map((key) => describe('update', key)),
      ...additions.map((key) => describe('add', key)),
      ...removals.slice(removedFirst).map((key) => describe('remove', key)),
    ],
  }
}

interface ChangedBytes {
  readonly key: string
  readonly before: string | undefined
  readonly after: string | undefined
}

function describeChange(
  map: EntryMapLayout,
  action: EntryChange['action'],
  { key, before, after }: ChangedBytes,
  host: Host,
): EntryChange {
  const words = (value: string) => decodeValue(map.value, Buffer.from(value, 'hex'), host.endianness)
  return {
    action,
    key,
    text: keyText(map, key, host),
    ...(after === undefined ? {} : { value: after, to: words(after) }),
    ...(before === undefined ? {} : { from: words(before) }),
  }
}

/** A key in words; an interface by its name on this host. */
function keyText(map: EntryMapLayout, key: string, host: Host): string {
  const text = decodeValue(map.key, Buffer.from(key, 'hex'), host.endianness)
  if (map.entries?.key.source !== 'interface-index') return text
  const name = [...host.interfaces].find(([, index]) => String(index) === text)?.[0]
  return name === undefined ? `interface ${text} (gone)` : `${name} (${text})`
}
