import type {
  ArrayExpression,
  Expression,
  Node,
  ObjectExpression,
  ObjectProperty,
  TSEnumDeclaration,
} from 'oxc-parser'
import { expression } from './expressions.ts'
import { methodText } from './functions.ts'
import { freshName, literalSite, type Module, siteOf, textOf } from './module.ts'

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
    const [site, text] = fixedValue(module, withoutTypes(value))
    members.push(nameOf(key), site, siteOf(module, key))
    return `${textOf(module, key)}: ${text}`
  })
  return `_$.fixed(${describe(module, node, members)}, {${texts.join(', ')}})`
}

function fixedValue(module: Module, node: Expression): readonly [site: number, text: string] {
  const known = literalValue(node)
  return known
    ? [literalSite(module, node, known.value), textOf(module, node)]
    : [0, expression(module, node)]
}

function describe(module: Module, node: Node, members: readonly (string | number)[]): string {
  const name = freshName(module)
  module.header.push(`const ${name} = _$.describe(${siteOf(module, node)}, ${JSON.stringify(members)})`)
  return name
}

function builtObject(module: Module, node: ObjectExpression): string {
  const kinds: string[] = []
  const values: string[] = []
  for (const property of node.properties) {
    if (property.type === 'SpreadElement') {
      kinds.push('"spread"')
      values.push(expression(module, property.argument))
    } else addProperty(module, property, kinds, values)
  }
  const name = freshName(module)
  module.header.push(`const ${name} = [${kinds.join(', ')}]`)
  return `_$.object(${siteOf(module, node)}, ${name}, [${values.join(', ')}])`
}

function addProperty(module: Module, property: ObjectProperty, kinds: string[], values: string[]): void {
  const { key, value } = property
  if (property.method || property.kind !== 'init') {
    kinds.push('"defined"')
    values.push(`{${methodText(module, property)}}`)
  } else if (property.computed) {
    kinds.push('"computed"')
    values.push(expression(module, key as Expression), expression(module, value), '_$.origin')
  } else if (nameOf(key) === '__proto__' && !property.shorthand) {
    kinds.push('"prototype"')
    values.push(expression(module, value))
  } else {
    kinds.push(JSON.stringify([nameOf(key), siteOf(module, key)]))
    values.push(expression(module, value), '_$.origin')
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
  const kinds = node.elements.map((element) => {
    if (element === null) return '-'
    values.push(expression(module, element.type === 'SpreadElement' ? element.argument : element))
    if (element.type === 'SpreadElement') return 's'
    values.push('_$.origin')
    return 'v'
  })
  return `_$.array(${siteOf(module, node)}, "${kinds.join('')}", [${values.join(', ')}])`
}

function fixedArray(module: Module, node: ArrayExpression): string {
  const members: (string | number)[] = []
  const texts = node.elements.map((element, index) => {
    const [site, text] = fixedValue(module, withoutTypes(element as Expression))
    members.push(index, site, 0)
    return text
  })
  return `_$.fixed(${describe(module, node, members)}, [${texts.join(', ')}])`
}

/** The statement after an enum that says where its members were written. */
export function enumMembers(module: Module, node: TSEnumDeclaration): string {
  const members = node.body.members.flatMap((member): (string | number)[] => {
    const name = nameOf(member.id)
    const known = member.initializer ? literalValue(withoutTypes(member.initializer)) : undefined
    // Members that are counted or computed have no literal of their own.
    const site =
      known && member.initializer
        ? literalSite(module, member.initializer, known.value)
        : -siteOf(module, member)
    return [name, site, siteOf(module, member.id)]
  })
  return `_$.enumeration(${node.id.name}, ${describe(module, node, members)})`
}
