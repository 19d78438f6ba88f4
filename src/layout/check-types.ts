import type { EnumerationType, LayoutType, StructType } from '../model/index.ts'
import { appendPointer } from '../model/index.ts'
import { enumerationsOf, type PlacedType, structsOf } from './collect.ts'
import { typeName } from './describe.ts'
import { findGaps, type Gap } from './measure.ts'
import { constantName, reasonAgainstName } from './names.ts'
import type { Problem } from './problem.ts'

/** What C, C++ or the BPF compiler would refuse in types, or lay out differently on different targets. */
export function checkTypes(types: readonly PlacedType[]): Problem[] {
  return [
    ...types.flatMap(checkType),
    ...checkOneMeaning(types),
    ...checkConstants(enumerationsOf(types)),
    ...checkMacros(structsOf(types)),
  ]
}

function checkType({ type, pointer }: PlacedType): Problem[] {
  switch (type.kind) {
    case 'integer':
      return []
    case 'char':
    case 'padding':
    case 'array':
      return checkLength(type, pointer)
    case 'enumeration':
      return checkEnumeration(type, pointer)
    case 'struct':
      return checkStruct(type, pointer)
  }
}

function checkLength(type: LayoutType & { length: number }, pointer: string): Problem[] {
  if (Number.isSafeInteger(type.length) && type.length > 0) return []
  return [invalid(`${pointer}/length`, `a ${type.kind} must have a length of 1 or more, got ${type.length}`)]
}

function checkStruct(type: StructType, pointer: string): Problem[] {
  const names = [
    { what: 'struct', name: type.name, pointer },
    ...type.order.map((name) => ({ what: 'field', name, pointer: appendPointer(`${pointer}/fields`, name) })),
  ]
  const empty = type.order.length === 0 ? [invalid(pointer, `struct ${type.name} has no fields`)] : []
  return [
    ...names.flatMap(checkName),
    ...empty,
    ...findGaps(type).map((gap) => gapProblem(type, gap, pointer)),
  ]
}

function gapProblem(type: StructType, gap: Gap, pointer: string): Problem {
  const where = gap.before === undefined ? 'at its end' : `before ${gap.before}`
  const difference = gap.differsOnI386
    ? ', and another on i386, where 64-bit integers are aligned to 4 bytes'
    : ''
  return {
    code: 'layout-differs',
    message: `struct ${type.name} has a gap of ${gap.bytes} byte${gap.bytes === 1 ? '' : 's'} ${where} (offset ${gap.offset}) that the compiler would fill in${difference}`,
    pointer: gap.before === undefined ? pointer : appendPointer(`${pointer}/fields`, gap.before),
    help: `write the gap down: _pad${gap.offset}: padding(${gap.bytes}), or use packed()`,
  }
}

function checkEnumeration(type: EnumerationType, pointer: string): Problem[] {
  const values = Object.entries(type.values)
  const twice = values.filter(
    ([, value], index) => values.findIndex(([, other]) => other === value) !== index,
  )
  const { lowest, highest } = boundsOf(type)
  const outside = values.filter(([, value]) => !Number.isInteger(value) || value < lowest || value > highest)
  const at = (name: string) => appendPointer(`${pointer}/values`, name)
  return [
    ...checkName({ what: 'enumeration', name: type.name, pointer }),
    ...(values.length === 0 ? [invalid(pointer, `enumeration ${type.name} has no values`)] : []),
    ...twice.map(([name, value]) =>
      invalid(at(name), `enumeration ${type.name} gives ${value} to more than one name`),
    ),
    ...outside.map(([name, value]) =>
      invalid(at(name), `${type.name} ${name} is ${value}, which a ${typeName(type.width)} does not hold`),
    ),
  ]
}

// A C enumerator is an int, whatever the width of the field that holds it.
function boundsOf(type: EnumerationType): { lowest: number; highest: number } {
  const { bits, isSigned } = type.width
  const highest = 2 ** (isSigned ? bits - 1 : bits) - 1
  return {
    lowest: isSigned ? Math.max(-(2 ** (bits - 1)), -(2 ** 31)) : 0,
    highest: Math.min(highest, 2 ** 31 - 1),
  }
}

function checkName({ what, name, pointer }: { what: string; name: string; pointer: string }): Problem[] {
  const reason = reasonAgainstName(name)
  return reason === undefined ? [] : [invalid(pointer, `${what} name ${JSON.stringify(name)} ${reason}`)]
}

/** One name must mean one type: C has a single space of struct and enum tags. */
function checkOneMeaning(types: readonly PlacedType[]): Problem[] {
  const first = new Map<string, string>()
  const problems: Problem[] = []
  for (const { type, pointer } of types) {
    if (type.kind !== 'struct' && type.kind !== 'enumeration') continue
    const text = JSON.stringify(type)
    const firstType = first.get(type.name)
    if (firstType === undefined) first.set(type.name, text)
    else if (firstType !== text)
      problems.push(invalid(pointer, `two different types are called ${type.name}`))
  }
  return problems
}

function checkConstants(enumerations: readonly EnumerationType[]): Problem[] {
  const constants = enumerations.flatMap((type) =>
    Object.keys(type.values).map((name) => constantName(type.name, name)),
  )
  return repeated(constants).map((name) => invalid('', `two enumeration values are called ${name} in C`))
}

function checkMacros(structs: readonly StructType[]): Problem[] {
  return repeated(structs.map((struct) => constantName(struct.name))).map((name) =>
    invalid('', `two structs are called ${name} in capitals, which names their size`),
  )
}

function repeated(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))].sort()
}

function invalid(pointer: string, message: string): Problem {
  return { code: 'layout-invalid', message, pointer }
}
