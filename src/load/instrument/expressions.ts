import type {
  Expression,
  IdentifierReference,
  MemberExpression,
  Node,
  TaggedTemplateExpression,
  UnaryExpression,
  YieldExpression,
} from 'oxc-parser'
import { languageGlobals } from '../language.ts'
import { assignment, increment } from './assignments.ts'
import { callExpression, chain, newExpression, taggedTemplate } from './calls.ts'
import { commonJsName } from './commonjs.ts'
import { childrenOf, copyWith } from './copy.ts'
import { arrowText, classText, functionText } from './functions.ts'
import { arrayLiteral, literalValue, nameOf, objectLiteral, withoutTypes } from './literals.ts'
import { literalSite, type Module, refuse, siteOf, textOf } from './module.ts'
import { memberCode, moduleName } from './module-names.ts'
import { pair } from './pairs.ts'
import { type Binding, bindingOf, scopeOf } from './scope.ts'
import { isBuildName, undeclaredType } from './surroundings.ts'

/** Code that gives the value of an expression and leaves its origin in the register. */
export function expression(module: Module, typed: Expression): string {
  const node = withoutTypes(typed)
  const literal = literalValue(node)
  if (literal !== undefined)
    return `_$.literal(${literalSite(module, node, literal.value)}, ${textOf(module, node)})`
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
      if (isBuildName(module, node)) return `_$.value('production', undefined)`
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
  return `${nameText(module, node)}, ${(binding && originOf(binding)) ?? 'undefined'}`
}

function originOf(binding: Binding): string | undefined {
  if (binding.kind === 'tracked') return binding.origin
  return binding.kind === 'imported' ? importedOrigin(binding.module, binding.imported.name) : undefined
}

function importedOrigin(module: number, name: string): string {
  return `_$.imported(${module}, ${JSON.stringify(name)})`
}

/** Reading a name that has no value yet, or that nothing declares, throws: its place is noted first. */
function nameText(module: Module, node: IdentifierReference): string {
  const { name } = node
  const binding = bindingOf(module, name)
  const code = targetText(module, name)
  const isCertain = binding === undefined ? isOfLanguage(name) : hasValue(module, binding, node)
  return isCertain ? code : `(_$.reach(${siteOf(module, node)}), ${code})`
}

/** The code of a variable as what is read or assigned to. */
export function targetText(module: Module, name: string): string {
  const binding = bindingOf(module, name)
  const provided = binding === undefined ? commonJsName(module, name) : undefined
  if (provided !== undefined) return provided
  if (binding === undefined && name === 'require') return 'globalThis.require' // the bundler would put something of its own in its place
  if (binding?.kind !== 'imported' && binding?.kind !== 'namespace') return name
  binding.imported.isUsed = true
  if (module.isInternal) return name
  return binding.kind === 'namespace'
    ? moduleName(binding.module)
    : memberCode(binding.module, binding.imported.name)
}

/** True where a variable cannot be read before it has a value. */
function hasValue(module: Module, binding: Binding, { name, start }: IdentifierReference): boolean {
  if (binding.kind === 'imported') return false
  if (binding.kind === 'namespace' || binding.from === undefined) return true
  return start >= binding.from && scopeOf(module, name)?.hoistedDepth === module.hoistedDepth
}

function isOfLanguage(name: string): boolean {
  return name === 'arguments' || languageGlobals.includes(name)
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
    const holderCode = targetText(module, object.name)
    return `_$.value((_$.reach(${site}), ${holderCode}.${nameOf(property)}), ${importedOrigin(binding.module, nameOf(property))})`
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
  if (node.operator === 'typeof' && argument.type === 'Identifier') {
    const isDeclared = bindingOf(module, argument.name) !== undefined
    if (!isDeclared) return `_$.value(${undeclaredType(module, argument.name)}, undefined)`
    return `_$.value(typeof ${nameText(module, argument)}, undefined)`
  }
  return `_$.unary(${site}, "${node.operator}", ${expression(module, argument)})`
}

/** True where the tag has to be written as it is. */
function hasHiddenTag({ tag }: TaggedTemplateExpression): boolean {
  const plain = withoutTypes(tag)
  return plain.type === 'MemberExpression' && !hasOpenName(plain)
}

/** False for a private field and a member of `super`, which have to be written as they are. */
export function hasOpenName({ object, property }: MemberExpression): boolean {
  return property.type !== 'PrivateIdentifier' && object.type !== 'Super'
}

/** The code of a member's holder and of its name, as two arguments. */
export function holderAndName(module: Module, { object, property, computed }: MemberExpression): string {
  const name = computed ? expression(module, property as Expression) : JSON.stringify(nameOf(property))
  return `${plainly(module, object as Expression)}, ${name}`
}

/** An expression of a kind that tells nothing of its origin; `inner` are the parts of it that do. */
export function copied(
  module: Module,
  node: Expression,
  inner = childrenOf(node).filter(isExpression),
): string {
  const children = inner.map((child) => [child, expression(module, child)] as const)
  return `_$.computed(${siteOf(module, node)}, (${copyWith(module, node, children)}))`
}

function isExpression(node: Node): node is Expression {
  return /Expression$|^Identifier$|^Literal$|^TemplateLiteral$/.test(node.type) && node.type !== 'Super'
}
