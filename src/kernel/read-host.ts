import { readdir, readFile } from 'node:fs/promises'
import { endianness } from 'node:os'
import type { Host } from '../layout/index.ts'

const interfacesFolder = '/sys/class/net'

/** This host, in the network namespace whose sysfs is mounted. */
export async function readHost(): Promise<Host> {
  const names = await readdir(interfacesFolder)
  const interfaces = await Promise.all(names.map(readInterface))
  return { endianness: endianness(), interfaces: new Map(interfaces.flat()) }
}

// An interface may go between the listing and the reading; it is then not there.
async function readInterface(name: string): Promise<[string, number][]> {
  try {
    return [[name, Number(await readFile(`${interfacesFolder}/${name}/ifindex`, 'utf8'))]]
  } catch {
    return []
  }
}
