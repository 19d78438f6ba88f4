import { readdir } from 'node:fs/promises'
import { endianness } from 'node:os'
import { join } from 'node:path'
import { type Layout, readInteger } from '../layout/index.ts'
import { bpftoolBatch, KernelError } from './bpftool.ts'
import { type Btf, foundType, joinStructs, parseBtf, structsIn } from './btf.ts'
import type { FoundLayout, FoundMap } from './found-layout.ts'
import { layoutHashSymbol } from './layout-symbol.ts'
import { mapTypeName } from './map-type.ts'

/** What `bpftool -j map show` prints, as far as it is looked at. */
interface ShownMap {
  readonly id: number
  readonly type: string | number
  readonly bytes_key: number
  readonly bytes_value: number
  readonly max_entries: number
  readonly btf_id?: number
}

/** What `bpftool -j prog show` prints, as far as it is looked at. */
interface ShownProgram {
  readonly map_ids?: readonly number[]
  readonly btf_id?: number
}

/** A pinned map as the kernel knows it. The numbers of types mean something in its own BTF alone. */
interface PinnedMap {
  readonly name: string
  readonly shown: ShownMap
  readonly keyType?: number
  readonly valueType?: number
  /** Where its records are looked up: its own BTF, or, for a map without one, those of the programs that use it. */
  readonly btfIds: readonly number[]
}

/**
 * The layout of the maps that are pinned under a folder, by the names of their pins. Maps of several loads may lie side
 * by side there: each is read with its own types.
 */
export async function readPinned(folder: string, layout: Layout): Promise<FoundLayout> {
  const pins = await pinsIn(folder)
  const names = [...layout.maps.map(({ name }) => name), ...pins.filter(isRodata)]
  const pinned = await lookUp(
    folder,
    [...new Set(names)].filter((name) => pins.includes(name)),
  )
  const tables = await readTables(pinned.flatMap(({ btfIds }) => btfIds))
  const pinnedMaps = pinned.filter(({ name }) => !isRodata(name)).map((map) => foundMap(map, tables))
  // Pins that no map of the layout explains are known by name alone.
  const others = pins.filter((pin) => !pinned.some(({ name }) => name === pin)).map(unknownMap)
  return {
    where: 'the kernel',
    maps: new Map([...pinnedMaps, ...others].map((map) => [map.name, map])),
    hashes: await readHashes(folder, layoutHashSymbol(layout), { pinned, tables }),
  }
}

async function pinsIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort()
  } catch (cause) {
    throw new KernelError('bpftool-failed', `no pinned maps at ${folder}`, { cause })
  }
}

// libbpf pins the map `<object>.rodata` with its dot replaced.
function isRodata(pin: string): boolean {
  return pin.endsWith('_rodata')
}

async function lookUp(folder: string, names: readonly string[]): Promise<PinnedMap[]> {
  const shows = names.map((name) => ['map', 'show', 'pinned', join(folder, name)])
  const answers = await bpftoolBatch([...shows, ['prog', 'show']])
  const programs = answers.pop() as readonly ShownProgram[] | null
  const maps = names.map((name, index) => ({ name, shown: answers[index] as ShownMap }))
  const typed = maps.filter(({ name, shown }) => shown.btf_id && shown.bytes_key > 0 && !isRodata(name))
  const types = await bpftoolBatch(
    typed.flatMap(({ name }) =>
      ['key', 'value'].map((part) => ['btf', 'dump', 'map', 'pinned', join(folder, name), part]),
    ),
  )
  return maps.map((map) => {
    const at = 2 * typed.indexOf(map)
    const [keyType, valueType] = at < 0 ? [] : types.slice(at, at + 2).map(idOf)
    const own = map.shown.btf_id
    return {
      ...map,
      ...(keyType === undefined ? {} : { keyType }),
      ...(valueType === undefined ? {} : { valueType }),
      btfIds: own ? [own] : btfIdsOfUsers(map.shown, programs ?? []),
    }
  })
}

/** libbpf gives ring buffers no BTF, so that theirs is that of the programs that use them. */
function btfIdsOfUsers({ id }: ShownMap, programs: readonly ShownProgram[]): number[] {
  const users = programs.filter(({ map_ids }) => map_ids?.includes(id))
  return [...new Set(users.flatMap(({ btf_id }) => (btf_id ? [btf_id] : [])))]
}

function idOf(answer: unknown): number | undefined {
  return [...parseBtf(answer).keys()][0]
}

type Tables = ReadonlyMap<number, Btf>

async function readTables(btfIds: readonly number[]): Promise<Tables> {
  const ids = [...new Set(btfIds)]
  const answers = await bpftoolBatch(ids.map((id) => ['btf', 'dump', 'id', String(id)]))
  return new Map(ids.map((id, index) => [id, parseBtf(answers[index])]))
}

function foundMap({ name, shown, keyType, valueType, btfIds }: PinnedMap, tables: Tables): FoundMap {
  const own = tables.get(shown.btf_id ?? 0)
  // A map that no program uses any more may have come with any of the maps beside it.
  const candidates = btfIds.length > 0 ? btfIds.flatMap((id) => tables.get(id) ?? []) : [...tables.values()]
  return {
    name,
    type: mapTypeName(shown.type),
    keySize: shown.bytes_key,
    valueSize: shown.bytes_value,
    maxEntries: shown.max_entries,
    ...(own === undefined || keyType === undefined ? {} : { key: foundType(own, keyType) }),
    ...(own === undefined || valueType === undefined ? {} : { value: foundType(own, valueType) }),
    structs: joinStructs(candidates.map(structsIn)),
    ...(candidates.length === 0 ? { isWithoutTypes: true } : {}),
  }
}

function unknownMap(name: string): FoundMap {
  return { name, type: 'unknown', keySize: 0, valueSize: 0, maxEntries: 0, structs: new Map() }
}

async function readHashes(
  folder: string,
  symbol: string,
  { pinned, tables }: { readonly pinned: readonly PinnedMap[]; readonly tables: Tables },
): Promise<string[]> {
  const places = pinned.flatMap(({ name, shown }) => {
    const offset = isRodata(name) ? offsetIn(tables.get(shown.btf_id ?? 0), symbol) : undefined
    return offset === undefined ? [] : [{ name, offset }]
  })
  const dumps = await bpftoolBatch(places.map(({ name }) => ['map', 'dump', 'pinned', join(folder, name)]))
  const hashes = places.map(({ offset }, index) => {
    const value = (dumps[index] as readonly { value: readonly string[] }[])[0]?.value.map(Number) ?? []
    const bytes = Uint8Array.from(value.slice(offset, offset + 8))
    return readInteger(bytes, false, endianness()).toString(16).padStart(16, '0')
  })
  return [...new Set(hashes)]
}

/** Where a global variable lies in the data section `.rodata`. */
function offsetIn(btf: Btf | undefined, symbol: string): number | undefined {
  const section = [...(btf?.values() ?? [])].find(
    ({ kind, name }) => kind === 'DATASEC' && name === '.rodata',
  )
  return section?.vars?.find(({ type_id }) => btf?.get(type_id)?.name === symbol)?.offset
}
