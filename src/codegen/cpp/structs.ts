import type { EnumerationShape, MemberShape, StructShape } from '../shape/shape.ts'
import { stringLiteral, textView } from './literals.ts'
import { distinctIdentifiers } from './names.ts'
import { enumerators, initializer, type TypeContext, typeText } from './types.ts'

/** What a struct's text needs to know. */
export interface StructContext extends TypeContext {
  /** The index of a subschema's rules. */
  readonly nodeOf: (pointer: string) => number
}

/** An `enum class` with the texts of its values, both ways. */
export function enumerationText(shape: EnumerationShape, context: TypeContext): string[] {
  const name = typeText(shape, context)
  const names = [...enumerators(shape)]
  return [
    ...comment(shape.description ?? '', ''),
    `enum class ${name} : std::uint16_t {`,
    ...names.map(([, identifier]) => `  ${identifier},`),
    '};',
    '',
    `constexpr std::string_view to_text(${name} value) {`,
    '  switch (value) {',
    ...names.map(([text, identifier]) => `    case ${name}::${identifier}: return ${viewText(text)};`),
    '  }',
    '  return {};',
    '}',
    '',
    `inline bool from_text(std::string_view text, ${name}& out) {`,
    `  return appia::detail::enumerator_of(text, ${names.length}, out);`,
    '}',
    '',
  ]
}

/** A struct with its members, their defaults, and how they are visited. */
export function structText(
  shape: StructShape,
  context: StructContext,
  extra: readonly string[] = [],
): string[] {
  const name = context.names.get(shape) ?? ''
  const identifiers = distinctIdentifiers(
    shape.members.map((member) => member.name),
    [name, 'schema_', 'schema_node_', 'holds_', 'visit_members_'],
  )
  const others = distinctIdentifiers(['other_members'], identifiers.values()).get('other_members')
  const isUsed = shape.members.length > 0 || shape.others !== undefined || shape.whole !== undefined
  return [
    ...comment(shape.description, ''),
    `struct ${name} {`,
    ...shape.members.flatMap((member) => memberText(member, identifiers.get(member.name) ?? '', context)),
    ...(shape.others
      ? [
          ...comment('Members of names that the schema does not list.', '  '),
          `  std::map<std::string, ${typeText(shape.others, context)}> ${others};`,
        ]
      : []),
    ...(shape.whole
      ? [`  ${typeText(shape.whole, context)} value${initializer(shape.whole, undefined, context)};`]
      : []),
    ...(isUsed ? [''] : []),
    ...extra,
    `  static constexpr appia::detail::node schema_node_ = ${context.nodeOf(shape.pointer)};`,
    `  static constexpr appia::detail::holds holds_ = appia::detail::holds::${holding(shape)};`,
    '  static const appia::detail::schema& schema_() { return tables_(); }',
    '  template <class Self, class Visit>',
    `  static void visit_members_(Self&${isUsed ? ' self' : ''}, Visit&${isUsed ? ' visit' : ''}) {`,
    ...shape.members.map((member) => visitText(member, identifiers.get(member.name) ?? '')),
    ...(shape.others ? [`    visit.others(self.${others});`] : []),
    ...(shape.whole ? ['    visit.whole(self.value);'] : []),
    '  }',
    '};',
    '',
  ]
}

function holding({ others, whole }: StructShape): string {
  if (whole !== undefined) return 'a_value'
  return others === undefined ? 'members' : 'members_and_others'
}

function memberText(member: MemberShape, identifier: string, context: TypeContext): string[] {
  const type = typeText(member.shape, context)
  // A box is empty by itself.
  const isBox = type.startsWith('appia::Box<')
  const declared = member.isPresent || isBox ? type : `std::optional<${type}>`
  const initial = member.isPresent && !isBox ? initializer(member.shape, member.default, context) : ''
  return [...comment(member.comment, '  '), `  ${declared} ${identifier}${initial};`]
}

function visitText({ name, shape, isPresent }: MemberShape, identifier: string): string {
  const how = isPresent && shape.kind === 'nullable' ? 'visit.always' : 'visit'
  return `    ${how}(${viewText(name)}, self.${identifier});`
}

function viewText(text: string): string {
  return text.includes('\0') ? `std::string_view${textView(text)}` : stringLiteral(text)
}

/** A documentation comment; nothing where there is nothing to say. */
export function comment(text: string, indent: string): string[] {
  const lines = text.split('\n').filter((line) => line !== '')
  if (lines.length === 0) return []
  const safe = lines.map((line) => line.replaceAll('*/', '*\\/').replaceAll('/*', '/\\*'))
  if (safe.length === 1) return [`${indent}/** ${safe[0]} */`]
  return [`${indent}/**`, ...safe.map((line) => `${indent} * ${line}`), `${indent} */`]
}
