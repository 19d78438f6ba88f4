import type { LayoutType, StructType } from '../model/index.ts'
import { fieldsOf } from './fields.ts'
import type { FieldLayout, StructLayout } from './layout.ts'

/** Bytes that a value takes, and what its address must be a multiple of where the target aligns naturally. */
export interface Extent {
  readonly size: number
  readonly alignment: number
}

/** The extent of a type. Total: a type that was refused by `findProblems` still gets one. */
export function measure(type: LayoutType): Extent {
  switch (type.kind) {
    case 'integer':
      return { size: type.bits / 8, alignment: type.bits / 8 }
    case 'enumeration':
      return measure(type.width)
    case 'char':
    case 'padding':
      return { size: type.length, alignment: 1 }
    case 'array': {
      const element = measure(type.element)
      return { size: element.size * type.length, alignment: element.alignment }
    }
    case 'struct':
      return layOut(type)
  }
}

/** Bytes that a value takes. */
export function sizeOf(type: LayoutType): number {
  return measure(type).size
}

/** Lays fields out one after the other without a gap; `findGaps` says where a compiler would have made one. */
export function layOut(type: StructType): StructLayout {
  const fields: FieldLayout[] = []
  let offset = 0
  let alignment = 1
  for (const field of fieldsOf(type)) {
    const extent = measure(field.type)
    fields.push({ ...field, offset, size: extent.size })
    offset += extent.size
    if (!type.isPacked) alignment = Math.max(alignment, extent.alignment)
  }
  return { name: type.name, isPacked: type.isPacked, size: offset, alignment, fields }
}

/** A gap that a compiler would fill in by itself, on at least one target. */
export interface Gap {
  /** The field before which it lies; undefined at the end of the struct. */
  readonly before?: string
  readonly bytes: number
  readonly offset: number
  /** Targets that align 64-bit integers to 4 bytes (i386) leave no gap there, or another one. */
  readonly differsOnI386: boolean
}

/**
 * Every gap of an unpacked struct under natural alignment. Where there is none, every target that aligns no type more
 * strictly than its size lays the struct out alike.
 */
export function findGaps(type: StructType): Gap[] {
  if (type.isPacked) return []
  const gaps: Gap[] = []
  let offset = 0
  for (const { name, type: fieldType } of fieldsOf(type)) {
    const extent = measure(fieldType)
    const gap = gapAt(offset, extent.alignment)
    if (gap) gaps.push({ before: name, ...gap })
    offset += (gap?.bytes ?? 0) + extent.size
  }
  const atEnd = gapAt(offset, layOut(type).alignment)
  return atEnd ? [...gaps, atEnd] : gaps
}

function gapAt(offset: number, alignment: number): Gap | undefined {
  const bytes = (alignment - (offset % alignment)) % alignment
  return bytes === 0 ? undefined : { bytes, offset, differsOnI386: alignment === 8 && offset % 4 === 0 }
}
