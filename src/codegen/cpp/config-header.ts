import { type Schema, schemaHash } from '../../schema/index.ts'
import { partsOf, type Shape, type StructShape } from '../shape/shape.ts'
import { relativeModule } from '../shared-definitions.ts'
import { type HeaderTypes, headerPath, namespaceOf } from './header-types.ts'
import type { Tables } from './rule.ts'
import { comment, enumerationText, type StructContext, structText } from './structs.ts'
import { tablesText } from './table-text.ts'
import { layOut, targetOf } from './tables.ts'
import { typeText } from './types.ts'

/** `<name>_config.hpp`: the types of a schema's documents, and the schema as tables. */
export function configHeader(schema: Schema, types: HeaderTypes, tables: Tables): string {
  const namespace = namespaceOf(schema)
  const description = types.root?.description ?? String(schema.document.description ?? '')
  const others = ['appia/config.hpp', ...types.includes].map((header) =>
    relativeModule(headerPath(schema), header).replace(/^\.\//, ''),
  )
  const lines = [
    `// Generated from ${schema.file} by appia generate; do not edit.`,
    ...(description === '' ? [] : [`// ${description.replace(/\s+/g, ' ')}.`]),
    '#pragma once',
    '',
    ...includes.map((name) => `#include <${name}>`),
    '',
    '#include <nlohmann/json.hpp>',
    '',
    ...others.map((header) => `#include "${header}"`),
    '',
    `namespace ${namespace} {`,
    '',
    'inline const appia::detail::schema& tables_();',
    '',
    ...typesText(schema, types, tables),
    ...tablesText(tables),
    `}  // namespace ${namespace}`,
  ]
  return `${lines.join('\n')}\n`
}

const includes = [...['cstdint', 'map', 'optional', 'string', 'string_view', 'tuple', 'variant', 'vector']]

function typesText(schema: Schema, { own: shapes, names, root }: HeaderTypes, tables: Tables): string[] {
  const numbers = layOut(tables)
  const nodeOf = (pointer: string): number => numbers.get(targetOf(schema, pointer)) ?? 1
  const complete = new Set<StructShape>()
  const boxed = new Set<string>()
  const texts = shapes.flatMap((shape) => {
    if (shape.kind === 'enumeration') return enumerationText(shape, { names, incomplete: new Set() })
    // A type that comes later, or is this one, cannot be held but behind a pointer.
    const incomplete = new Set(
      shapes.filter((each) => each.kind === 'struct' && !complete.has(each)),
    ) as Set<StructShape>
    const context: StructContext = { names, incomplete, nodeOf }
    for (const held of heldBy(shape)) {
      if (incomplete.has(held)) boxed.add(typeText(held, { names, incomplete: new Set() }))
    }
    complete.add(shape)
    return structText(shape, context, shape === root ? hashText(schema) : [])
  })
  const declarations = [...boxed].sort().map((name) => `struct ${name};`)
  return [...declarations, ...(declarations.length > 0 ? [''] : []), ...texts]
}

/** The structs that a struct holds, however deep within lists and alternatives. */
function heldBy(struct: StructShape): StructShape[] {
  const visit = (shape: Shape): StructShape[] =>
    shape.kind === 'struct' ? [shape] : partsOf(shape).flatMap(visit)
  return partsOf(struct).flatMap(visit)
}

function hashText(schema: Schema): string[] {
  return [
    ...comment('What this was generated from; a component tells it in its status.', '  '),
    `  static constexpr std::string_view schema_hash = "${schemaHash(schema)}";`,
    '',
  ]
}
