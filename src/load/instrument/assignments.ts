import type {
  AssignmentExpression,
  Expression,
  IdentifierReference,
  MemberExpression,
  UpdateExpression,
} from 'oxc-parser'
import { copied, expression, hasOpenName, holderAndName, targetText } from './expressions.ts'
import { nameOf, withoutTypes } from './literals.ts'
import { type Module, siteOf } from './module.ts'
import { destructuringAssignment } from './patterns.ts'
import { bindingOf, isConstant } from './scope.ts'

/** `variable++` and its like. */
export function increment(module: Module, node: UpdateExpression, site: number): string {
  const target = withoutTypes(node.argument as Expression)
  if (target.type === 'Identifier') {
    const origin = trackedOrigin(module, target.name)
    const name = targetText(module, target.name)
    if (isConstant(bindingOf(module, target.name)))
      return `_$.assignConstant(${site}, 0, ${readFirst(module, target.name)})`
    const code = node.prefix ? `${node.operator}${name}` : `${name}${node.operator}`
    return origin
      ? `_$.value(${code}, ${origin} = _$.changed(${site}, ${origin}))`
      : `_$.value(${code}, undefined)`
  }
  if (target.type !== 'MemberExpression') return copied(module, node)
  if (!hasOpenName(target)) {
    const hidden = hiddenText(module, target)
    return noted(
      target,
      `_$.computed(${site}, ${node.prefix ? node.operator + hidden : hidden + node.operator})`,
    )
  }
  const kind = `{ by: ${node.operator === '++' ? 1 : -1}, isPrefix: ${node.prefix} }`
  return `_$.increment(${site}, ${holderAndName(module, target)}, ${kind})`
}

/** `target = value` and its like. */
export function assignment(module: Module, node: AssignmentExpression, site: number): string {
  const target = node.left
  if (target.type === 'ObjectPattern' || target.type === 'ArrayPattern') {
    return destructuringAssignment(module, target, expression(module, node.right))
  }
  const plain = withoutTypes(target as Expression)
  if (plain.type === 'Identifier') return variableAssignment(module, node, plain, site)
  if (plain.type !== 'MemberExpression') return copied(module, node)
  if (!hasOpenName(plain)) return hiddenAssignment(module, node, plain)
  if (node.operator === '=')
    return `_$.write(${site}, ${holderAndName(module, plain)}, ${expression(module, node.right)})`
  const operator = node.operator.slice(0, -1)
  return `_$.update(${site}, ${holderAndName(module, plain)}, "${operator}", () => ${expression(module, node.right)})`
}

function variableAssignment(
  module: Module,
  node: AssignmentExpression,
  ...[target, site]: [target: IdentifierReference, site: number]
): string {
  const name = targetText(module, target.name)
  const origin = trackedOrigin(module, target.name)
  const right = expression(module, node.right)
  if (isConstant(bindingOf(module, target.name)))
    return constantAssignment(node, { name, right, site, first: readFirst(module, target.name) })
  if (origin === undefined) return `_$.value(${name} ${node.operator} ${right}, undefined)`
  const operator = node.operator.slice(0, -1)
  const set = (code: string): string => `_$.value(${name} = ${code}, ${origin} = _$.origin)`
  if (operator === '') return set(right)
  if (/^(\?\?|\|\||&&)$/.test(operator)) return `(_$.value(${name}, ${origin}) ${operator} ${set(right)})`
  return set(`_$.binary(${site}, "${operator}", ${name}, ${origin}, ${right}, _$.origin)`)
}

/** What is read before the assignment is refused: a constant without a value throws for that, an import does not. */
export function readFirst(module: Module, name: string): string {
  return bindingOf(module, name)?.kind === 'tracked' ? name : '0'
}

/** Assigning to a constant throws, unless `??=` and its like have nothing to assign. */
function constantAssignment(
  { operator }: AssignmentExpression,
  { name, right, site, first }: Readonly<Record<'name' | 'right' | 'first', string> & { site: number }>,
): string {
  const assigned = `_$.assignConstant(${site}, ${right}, ${first})`
  return /^(\?\?|\|\||&&)=$/.test(operator) ? `(${name} ${operator.slice(0, -1)} ${assigned})` : assigned
}

/** Assignment to a private field or to a member of `super`, which have to be written as they are. */
function hiddenAssignment(module: Module, node: AssignmentExpression, target: MemberExpression): string {
  const code = `${hiddenText(module, target)} ${node.operator} ${expression(module, node.right)}`
  return noted(target, node.operator === '=' ? `(${code})` : `_$.computed(${siteOf(module, node)}, ${code})`)
}

function hiddenText(module: Module, { object, property, computed }: MemberExpression): string {
  const holder = object.type === 'Super' ? 'super' : `(${expression(module, object)})`
  return computed
    ? `${holder}[${expression(module, property as Expression)}]`
    : `${holder}.${nameOf(property)}`
}

/** The value of `code`, kept as what is known of a private field of `this`. */
function noted({ object, property }: MemberExpression, code: string): string {
  const isOwn = object.type === 'ThisExpression' && property.type === 'PrivateIdentifier'
  return isOwn ? `_$.noted(${code}, this, "${nameOf(property)}")` : `_$.value(${code}, undefined)`
}

function trackedOrigin(module: Module, name: string): string | undefined {
  const binding = bindingOf(module, name)
  return binding?.kind === 'tracked' ? binding.origin : undefined
}
