import { readdir } from 'node:fs/promises'
import { endianness } from 'node:os'
import { join } from 'node:path'
import { type Layout, readInteger } from '../layout/index.ts'
import { bpftoolBatch, KernelError } from './bpftool.ts'
import { type Btf, foundType, parseBtf, strip, structsIn } from './btf.ts'
import type { FoundLayout, FoundMap } from './found-layout.ts'

/** What `bpftool -j map show` prints, as far as it is looked at. */
interface ShownMap {
  readonly type: string
  readonly bytes_key: number
  readonly bytes_value: number
  readonly max_entries: number
  readonly btf_id?: number
}

/** The layout of the maps that are pinned under a folder, by the names of their pins. */
export async function readPinned(folder: string, layout: Layout): Promise<FoundLayout> {
  const pins = await pinsIn(folder)
  const names = [...layout.maps.map(({ name }) => name), ...pins.filter(isRodata)]
  const present = names.filter((name) => pins.includes(name))
  const shown = await bpftoolBatch(present.map((name) => ['map', 'show', 'pinned', join(folder, name)]))
  const maps = new Map(present.map((name, index) => [name, shown[index] as ShownMap]))
  const types = await typesOf(folder, maps)
  const btf = await wholeBtf([...maps.values()])
  const found = layout.maps.flatMap(({ name }) => {
    const map = maps.get(name)
    return map ? [foundMap(btf, name, map, types)] : []
  })
  // Pins that no map of the layout explains are known by name alone.
  const others = pins.filter((name) => !maps.has(name)).map(unknownMap)
  const hash = await pinnedHash(folder, pins.find(isRodata), btf)
  return {
    where: 'the kernel',
    maps: new Map([...found, ...others].map((map) => [map.name, map])),
    structs: structsIn(btf),
    ...(hash === undefined ? {} : { hash }),
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

interface TypeIds {
  readonly key?: number
  readonly value?: number
}

async function typesOf(
  folder: string,
  maps: ReadonlyMap<string, ShownMap>,
): Promise<ReadonlyMap<string, TypeIds>> {
  const typed = [...maps].filter(([name, map]) => map.btf_id && map.bytes_key > 0 && !isRodata(name))
  const commands = typed.flatMap(([name]) =>
    ['key', 'value'].map((part) => ['btf', 'dump', 'map', 'pinned', join(folder, name), part]),
  )
  const ids = (await bpftoolBatch(commands)).map((answer) => [...parseBtf(answer).keys()][0])
  return new Map(
    typed.map(([name], index) => {
      const [key, value] = [ids[2 * index], ids[2 * index + 1]]
      return [name, { ...(key === undefined ? {} : { key }), ...(value === undefined ? {} : { value }) }]
    }),
  )
}

async function wholeBtf(maps: readonly ShownMap[]): Promise<Btf> {
  const ids = [...new Set(maps.flatMap(({ btf_id }) => (btf_id ? [btf_id] : [])))]
  const answers = await bpftoolBatch(ids.map((id) => ['btf', 'dump', 'id', String(id)]))
  return new Map(answers.flatMap((answer) => [...parseBtf(answer)]))
}

function foundMap(btf: Btf, name: string, map: ShownMap, types: ReadonlyMap<string, TypeIds>): FoundMap {
  const ids = types.get(name)
  return {
    name,
    type: map.type,
    keySize: map.bytes_key,
    valueSize: map.bytes_value,
    maxEntries: map.max_entries,
    ...(ids?.key === undefined ? {} : { key: foundType(btf, ids.key) }),
    ...(ids?.value === undefined ? {} : { value: foundType(btf, ids.value) }),
  }
}

function unknownMap(name: string): FoundMap {
  return { name, type: 'unknown', keySize: 0, valueSize: 0, maxEntries: 0 }
}

async function pinnedHash(folder: string, pin: string | undefined, btf: Btf): Promise<string | undefined> {
  const section = [...btf.values()].find(({ kind, name }) => kind === 'DATASEC' && name === '.rodata')
  const variable = section?.vars?.find(({ type_id }) => btf.get(type_id)?.name.endsWith('_layout_hash'))
  if (pin === undefined || !variable || strip(btf, variable.type_id) === undefined) return undefined
  const [dump] = await bpftoolBatch([['map', 'dump', 'pinned', join(folder, pin)]])
  const value = (dump as { value: string[] }[])[0]?.value.map(Number) ?? []
  const bytes = Uint8Array.from(value.slice(variable.offset, variable.offset + 8))
  return readInteger(bytes, false, endianness()).toString(16).padStart(16, '0')
}
