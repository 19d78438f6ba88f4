import type {
  ArrayExpression,
  Expression,
  Node,
  ObjectExpression,
  ObjectProperty,
  TSEnumDeclaration,
} from 'oxc-parser'
import { given } from '../given.ts'
import { expression } from './expressions.ts'
import { methodText } from './functions.ts'
import { describe, literalSite, type Module, siteOf, textOf } from './module.ts'
import { pair } from './pairs.ts'

/** What an expression evaluates to if it is a literal: text, number (signed too), boolean, null, plain template. */
export function literalValue(node: Node): { readonly value: unknown } | undefined {
  switch (node.type) {
    case 'Literal':
      return 'regex' in node || 'bigint' in node ? undefined : { value: node.value }
    case 'TemplateLiteral': {
      const [only] = node.quasis
      return node.quasis.length === 1 && only?.value.cooked != null ? { value: only.value.cooked } : undefined
    }
    case 'UnaryExpression': {
      const isSigned = node.operator === '-' && node.argument.type === 'Literal'
      const operand = isSigned ? literalValue(node.argument) : undefined
      return typeof operand?.value === 'number' ? { value: -operand.value } : undefined
    }
    default:
      return undefined
  }
}

/** The expression without `as`, `satisfies` and `!`. */
export function withoutTypes(node: Expression): Expression {
  switch (node.type) {
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'TSInstantiationExpression':
    case 'ParenthesizedExpression':
      return withoutTypes(node.expression)
    default:
      return node
  }
}

/** An object literal. */
export function objectLiteral(module: Module, node: ObjectExpression): string {
  const properties = node.properties.filter((property) => property.type === 'Property')
  const isFixed = properties.length === node.properties.length && properties.every(isFixedProperty)
  return isFixed ? fixedObject(module, node, properties) : builtObject(module, node)
}

function isFixedProperty(property: ObjectProperty): boolean {
  if (property.kind !== 'init' || property.method || property.computed) return false
  return nameOf(property.key) !== '__proto__' && isFixedValue(withoutTypes(property.value))
}

function isFixedValue(node: Node): boolean {
  return (
    node.type === 'ObjectExpression' || node.type === 'ArrayExpression' || literalValue(node) !== undefined
  )
}

function fixedObject(module: Module, node: ObjectExpression, properties: readonly ObjectProperty[]): string {
  const members: (string | number)[] = []
  const texts = properties.map(({ key, value }) => {
    const { how, text } = fixedValue(module, withoutTypes(value))
    members.push(nameOf(key), how, siteOf(module, key))
    return `${textOf(module, key)}: ${text}`
  })
  return `_$.fixed(${describe(module, [siteOf(module, node), ...members])}, {${texts.join(', ')}})`
}

interface GivenValue {
  /** The site of a literal, `container` for what carries its origin itself, `withOrigin` for what is followed by it. */
  readonly how: number
  readonly text: string
}

function fixedValue(module: Module, node: Expression): GivenValue {
  const literal = literalValue(node)
  // In the authoring API a literal has no site: it is like a value that carries what is known of it.
  return literal
    ? { how: literalSite(module, node, literal.value), text: textOf(module, node) }
    : { how: given.container, text: expression(module, node) }
}

function memberValue(module: Module, typed: Expression): GivenValue {
  const node = withoutTypes(typed)
  return isFixedValue(node) && !module.isInternal
    ? fixedValue(module, node)
    : { how: given.withOrigin, text: pair(module, node) }
}

function builtObject(module: Module, node: ObjectExpression): string {
  const members: (string | number)[] = []
  const values: string[] = []
  for (const property of node.properties) {
    if (property.type === 'SpreadElement') {
      members.push('', given.spread, 0)
      values.push(expression(module, property.argument))
    } else addProperty(module, property, members, values)
  }
  return `_$.object(${describe(module, [siteOf(module, node), ...members])}, [${values.join(', ')}])`
}

function addProperty(
  module: Module,
  property: ObjectProperty,
  members: (string | number)[],
  values: string[],
): void {
  const { key, value } = property
  if (property.method || property.kind !== 'init') {
    members.push('', given.defined, 0)
    values.push(`{${methodText(module, property)}}`)
  } else if (property.computed) {
    members.push('', given.computed, 0)
    values.push(expression(module, key as Expression), pair(module, value))
  } else if (nameOf(key) === '__proto__' && !property.shorthand) {
    members.push('', given.prototype, 0)
    values.push(expression(module, value))
  } else {
    const { how, text } = memberValue(module, value)
    members.push(nameOf(key), how, siteOf(module, key))
    values.push(text)
  }
}

/** The name that a key stands for, where it is not computed. */
export function nameOf(key: Node): string {
  if (key.type === 'Identifier') return key.name
  if (key.type === 'PrivateIdentifier') return `#${key.name}`
  if ('bigint' in key) return String(key.bigint)
  return String(literalValue(key)?.value)
}

/** An array literal. */
export function arrayLiteral(module: Module, node: ArrayExpression): string {
  const isFixed = node.elements.every(
    (each) => each !== null && each.type !== 'SpreadElement' && isFixedValue(withoutTypes(each)),
  )
  if (isFixed) return fixedArray(module, node)
  const values: string[] = []
  const hows = node.elements.map((element) => {
    if (element === null) return given.hole
    const { how, text } =
      element.type === 'SpreadElement'
        ? { how: given.spread, text: pair(module, element.argument) }
        : memberValue(module, element)
    values.push(text)
    return how
  })
  return `_$.array(${describe(module, [siteOf(module, node), ...hows])}, [${values.join(', ')}])`
}

function fixedArray(module: Module, node: ArrayExpression): string {
  const elements = node.elements.map((element) => fixedValue(module, withoutTypes(element as Expression)))
  const members = elements.flatMap(({ how }, index) => [index, how, 0])
  const texts = elements.map(({ text }) => text)
  return `_$.fixed(${describe(module, [siteOf(module, node), ...members])}, [${texts.join(', ')}])`
}

/** The statement after an enum that says where its members were written. */
export function enumMembers(module: Module, node: TSEnumDeclaration): string {
  const members = node.body.members.flatMap((member): (string | number)[] => {
    const name = nameOf(member.id)
    const memberValue = member.initializer ? literalValue(withoutTypes(member.initializer)) : undefined
    // Members that are counted or computed have no literal of their own.
    const how =
      memberValue && member.initializer
        ? literalSite(module, member.initializer, memberValue.value)
        : -siteOf(module, member)
    return [name, how, siteOf(module, member.id)]
  })
  return `_$.enumeration(${describe(module, [siteOf(module, node), ...members])}, ${node.id.name})`
}
