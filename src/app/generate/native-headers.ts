import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

/** The headers that generated C++ includes, by their path below `generated/cpp/`. */
export async function nativeHeaders(): Promise<ReadonlyMap<string, string>> {
  return await runtimeFiles((name) => name.endsWith('.hpp'))
}

/** What makes a CMake package of the headers, by path below `generated/cpp/`. */
export async function cmakePackage(): Promise<ReadonlyMap<string, string>> {
  return await runtimeFiles((name) => name === 'CMakeLists.txt' || name.endsWith('.cmake'))
}

async function runtimeFiles(isMeant: (name: string) => boolean): Promise<Map<string, string>> {
  // Beside the built program, or in a checkout.
  const places = ['./cpp-runtime/', '../../codegen/cpp-runtime/'].map(
    (path) => new URL(path, import.meta.url),
  )
  const folder = places.find((place) => existsSync(fileURLToPath(place))) as URL
  const names = (await readdir(folder, { recursive: true })).filter(isMeant).sort()
  const texts = names.map(async (name): Promise<[string, string]> => {
    return [name, await readFile(new URL(name, folder), 'utf8')]
  })
  return new Map(await Promise.all(texts))
}
