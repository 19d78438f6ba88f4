import {
  type EnumerationType,
  type IntegerType,
  type JsonValue,
  type LayoutType,
  type ScalarSource,
  valueAt,
} from '../model/index.ts'
import { typeName } from './describe.ts'
import type { Problem } from './problem.ts'

/** One number or text of an entry; the index of an interface is known on its host alone. */
export type ScalarValue =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'interface'; readonly name: string }

/** One member of a document: a map entry is made of it. */
export interface Member {
  /** Its name in an object; the element itself, as text, in a list. */
  readonly name: string
  readonly value: JsonValue
  readonly pointer: string
}

/** The numbers that an integer type holds; those of 64 bits end where JSON numbers stop being exact. */
export function integerBounds(type: IntegerType): { readonly lowest: number; readonly highest: number } {
  const bits = Math.min(type.bits, 53 + (type.isSigned ? 1 : 0))
  return type.isSigned
    ? {
        lowest: type.bits === 64 ? Number.MIN_SAFE_INTEGER : -(2 ** (bits - 1)),
        highest: 2 ** (bits - 1) - 1,
      }
    : { lowest: 0, highest: 2 ** bits - 1 }
}

/** The value of one scalar, or why the document does not give it: nothing is ever cut off or replaced. */
export function scalarValue(type: LayoutType, source: ScalarSource, member: Member): ScalarValue | Problem {
  if (source.source === 'constant') return { kind: 'number', value: source.value }
  if (source.source === 'interface-index') return interfaceValue(member)
  const pointer = source.source === 'leaf' ? `${member.pointer}${source.pointer}` : member.pointer
  const value = source.source === 'leaf' ? valueAt(member.value, source.pointer) : elementOf(member)
  if (value === undefined) return problem(pointer, 'there is nothing here to make a map entry of')
  return fitValue(type, value, pointer)
}

/** True for a problem, as opposed to a value. */
export function isProblem(value: object): value is Problem {
  return 'code' in value
}

function elementOf(member: Member): JsonValue {
  return typeof member.value === 'object' ? member.name : member.value
}

function interfaceValue(member: Member): ScalarValue | Problem {
  const length = Buffer.byteLength(member.name)
  if (length >= 1 && length <= 15 && !/[\s/:]/.test(member.name)) {
    return { kind: 'interface', name: member.name }
  }
  return problem(member.pointer, `${JSON.stringify(member.name)} is not an interface name of 1..15 bytes`)
}

function fitValue(type: LayoutType, value: JsonValue, pointer: string): ScalarValue | Problem {
  if (type.kind === 'enumeration') return fitName(type, value, pointer)
  if (type.kind === 'char') return fitText(type.length - 1, value, pointer)
  // `checkEntrySources` lets no other type come here.
  const { lowest, highest } = integerBounds(type as IntegerType)
  const isFit = Number.isInteger(value) && (value as number) >= lowest && (value as number) <= highest
  if (isFit) return { kind: 'number', value: value as number }
  return problem(
    pointer,
    `${JSON.stringify(value)} is not a whole number in ${lowest}..${highest} (${typeName(type)})`,
  )
}

function fitName(type: EnumerationType, value: JsonValue, pointer: string): ScalarValue | Problem {
  const number =
    typeof value === 'string' && Object.hasOwn(type.values, value) ? type.values[value] : undefined
  if (number !== undefined) return { kind: 'number', value: number }
  const names = Object.keys(type.values).join(', ')
  return problem(pointer, `${JSON.stringify(value)} is not a ${type.name} (one of ${names})`)
}

function fitText(longest: number, value: JsonValue, pointer: string): ScalarValue | Problem {
  if (typeof value === 'string' && Buffer.byteLength(value) <= longest && !value.includes('\0')) {
    return { kind: 'text', value }
  }
  return problem(pointer, `${JSON.stringify(value)} is not a text of at most ${longest} bytes`)
}

function problem(pointer: string, message: string): Problem {
  return { code: 'map-entry', message, pointer }
}
