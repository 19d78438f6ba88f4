import {
  constantName,
  type FieldLayout,
  type Layout,
  type MapLayout,
  type StructLayout,
  typeHash,
} from '../../layout/index.ts'
import type { EnumerationType } from '../../model/index.ts'
import { banner, declare, dimensionsOf } from './types.ts'

/**
 * `<name>.layout.h`: types, enumerations, sizes and asserts, for BPF programs and userspace alike. It includes nothing.
 * A type in `shared` may come from the header of another layout too.
 */
export function layoutHeader(layout: Layout, shared: ReadonlySet<string>): string {
  const guard = constantName('appia', layout.name, 'layout_h')
  const lines = [
    ...banner([
      `Layout ${layout.name}: types, sizes and map names that its BPF program and its userspace share.`,
      'For BPF, C11 and C++17 or later; integers come from compiler builtins, so nothing is included.',
    ]),
    `#ifndef ${guard}`,
    `#define ${guard}`,
    '',
    '/* The first 64 bits of the sha256 of this layout. */',
    `#define ${constantName(layout.name, 'layout_hash')} ${hashNumber(layout)}`,
    '',
    ...layout.enumerations.flatMap((type) => guarded(layout, type, enumeration(type), shared)),
    ...layout.structs.flatMap((type) => guarded(layout, type, struct(type), shared)),
    ...layout.maps.flatMap((map) => mapMacros(layout, map)),
    ...asserts(layout),
    `#endif /* ${guard} */`,
  ]
  return `${lines.join('\n')}\n`
}

/** The first 64 bits of a layout's hash as a C number. */
function hashNumber(layout: Layout): string {
  return `0x${layout.hash.slice(0, 16)}ULL`
}

/** A unit may include both headers: the type is defined once, and must be the same in both. */
function guarded(
  layout: Layout,
  type: StructLayout | EnumerationType,
  lines: readonly string[],
  shared: ReadonlySet<string>,
): readonly string[] {
  if (!shared.has(type.name)) return lines
  const name = constantName('appia_type', type.name)
  const hash = `0x${typeHash(layout, type).slice(0, 16)}ULL`
  return [
    `#ifndef ${name}`,
    `#define ${name} ${hash}`,
    ...lines.slice(0, -1),
    `#elif ${name} != ${hash}`,
    `#error "${type.name} is another type in the header of another layout"`,
    '#endif',
    '',
  ]
}

function enumeration(type: EnumerationType): string[] {
  const values = Object.entries(type.values).sort(([, a], [, b]) => a - b)
  return [
    `enum ${type.name} {`,
    ...values.map(([name, value]) => `  ${constantName(type.name, name)} = ${cNumber(value)},`),
    '};',
    '',
  ]
}

// -2147483648 is not a literal in C: it is the negation of a number that does not fit an int.
function cNumber(value: number): string {
  return value === -(2 ** 31) ? '(-2147483647 - 1)' : String(value)
}

function struct(type: StructLayout): string[] {
  const name = constantName(type.name)
  return [
    `struct ${type.name} {`,
    ...type.fields.map(
      (field) => `  ${declare(field.type, field.name)}; /* @${field.offset}${remark(field)} */`,
    ),
    type.isPacked ? '} __attribute__((packed));' : '};',
    `#define ${name}_SIZE ${type.size}`,
    ...type.fields.flatMap((field) => lengthMacro(type, field)),
    '',
  ]
}

function remark({ type }: FieldLayout): string {
  if (type.kind === 'enumeration') return `, enum ${type.name}`
  return type.kind === 'padding' ? ', always zero' : ''
}

function lengthMacro(type: StructLayout, field: FieldLayout): string[] {
  const [length] = dimensionsOf(field.type)
  if (length === undefined || field.type.kind === 'padding') return []
  return [`#define ${constantName(type.name, field.name)}_LENGTH ${length}`]
}

function mapMacros(layout: Layout, map: MapLayout): string[] {
  const name = constantName(layout.name, map.name)
  return [
    `#define ${name}_MAP_NAME "${map.name}"`,
    `#define ${name}_MAP_VERSION ${map.version}`,
    `#define ${name}_MAX_ENTRIES ${map.maxEntries}`,
    '',
  ]
}

function asserts(layout: Layout): string[] {
  return [
    '#ifdef __cplusplus',
    '#define APPIA_ASSERT(claim, message) static_assert(claim, message)',
    '#else',
    '#define APPIA_ASSERT(claim, message) _Static_assert(claim, message)',
    '#endif',
    // libbpf redefines offsetof, hence the builtin.
    ...layout.structs.flatMap((type) => [
      assertion(`sizeof(struct ${type.name}) == ${type.size}`, `size of ${type.name}`),
      ...type.fields.flatMap((field) => [
        assertion(
          `__builtin_offsetof(struct ${type.name}, ${field.name}) == ${field.offset}`,
          `offset of ${type.name}.${field.name}`,
        ),
        ...arrayAssertion(type, field),
      ]),
    ]),
    '#undef APPIA_ASSERT',
    '',
  ]
}

function arrayAssertion(type: StructLayout, field: FieldLayout): string[] {
  const [length] = dimensionsOf(field.type)
  if (length === undefined) return []
  const member = `((struct ${type.name} *)0)->${field.name}`
  return [
    assertion(
      `sizeof(${member}) / sizeof(${member}[0]) == ${length}`,
      `length of ${type.name}.${field.name}`,
    ),
  ]
}

function assertion(claim: string, message: string): string {
  return `APPIA_ASSERT(${claim}, "${message}");`
}
