import type {
  Argument,
  CallExpression,
  ChainExpression,
  Expression,
  MemberExpression,
  NewExpression,
  StringLiteral,
  TaggedTemplateExpression,
} from 'oxc-parser'
import { requiredCode, requiredPath } from './commonjs.ts'
import { copyWith } from './copy.ts'
import { expression, member, plainly } from './expressions.ts'
import { nameOf, withoutTypes } from './literals.ts'
import { type Module, siteOf } from './module.ts'
import { moduleName } from './module-names.ts'
import { pair } from './pairs.ts'
import { targetOf } from './program.ts'
import { bindingOf } from './scope.ts'

/** A call. */
export function callExpression(module: Module, node: CallExpression): string {
  const path = requiredPath(module, node)
  if (path !== undefined && bindingOf(module, 'require') === undefined) return required(module, path)
  if (node.callee.type === 'Super') return `super(...${superArguments(module, node)})`
  const callee = withoutTypes(node.callee as Expression)
  if (callee.type !== 'MemberExpression') return called(module, node, plainly(module, callee))
  if (callee.object.type === 'Super' || callee.property.type === 'PrivateIdentifier') {
    return hiddenCall(module, node, callee)
  }
  return methodCall(module, node, callee, expression(module, callee.object))
}

/** `require('path')`: the module is evaluated before this one. */
function required(module: Module, path: StringLiteral): string {
  const target = targetOf(module, path)
  if (target.kind === 'module') return `_$.value(${requiredCode(target.number, target.isData)}, undefined)`
  return target.kind === 'authoring' ? moduleName(0) : 'undefined'
}

function called(module: Module, node: CallExpression, callee: string): string {
  return `_$.call(${siteOf(module, node)}, ${callee}, ${pairs(module, node.arguments)})`
}

function methodCall(module: Module, node: CallExpression, callee: MemberExpression, holder: string): string {
  return `_$.method(${siteOf(module, node)}, ${holder}, _$.origin, ${methodName(module, callee)}, ${pairs(module, node.arguments)})`
}

/** A tagged template: a call with its texts, which are one object however often it is evaluated, and its values. */
export function taggedTemplate(module: Module, node: TaggedTemplateExpression): string {
  const { expressions } = node.quasi
  const texts = copyWith(
    module,
    node.quasi,
    expressions.map((each) => [each, '0'] as const),
  )
  const values = [`_$.texts${texts}, undefined`, ...expressions.map((each) => pair(module, each))]
  const tag = withoutTypes(node.tag)
  const site = siteOf(module, node)
  if (tag.type !== 'MemberExpression')
    return `_$.call(${site}, ${plainly(module, tag)}, [${values.join(', ')}])`
  return `_$.method(${site}, ${expression(module, tag.object)}, _$.origin, ${methodName(module, tag)}, [${values.join(', ')}])`
}

function methodName(module: Module, { computed, property }: MemberExpression): string {
  return computed ? expression(module, property as Expression) : JSON.stringify(nameOf(property))
}

/** A call of a private method or of a method of `super`: it has to be written as it is. */
function hiddenCall(
  module: Module,
  node: CallExpression,
  { object, property, computed }: MemberExpression,
): string {
  const holder = object.type === 'Super' ? 'super' : `(${expression(module, object)})`
  const name = computed ? `[${expression(module, property as Expression)}]` : `.${nameOf(property)}`
  return `${holder}${name}(...${superArguments(module, node)})`
}

function superArguments(module: Module, node: CallExpression): string {
  return `_$.superArguments(${siteOf(module, node)}, ${pairs(module, node.arguments)})`
}

/** `new X(…)` */
export function newExpression(module: Module, node: NewExpression): string {
  const callee = plainly(module, node.callee)
  return `_$.construct(${siteOf(module, node)}, ${callee}, ${pairs(module, node.arguments)})`
}

function pairs(module: Module, list: readonly Argument[]): string {
  const texts = list.map((each) =>
    each.type === 'SpreadElement' ? `..._$.spread(${expression(module, each.argument)})` : pair(module, each),
  )
  return `[${texts.join(', ')}]`
}

/** A chain with `?.` in it: every `?.` becomes a test, after which the rest goes on with the value kept. */
export function chain(module: Module, node: ChainExpression): string {
  const { tests, code } = link(module, node.expression as Expression)
  return `(${tests.map((test) => `${test} ? _$.skipped() : `).join('')}${code})`
}

interface Link {
  readonly tests: readonly string[]
  readonly code: string
}

function link(module: Module, typed: Expression): Link {
  const node = withoutTypes(typed)
  if (node.type === 'CallExpression') return calledLink(module, node)
  if (node.type !== 'MemberExpression' || node.object.type === 'Super')
    return { tests: [], code: expression(module, node) }
  const holder = link(module, node.object)
  if (!node.optional) return { tests: holder.tests, code: member(module, node, holder.code) }
  const tests = [...holder.tests, `_$.isNullish(${holder.code})`]
  return { tests, code: member(module, node, '_$.keptValue()') }
}

function calledLink(module: Module, node: CallExpression): Link {
  const callee = withoutTypes(node.callee as Expression)
  const isMethod =
    callee.type === 'MemberExpression' &&
    callee.object.type !== 'Super' &&
    callee.property.type !== 'PrivateIdentifier'
  if (!isMethod) {
    if (callee.type === 'Super' || callee.type === 'MemberExpression')
      return { tests: [], code: callExpression(module, node) }
    const target = link(module, callee)
    if (!node.optional) return { tests: target.tests, code: called(module, node, target.code) }
    return {
      tests: [...target.tests, `_$.isNullish(${target.code})`],
      code: called(module, node, '_$.keptValue()'),
    }
  }
  const object = link(module, callee.object)
  const tests = callee.optional ? [...object.tests, `_$.isNullish(${object.code})`] : object.tests
  const holder = callee.optional ? '_$.keptValue()' : object.code
  if (!node.optional) return { tests, code: methodCall(module, node, callee, holder) }
  const bound = `_$.bound(${siteOf(module, callee)}, ${holder}, _$.origin, ${methodName(module, callee)})`
  return { tests: [...tests, `_$.isNullish(${bound})`], code: called(module, node, '_$.keptValue()') }
}
