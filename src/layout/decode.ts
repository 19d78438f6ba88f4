import type { LayoutType } from '../model/index.ts'
import { type Host, readInteger } from './encode.ts'
import { layOut } from './measure.ts'

/** Bytes in words: `mode=gateway is_wan=lan`; a struct's fields without padding, an enumeration by name. */
export function decodeValue(type: LayoutType, bytes: Uint8Array, endianness: Host['endianness']): string {
  switch (type.kind) {
    case 'integer':
      return String(readInteger(bytes, type.isSigned, endianness))
    case 'enumeration': {
      const number = Number(readInteger(bytes, type.width.isSigned, endianness))
      return Object.entries(type.values).find(([, value]) => value === number)?.[0] ?? String(number)
    }
    case 'char':
      return Buffer.from(bytes).toString().replace(/\0.*$/s, '')
    case 'struct':
      return layOut(type)
        .fields.filter((field) => field.type.kind !== 'padding')
        .map((field) => {
          const part = bytes.subarray(field.offset, field.offset + field.size)
          return `${field.name}=${decodeValue(field.type, part, endianness)}`
        })
        .join(' ')
    case 'array':
    case 'padding':
      return Buffer.from(bytes).toString('hex')
  }
}
