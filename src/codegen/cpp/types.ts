import type { JsonValue } from '../../model/index.ts'
import type { EnumerationShape, IntegerShape, Shape, StructShape } from '../shape/shape.ts'
import { doubleLiteral, integerLiteral, rawLiteral, stringLiteral } from './literals.ts'
import { distinctIdentifiers } from './names.ts'

/** What types are called, and which of them are not complete where the text stands. */
export interface TypeContext {
  readonly names: ReadonlyMap<StructShape | EnumerationShape, string>
  readonly incomplete: ReadonlySet<StructShape>
}

/** The C++ type of a value that is there. */
export function typeText(shape: Shape, context: TypeContext): string {
  switch (shape.kind) {
    case 'null':
      return 'std::nullptr_t'
    case 'boolean':
      return 'bool'
    case 'integer':
      return integerType(shape)
    case 'number':
      return 'double'
    case 'string':
      return 'std::string'
    case 'duration':
      return 'appia::Duration'
    case 'any':
      return 'nlohmann::json'
    case 'list':
      return `std::vector<${typeText(shape.element, context)}>`
    case 'tuple':
      return `std::tuple<${shape.elements.map((each) => typeText(each, context)).join(', ')}>`
    case 'map':
      return `std::map<std::string, ${typeText(shape.value, context)}>`
    case 'union':
      return `std::variant<${shape.shapes.map((each) => typeText(each, context)).join(', ')}>`
    case 'nullable':
      return `std::optional<${typeText(shape.shape, context)}>`
    case 'enumeration':
      return nameOf(shape, context)
    case 'struct': {
      const name = nameOf(shape, context)
      return context.incomplete.has(shape) ? `appia::Box<${name}>` : name
    }
  }
}

/** Of 16 bits at least: what has 8 is a character to the streams of C++. */
function integerType({ minimum, maximum }: IntegerShape): string {
  const isSigned = minimum < 0
  const bits = [16, 32, 64].find((width) => {
    const values = 2 ** (isSigned ? width - 1 : width)
    return maximum < values && minimum >= -values
  })
  return `std::${isSigned ? '' : 'u'}int${bits ?? 64}_t`
}

/** What a member holds before anything is read, with its braces; '' where the type's own default is right. */
export function initializer(shape: Shape, value: JsonValue | undefined, context: TypeContext): string {
  if (value === undefined) return ['struct', 'nullable'].includes(shape.kind) ? '' : '{}'
  const simple = simpleText(shape, value, context)
  if (simple !== undefined) return simple === '' ? '' : ` = ${simple}`
  return ` = appia::detail::default_from<${typeText(shape, context)}>(${rawLiteral(value)})`
}

/** A value in C++; '' for what the type begins with, undefined where only reading its text makes it. */
function simpleText(shape: Shape, value: JsonValue, context: TypeContext): string | undefined {
  switch (shape.kind) {
    case 'boolean':
      return String(value)
    case 'integer':
      return integerLiteral(value as number)
    case 'number':
      return doubleLiteral(value as number)
    case 'string':
      return (value as string).includes('\0') ? undefined : stringLiteral(value as string)
    case 'duration':
      return `appia::Duration(${stringLiteral(value as string)})`
    case 'enumeration':
      return `${nameOf(shape, context)}::${enumerators(shape).get(value as string)}`
    case 'nullable':
      return value === null ? '' : simpleText(shape.shape, value, context)
    case 'struct':
      return Object.keys(value as object).length === 0 && !context.incomplete.has(shape) ? '' : undefined
    case 'list':
      return listText(shape.element, value as JsonValue[], context)
    case 'map':
      return Object.keys(value as object).length === 0 ? '' : undefined
    default:
      return undefined
  }
}

function listText(element: Shape, values: readonly JsonValue[], context: TypeContext): string | undefined {
  if (values.length === 0) return ''
  if (!['integer', 'number', 'string', 'enumeration'].includes(element.kind)) return undefined
  const texts = values.map((each) => simpleText(element, each, context))
  return texts.includes(undefined) ? undefined : `{${texts.join(', ')}}`
}

/** The names of an enumeration's values. */
export function enumerators({ values }: EnumerationShape): Map<string, string> {
  return distinctIdentifiers(values)
}

function nameOf(shape: StructShape | EnumerationShape, { names }: TypeContext): string {
  const name = names.get(shape)
  if (name === undefined) throw new Error(`no name for the type at ${shape.pointer}`)
  return name
}
