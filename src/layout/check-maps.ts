import type { LayoutDeclaration, LayoutType, MapDeclaration } from '../model/index.ts'
import { appendPointer } from '../model/index.ts'
import { measure } from './measure.ts'
import { longestMapName, reasonAgainstName, truncatedMapName } from './names.ts'
import type { Problem } from './problem.ts'

/** The smallest page of the targets; a ring buffer is a power of two and a multiple of the page (kernel/bpf/ringbuf.c). */
const pageSize = 4096
/** A hash key is copied through the BPF stack (MAX_BPF_STACK, linux/filter.h). */
const longestKey = 512

/** What the kernel would refuse, or cut off, in the maps of a declaration. */
export function checkMaps(declaration: LayoutDeclaration): Problem[] {
  const own = reasonAgainstName(declaration.name)
  return [
    ...(own === undefined
      ? []
      : [invalid('/name', `layout name ${JSON.stringify(declaration.name)} ${own}`)]),
    ...Object.entries(declaration.maps).flatMap(([name, map]) => checkMap(name, map)),
  ]
}

function checkMap(name: string, map: MapDeclaration): Problem[] {
  const pointer = appendPointer('/maps', name)
  return [
    ...checkMapName(name, pointer),
    ...checkVersion(name, map, pointer),
    ...(map.kind === 'ringbuf' ? checkRingbuf(name, map.bytes, pointer) : checkEntryMap(name, map, pointer)),
  ]
}

function checkMapName(name: string, pointer: string): Problem[] {
  const reason = reasonAgainstName(name)
  if (reason !== undefined) return [invalid(pointer, `map name ${JSON.stringify(name)} ${reason}`)]
  const length = Buffer.byteLength(name)
  if (length <= longestMapName) return []
  const message = `map name ${name} is ${length} bytes long: the kernel cuts it off to ${truncatedMapName(name)}`
  return [{ ...invalid(pointer, message), help: `use a name of at most ${longestMapName} bytes` }]
}

function checkVersion(name: string, map: MapDeclaration, pointer: string): Problem[] {
  if (Number.isSafeInteger(map.version) && map.version > 0) return []
  return [invalid(`${pointer}/version`, `the version of ${name} must be 1 or more, got ${map.version}`)]
}

function checkRingbuf(name: string, bytes: number, pointer: string): Problem[] {
  if (Number.isSafeInteger(bytes) && bytes >= pageSize && Number.isInteger(Math.log2(bytes))) return []
  const message = `ring buffer ${name} must be a power of two and a multiple of the page (${pageSize}), got ${bytes}`
  return [invalid(`${pointer}/bytes`, message)]
}

function checkEntryMap(
  name: string,
  map: { readonly key?: LayoutType; readonly maxEntries: number },
  pointer: string,
): Problem[] {
  const problems: Problem[] = []
  if (!Number.isSafeInteger(map.maxEntries) || map.maxEntries < 1 || map.maxEntries > 0xffffffff) {
    const message = `${name} must have room for 1 or more entries, got ${map.maxEntries}`
    problems.push(invalid(`${pointer}/maxEntries`, message))
  }
  if (map.key && measure(map.key).size > longestKey) {
    const message = `the key of ${name} is ${measure(map.key).size} bytes, more than the ${longestKey} that fit the BPF stack`
    problems.push(invalid(`${pointer}/key`, message))
  }
  return problems
}

function invalid(pointer: string, message: string): Problem {
  return { code: 'layout-invalid', message, pointer }
}
