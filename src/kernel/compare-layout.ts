import {
  type EntryMapLayout,
  type Layout,
  longestMapName,
  type MapLayout,
  type RingbufLayout,
  truncatedMapName,
} from '../layout/index.ts'
import type { Diagnostic } from '../model/index.ts'
import { differenceOfNamed } from './compare-structs.ts'
import { bytes, differenceOfType } from './compare-type.ts'
import type { FoundLayout, FoundMap } from './found-layout.ts'

/**
 * Where an object or the kernel differs from the definition: the first difference of each map, in words. The other
 * side of the comparison is called the header, which is what userspace was compiled with. An object may define the maps
 * of several layouts: those of the others are no surprise.
 */
export function compareLayout(
  layout: Layout,
  found: FoundLayout,
  mapsOfOthers: readonly string[] = [],
): Diagnostic[] {
  const differences = layout.maps.flatMap((map) => differenceOfMap(layout, map, found) ?? [])
  const errors = [...new Set(differences)].map((difference) => mismatch('error', difference))
  const unknown = unknownMaps(layout, found, mapsOfOthers)
  return [...errors, ...compareHash(layout, found, errors.length > 0), ...unknown]
}

function differenceOfMap(layout: Layout, map: MapLayout, found: FoundLayout): string | undefined {
  const other = found.maps.get(map.name)
  if (!other) return missingMap(layout, map, found)
  const { where } = found
  if (other.type !== map.kind) {
    return `${map.name} is of type ${other.type} in ${where}, ${map.kind} in the header`
  }
  return map.kind === 'ringbuf'
    ? differenceOfRingbuf(map, other, where)
    : differenceOfEntries(map, other, where)
}

function differenceOfEntries(map: EntryMapLayout, other: FoundMap, where: string): string | undefined {
  const sizes = [
    { part: 'key', defined: map.keySize, found: other.keySize },
    { part: 'value', defined: map.valueSize, found: other.valueSize },
  ]
  const size = sizes.find((candidate) => candidate.defined !== candidate.found)
  if (size) {
    return `${map.name} ${size.part} is ${bytes(size.found)} in ${where}, ${size.defined} in the header`
  }
  const { name } = map
  return (
    differenceOfCapacity(map, other, where, 'entries') ??
    (other.key && differenceOfType(`${name} key`, map.key, other.key, where)) ??
    (other.value && differenceOfType(`${name} value`, map.value, other.value, where)) ??
    differenceOfNamed([map.key, map.value], other, where)
  )
}

function differenceOfRingbuf(map: RingbufLayout, other: FoundMap, where: string): string | undefined {
  const { record, name } = map
  if (other.isWithoutTypes) {
    return `${record.name}, the record of ${name}, cannot be compared: ${where} holds no BTF of the programs that use it`
  }
  if (!other.structs.has(record.name)) {
    return `${record.name}, the record of ${name}, is not in the BTF of ${where}: include the generated .bpf.h, which anchors it`
  }
  return differenceOfNamed([record], other, where) ?? differenceOfCapacity(map, other, where, 'bytes')
}

function differenceOfCapacity(
  map: MapLayout,
  other: FoundMap,
  where: string,
  unit: string,
): string | undefined {
  if (map.maxEntries === other.maxEntries) return undefined
  return `${map.name} has room for ${other.maxEntries} ${unit} in ${where}, ${map.maxEntries} in the header`
}

function missingMap(layout: Layout, map: MapLayout, found: FoundLayout): string {
  const others = unexplained(layout, found)
  const list = others.map(({ name }) => withTruncation(name)).join(', ')
  const has = list === '' ? '' : `; it has ${list}`
  return `there is no map ${map.name} in ${found.where}${has}`
}

function withTruncation(name: string): string {
  return Buffer.byteLength(name) > longestMapName
    ? `${name} (which the kernel cuts off to ${truncatedMapName(name)})`
    : name
}

// The hash covers what BTF does not show: the names and numbers of enumerations.
function compareHash(layout: Layout, found: FoundLayout, isExplained: boolean): Diagnostic[] {
  const expected = layout.hash.slice(0, 16)
  const other = found.hashes.find((hash) => hash !== expected)
  if (isExplained || (found.hashes.length > 0 && other === undefined)) return []
  if (other === undefined) {
    const message = `${found.where} carries no layout hash: it was not built with ${layout.name}.bpf.h, so that enumerations cannot be compared`
    return [mismatch('warning', message)]
  }
  const message = `the layout hash is ${other} in ${found.where}, ${expected} in the header: sizes and offsets agree, but names, enumerations or versions do not`
  return [mismatch('error', message)]
}

function unknownMaps(layout: Layout, found: FoundLayout, others: readonly string[]): Diagnostic[] {
  return unexplained(layout, found)
    .filter(({ type, name }) => type !== 'unknown' && !others.includes(name))
    .map(({ name }) =>
      mismatch('warning', `${found.where} has a map ${name} that the definition does not know`),
    )
}

function unexplained(layout: Layout, found: FoundLayout): FoundMap[] {
  return [...found.maps.values()].filter(({ name }) => !layout.maps.some((map) => map.name === name))
}

function mismatch(severity: Diagnostic['severity'], message: string): Diagnostic {
  const help =
    severity === 'error' ? 'rebuild the program with the headers that `appia generate` writes' : undefined
  return { code: 'kernel-mismatch', severity, message, ...(help === undefined ? {} : { help }) }
}
