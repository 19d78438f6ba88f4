import {
  constantName,
  type DesiredMap,
  type EntryValue,
  fieldsOf,
  type Layout,
  type MapEntry,
  type ScalarValue,
} from '../../layout/index.ts'
import type { LayoutType } from '../../model/index.ts'
import { banner, declare, declarePointer, typeText } from './types.ts'

/** What a layout's maps hold at first, and the interfaces that its program is attached to. */
export interface InitialEntries {
  readonly environment: string
  readonly maps: readonly DesiredMap[]
  readonly attach: readonly string[]
}

/** `<name>.entries.h`: initial entries for userspace. Interfaces stand by name and get their index when they are loaded. */
export function entriesHeader(layout: Layout, initial: InitialEntries): string {
  const guard = constantName('appia', layout.name, 'entries_h')
  const lines = [
    ...banner([
      `Entries of layout ${layout.name} as environment ${initial.environment} has them, for when etcd cannot be reached.`,
      'Each function gives entry `index`: 0, or -1 where there is none or its interface is not on this host,',
      'which is an error to report and never an empty map.',
    ]),
    `#ifndef ${guard}`,
    `#define ${guard}`,
    '',
    '#include <net/if.h>',
    `#include "${layout.name}.layout.h"`,
    '',
    ...attachTable(layout, initial.attach),
    ...initial.maps.flatMap((desired) => mapTable(layout, desired)),
    `#endif /* ${guard} */`,
  ]
  return `${lines.join('\n')}\n`
}

function attachTable(layout: Layout, interfaces: readonly string[]): string[] {
  const count = `#define ${constantName(layout.name, 'attach_count')} ${interfaces.length}u`
  if (interfaces.length === 0) return [count, '']
  return [
    '/* Where the program is attached. */',
    count,
    ...nameTable(`${layout.name}_attach`, interfaces),
    '',
  ]
}

function mapTable(layout: Layout, { map, entries }: DesiredMap): string[] {
  const prefix = `${layout.name}_${map.name}`
  const count = constantName(layout.name, map.name, 'entry_count')
  const head = [`/* ${map.name} */`, `#define ${count} ${entries.length}u`]
  const signature = `static inline int ${prefix}_entry(unsigned int index, ${declarePointer(map.key, 'key')}, ${declarePointer(map.value, 'value')})`
  const [first] = entries
  if (first === undefined) return [...head, ...emptyFunction(signature), '']
  const names = entries.map(interfaceOf)
  const hasInterfaces = names.some((name) => name !== '')
  return [
    ...head,
    ...(hasInterfaces ? nameTable(`${prefix}_interfaces`, names) : []),
    ...valueTable(
      map.key,
      `${prefix}_keys`,
      entries.map(({ key }) => key),
    ),
    ...valueTable(
      map.value,
      `${prefix}_values`,
      entries.map(({ value }) => value),
    ),
    signature,
    '{',
    `  if (index >= ${count}) return -1;`,
    // An array is not a value that C assigns.
    `  __builtin_memcpy(key, &${prefix}_keys[index], sizeof(*key));`,
    `  __builtin_memcpy(value, &${prefix}_values[index], sizeof(*value));`,
    ...(hasInterfaces ? resolveInterface(prefix, map, first) : []),
    '  return 0;',
    '}',
    '',
  ]
}

function emptyFunction(signature: string): string[] {
  return [signature, '{', '  (void)index;', '  (void)key;', '  (void)value;', '  return -1;', '}']
}

function nameTable(name: string, values: readonly string[]): string[] {
  return [
    `static const char *const ${name}[] = {`,
    ...values.map((value) => `  ${JSON.stringify(value)},`),
    '};',
  ]
}

function valueTable(type: LayoutType, name: string, values: readonly EntryValue[]): string[] {
  return [
    `static const ${declare(type, `${name}[]`)} = {`,
    ...values.map((value) => `  ${initializer(type, value)},`),
    '};',
  ]
}

function resolveInterface(prefix: string, map: DesiredMap['map'], entry: MapEntry): string[] {
  const targets = [
    ...indexTargets('*key', map.key, entry.key),
    ...indexTargets('*value', map.value, entry.value),
  ]
  return [
    `  const unsigned int ifindex = if_nametoindex(${prefix}_interfaces[index]);`,
    '  if (ifindex == 0) return -1;',
    ...targets.map(({ target, type }) => `  ${target} = (${typeText(type)})ifindex;`),
  ]
}

function indexTargets(
  target: string,
  type: LayoutType,
  value: EntryValue,
): { target: string; type: LayoutType }[] {
  if (value.kind === 'interface') return [{ target, type }]
  if (value.kind !== 'fields' || type.kind !== 'struct') return []
  const member = target.replace('*', '')
  const indexes = value.fields.filter((field) => field.value.kind === 'interface').map(({ name }) => name)
  return fieldsOf(type)
    .filter(({ name }) => indexes.includes(name))
    .map((field) => ({ target: `${member}->${field.name}`, type: field.type }))
}

function interfaceOf({ key, value }: MapEntry): string {
  const scalars = [key, value].flatMap((part) =>
    part.kind === 'fields' ? part.fields.map((field) => field.value) : [part],
  )
  return scalars.find((scalar) => scalar.kind === 'interface')?.name ?? ''
}

function initializer(type: LayoutType, value: EntryValue): string {
  if (value.kind !== 'fields') return scalarText(type, value)
  if (type.kind !== 'struct') throw new Error(`fields for a ${type.kind}`)
  // C++17 has no designated initialisers: every field stands in its place, padding too.
  const fields = fieldsOf(type).map((field) => {
    const fieldSource = value.fields.find(({ name }) => name === field.name)
    return fieldSource ? scalarText(field.type, fieldSource.value) : '{0}'
  })
  return `{${fields.join(', ')}}`
}

function scalarText(type: LayoutType, value: ScalarValue): string {
  if (value.kind === 'interface') return '0u'
  if (value.kind === 'text') return JSON.stringify(value.value)
  if (type.kind === 'enumeration') {
    const name = Object.entries(type.values).find(([, number]) => number === value.value)?.[0]
    if (name !== undefined) return constantName(type.name, name)
  }
  return value.value < 0 ? String(value.value) : `${value.value}u`
}
