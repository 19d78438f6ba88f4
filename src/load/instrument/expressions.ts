import type {
  AssignmentExpression,
  Expression,
  IdentifierReference,
  MemberExpression,
  Node,
  TaggedTemplateExpression,
  UnaryExpression,
  UpdateExpression,
  YieldExpression,
} from 'oxc-parser'
import { callExpression, chain, newExpression, taggedTemplate } from './calls.ts'
import { childrenOf, copyWith } from './copy.ts'
import { arrowText, classText, functionText } from './functions.ts'
import { arrayLiteral, literalValue, nameOf, objectLiteral, withoutTypes } from './literals.ts'
import { literalSite, type Module, refuse, siteOf, textOf } from './module.ts'
import { pair } from './pairs.ts'
import { destructuringAssignment } from './patterns.ts'
import { bindingOf } from './scope.ts'

/** Code that gives the value of an expression and leaves its origin in the register. */
export function expression(module: Module, typed: Expression): string {
  const node = withoutTypes(typed)
  const known = literalValue(node)
  if (known !== undefined)
    return `_$.literal(${literalSite(module, node, known.value)}, ${textOf(module, node)})`
  switch (node.type) {
    case 'Identifier':
      return variable(module, node)
    case 'ObjectExpression':
      return objectLiteral(module, node)
    case 'ArrayExpression':
      return arrayLiteral(module, node)
    case 'ArrowFunctionExpression':
      return arrowText(module, node)
    case 'FunctionExpression':
      return `(${functionText(module, node)})`
    case 'ClassExpression':
      return `(${classText(module, node)})`
    case 'MemberExpression':
      return member(module, node, expression(module, node.object as Expression))
    case 'CallExpression':
      return callExpression(module, node)
    case 'NewExpression':
      return newExpression(module, node)
    case 'ChainExpression':
      return chain(module, node)
    default:
      return operation(module, node)
  }
}

/** Code that gives the value of an expression whose origin nobody asks for. */
export function plainly(module: Module, typed: Expression): string {
  const node = withoutTypes(typed)
  return node.type === 'Identifier' ? nameText(module, node) : expression(module, node)
}

function variable(module: Module, node: IdentifierReference): string {
  return `_$.value(${variablePair(module, node)})`
}

/** The value of a variable and its origin, as two arguments. */
export function variablePair(module: Module, node: IdentifierReference): string {
  const binding = bindingOf(module, node.name)
  const origin = binding?.kind === 'tracked' || binding?.kind === 'imported' ? binding.origin : 'undefined'
  return `${nameText(module, node)}, ${origin}`
}

/** A name that nothing declares throws: its place is noted first. */
function nameText(module: Module, node: IdentifierReference): string {
  const { name } = node
  if (bindingOf(module, name) !== undefined) return name
  if (name === 'require') return 'globalThis.require' // the bundler would put something of its own in its place
  return name in globalThis || name === 'arguments' ? name : `(_$.reach(${siteOf(module, node)}), ${name})`
}

/** `object.member`, `holder` being the code of the object. */
export function member(module: Module, node: MemberExpression, holder: string): string {
  const site = siteOf(module, node)
  const { object, property } = node
  if (property.type === 'PrivateIdentifier') {
    const name = `#${property.name}`
    if (object.type !== 'ThisExpression') return `_$.value((${holder}).${name}, undefined)`
    return `_$.value(this.${name}, _$.originIn(this, "${name}"))`
  }
  if (object.type === 'Super') {
    const name = node.computed ? `[${expression(module, property as Expression)}]` : `.${nameOf(property)}`
    return `_$.value(super${name}, undefined)`
  }
  if (node.computed)
    return `_$.readComputed(${site}, ${holder}, _$.origin, ${expression(module, property as Expression)})`
  const binding = object.type === 'Identifier' ? bindingOf(module, object.name) : undefined
  const name = JSON.stringify(nameOf(property))
  if (binding?.kind === 'namespace' && object.type === 'Identifier') {
    return `_$.value(${object.name}.${nameOf(property)}, _$.imported(${binding.module}, ${name}))`
  }
  return `_$.read(${site}, ${holder}, ${name})`
}

function operation(module: Module, node: Expression): string {
  const site = siteOf(module, node)
  switch (node.type) {
    case 'TemplateLiteral': {
      const texts = JSON.stringify(node.quasis.map(({ value }) => value.cooked))
      return `_$.template(${site}, ${texts}, [${node.expressions.map((each) => pair(module, each)).join(', ')}])`
    }
    case 'BinaryExpression': {
      if (node.left.type === 'PrivateIdentifier') return copied(module, node)
      const sides = [node.left, node.right].map((side) => pair(module, side as Expression))
      return `_$.binary(${site}, "${node.operator}", ${sides.join(', ')})`
    }
    case 'LogicalExpression':
      return `(${expression(module, node.left)} ${node.operator} ${expression(module, node.right)})`
    case 'ConditionalExpression':
      return conditional(module, node)
    case 'UnaryExpression':
      return unary(module, node, site)
    case 'UpdateExpression':
      return increment(module, node, site)
    case 'AssignmentExpression':
      return assignment(module, node, site)
    case 'SequenceExpression':
      return `(${node.expressions.map((each) => expression(module, each)).join(', ')})`
    case 'YieldExpression':
      return yielded(module, node, site)
    case 'AwaitExpression':
      if (module.depth === 0) refuseAwait(module, node)
      return copied(module, node)
    case 'TaggedTemplateExpression':
      return hasHiddenTag(node) ? copied(module, node, node.quasi.expressions) : taggedTemplate(module, node)
    case 'MetaProperty':
      if (node.meta.name === 'import') refuse(module, node, importMeta)
      return copied(module, node, [])
    case 'ImportExpression':
      refuse(module, node, {
        code: 'not-hermetic',
        message: 'import() is not allowed in a config module',
        help: 'import the module at the top of the file',
      })
      return 'undefined'
    default:
      return copied(module, node)
  }
}

/** What comes back from `yield` was left there by whoever walks the generator: nothing is known of it. */
function yielded(module: Module, node: YieldExpression, site: number): string {
  if (!node.argument) return '_$.value((yield), undefined)'
  const argument = expression(module, node.argument)
  if (node.delegate) return `_$.computed(${site}, (yield* _$.delegated(${argument})))`
  return `_$.value((yield ${argument}), undefined)`
}

const importMeta = {
  code: 'not-hermetic',
  message: 'import.meta is not available in a config module: it would show where the workspace lies',
} as const

/** Reports `await` outside of any function. */
export function refuseAwait(module: Module, node: Node): void {
  refuse(module, node, {
    code: 'promise-in-config',
    message: 'await at the top of a config module',
    help: 'config modules are evaluated in one go: there is nothing to wait for',
  })
}

function conditional(module: Module, node: Extract<Expression, { type: 'ConditionalExpression' }>): string {
  const [test, yes, no] = [node.test, node.consequent, node.alternate].map((part) => expression(module, part))
  if (module.isInternal) return `_$.choose(${test}, _$.origin, () => ${yes}, () => ${no})`
  return `(${test} ? ${yes} : ${no})`
}

function unary(module: Module, node: UnaryExpression, site: number): string {
  const argument = withoutTypes(node.argument)
  if (node.operator === 'delete') {
    if (argument.type !== 'MemberExpression' || argument.property.type === 'PrivateIdentifier')
      return copied(module, node)
    return `_$.remove(${site}, ${holderAndName(module, argument)})`
  }
  if (node.operator === 'typeof' && argument.type === 'Identifier')
    return `_$.value(typeof ${argument.name}, undefined)`
  return `_$.unary(${site}, "${node.operator}", ${expression(module, argument)})`
}

function increment(module: Module, node: UpdateExpression, site: number): string {
  const target = withoutTypes(node.argument as Expression)
  if (target.type === 'Identifier') {
    const origin = trackedOrigin(module, target.name)
    const code = node.prefix ? `${node.operator}${target.name}` : `${target.name}${node.operator}`
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

function assignment(module: Module, node: AssignmentExpression, site: number): string {
  const target = node.left
  if (target.type === 'ObjectPattern' || target.type === 'ArrayPattern') {
    return destructuringAssignment(module, target, expression(module, node.right))
  }
  const plain = withoutTypes(target as Expression)
  if (plain.type === 'Identifier') return variableAssignment(module, node, plain.name, site)
  if (plain.type !== 'MemberExpression') return copied(module, node)
  if (!hasOpenName(plain)) return hiddenAssignment(module, node, plain)
  if (node.operator === '=')
    return `_$.write(${site}, ${holderAndName(module, plain)}, ${expression(module, node.right)})`
  const operator = node.operator.slice(0, -1)
  return `_$.update(${site}, ${holderAndName(module, plain)}, "${operator}", () => ${expression(module, node.right)})`
}

function variableAssignment(module: Module, node: AssignmentExpression, name: string, site: number): string {
  const origin = trackedOrigin(module, name)
  const right = expression(module, node.right)
  if (origin === undefined) return `_$.value(${name} ${node.operator} ${right}, undefined)`
  const operator = node.operator.slice(0, -1)
  const set = (code: string): string => `_$.value(${name} = ${code}, ${origin} = _$.origin)`
  if (operator === '') return set(right)
  if (/^(\?\?|\|\||&&)$/.test(operator)) return `(_$.value(${name}, ${origin}) ${operator} ${set(right)})`
  return set(`_$.binary(${site}, "${operator}", ${name}, ${origin}, ${right}, _$.origin)`)
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

/** True where the tag has to be written as it is. */
function hasHiddenTag({ tag }: TaggedTemplateExpression): boolean {
  const plain = withoutTypes(tag)
  return plain.type === 'MemberExpression' && !hasOpenName(plain)
}

function hasOpenName({ object, property }: MemberExpression): boolean {
  return property.type !== 'PrivateIdentifier' && object.type !== 'Super'
}

/** The code of a member's holder and of its name, as two arguments. */
export function holderAndName(module: Module, { object, property, computed }: MemberExpression): string {
  const name = computed ? expression(module, property as Expression) : JSON.stringify(nameOf(property))
  return `${plainly(module, object as Expression)}, ${name}`
}

function trackedOrigin(module: Module, name: string): string | undefined {
  const binding = bindingOf(module, name)
  return binding?.kind === 'tracked' ? binding.origin : undefined
}

/** An expression of a kind that tells nothing of its origin; `inner` are the parts of it that do. */
function copied(module: Module, node: Expression, inner = childrenOf(node).filter(isExpression)): string {
  const children = inner.map((child) => [child, expression(module, child)] as const)
  return `_$.computed(${siteOf(module, node)}, (${copyWith(module, node, children)}))`
}

function isExpression(node: Node): node is Expression {
  return /Expression$|^Identifier$|^Literal$|^TemplateLiteral$/.test(node.type) && node.type !== 'Super'
}
