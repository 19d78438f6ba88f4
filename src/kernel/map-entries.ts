import { join } from 'node:path'
import type { EntryMapLayout } from '../layout/index.ts'
import { bpftoolBatch } from './bpftool.ts'
import type { EncodedEntry, MapContents, MapPlan } from './plan-maps.ts'

/** Pinned maps as they were at one look. */
export interface PinnedMaps {
  /** The kernel's ids of the maps: others when the pins lead to other maps. */
  readonly ids: string
  readonly contents: readonly MapContents[]
}

/** Every entry of pinned maps, sorted by key. */
export async function readEntries(folder: string, maps: readonly EntryMapLayout[]): Promise<PinnedMaps> {
  const shows = maps.map((map) => ['map', 'show', 'pinned', join(folder, map.name)])
  const answers = await bpftoolBatch([...shows, ...maps.map((map) => dump(folder, map))])
  // What `map show` and `map dump` print with -j.
  const ids = answers.slice(0, maps.length).map((answer) => (answer as { readonly id: number }).id)
  return { ids: ids.join(','), contents: contents(maps, answers.slice(maps.length)) }
}

/** Carries plans out and reads the maps back, all in one batch. */
export async function writeEntries(
  folder: string,
  maps: readonly EntryMapLayout[],
  plans: readonly MapPlan[],
): Promise<MapContents[]> {
  const writes = plans.flatMap((plan) => plan.changes.map((change) => write(join(folder, plan.map), change)))
  const answers = await bpftoolBatch([...writes, ...maps.map((map) => dump(folder, map))])
  return contents(maps, answers.slice(writes.length))
}

function write(pin: string, { action, key, value }: MapPlan['changes'][number]): string[] {
  const target = ['pinned', pin, 'key', 'hex', ...spread(key)]
  return action === 'remove'
    ? ['map', 'delete', ...target]
    : ['map', 'update', ...target, 'value', 'hex', ...spread(value ?? '')]
}

function dump(folder: string, map: EntryMapLayout): string[] {
  return ['map', 'dump', 'pinned', join(folder, map.name)]
}

function contents(maps: readonly EntryMapLayout[], dumps: readonly unknown[]): MapContents[] {
  return maps.map((map, index) => ({ map, entries: entriesOf(dumps[index]) }))
}

function entriesOf(dumped: unknown): EncodedEntry[] {
  const entries = dumped as readonly { readonly key: readonly string[]; readonly value: readonly string[] }[]
  return entries
    .map(({ key, value }) => ({ key: join16(key), value: join16(value) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
}

// bpftool writes bytes as ["0x01","0x00"] and reads them as `01 00`.
function join16(bytes: readonly string[]): string {
  return bytes.map((byte) => byte.slice(2).padStart(2, '0')).join('')
}

function spread(hex: string): string[] {
  return hex.match(/../g) ?? []
}
