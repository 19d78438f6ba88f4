import { readFile } from 'node:fs/promises'
import { bpftool } from './bpftool.ts'
import { parseBtf, structsIn } from './btf.ts'
import { readElfNumber } from './elf-number.ts'
import type { FoundLayout } from './found-layout.ts'
import { mapsIn } from './object-map.ts'

/** The maps, structs and layout hash of a compiled BPF object. Throws `KernelError` where it has no BTF. */
export async function readObject(path: string): Promise<FoundLayout> {
  const btf = parseBtf(await bpftool(['btf', 'dump', 'file', path]))
  const hash = readElfNumber(await readFile(path), (symbol) => symbol.endsWith('_layout_hash'))
  return {
    where: 'the program',
    maps: mapsIn(btf),
    structs: structsIn(btf),
    ...(hash === undefined ? {} : { hash }),
  }
}
