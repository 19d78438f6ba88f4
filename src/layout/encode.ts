import type { LayoutType } from '../model/index.ts'
import type { EntryValue } from './map-entries.ts'
import { layOut, measure } from './measure.ts'
import type { ScalarValue } from './scalar.ts'

/** What encoding needs to know of the host that the bytes are for. */
export interface Host {
  readonly endianness: 'LE' | 'BE'
  /** Index of each network interface by name. */
  readonly interfaces: ReadonlyMap<string, number>
}

/** The bytes of a key or value on a host; padding and fields without a value are zero. Every interface must be known. */
export function encodeValue(type: LayoutType, value: EntryValue, host: Host): Buffer {
  const bytes = Buffer.alloc(measure(type).size)
  if (value.kind !== 'fields') {
    writeScalar(bytes, value, host)
  } else if (type.kind === 'struct') {
    for (const field of layOut(type).fields) {
      const fieldSource = value.fields.find(({ name }) => name === field.name)
      if (fieldSource)
        writeScalar(bytes.subarray(field.offset, field.offset + field.size), fieldSource.value, host)
    }
  }
  return bytes
}

/** The interfaces that a value needs the index of. */
export function interfacesIn(value: EntryValue): string[] {
  const scalars = value.kind === 'fields' ? value.fields.map((field) => field.value) : [value]
  return scalars.flatMap((scalar) => (scalar.kind === 'interface' ? [scalar.name] : []))
}

function writeScalar(target: Buffer, value: ScalarValue, host: Host): void {
  if (value.kind === 'text') {
    target.write(value.value)
    return
  }
  const number = value.kind === 'number' ? value.value : host.interfaces.get(value.name)
  if (number === undefined) throw new Error(`interface ${JSON.stringify(value)} was not looked up`)
  writeInteger(target, BigInt(number), host.endianness)
}

function writeInteger(target: Buffer, number: bigint, endianness: Host['endianness']): void {
  const bits = BigInt.asUintN(target.length * 8, number)
  for (let index = 0; index < target.length; index++) {
    const place = endianness === 'LE' ? index : target.length - 1 - index
    target[place] = Number((bits >> BigInt(8 * index)) & 0xffn)
  }
}

/** An integer of any width from its bytes. */
export function readInteger(source: Uint8Array, isSigned: boolean, endianness: Host['endianness']): bigint {
  let number = 0n
  for (let index = 0; index < source.length; index++) {
    const place = endianness === 'LE' ? source.length - 1 - index : index
    number = (number << 8n) | BigInt(source[place] as number)
  }
  return isSigned ? BigInt.asIntN(source.length * 8, number) : number
}
