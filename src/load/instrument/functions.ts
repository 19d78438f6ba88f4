import type {
  AccessorProperty,
  ArrowFunctionExpression,
  Class,
  ClassElement,
  Expression,
  Function as FunctionNode,
  ObjectProperty,
  ParamPattern,
  PropertyDefinition,
  Statement,
} from 'oxc-parser'
import { expression } from './expressions.ts'
import { nameOf } from './literals.ts'
import { type Module, siteOf, textOf } from './module.ts'
import { bindPattern } from './patterns.ts'
import { declarations, hoistedNames, inScope, parameterNames, patternNames, plain } from './scope.ts'
import { statements } from './statements.ts'

/** An arrow function, with parentheses around it. */
export function arrowText(module: Module, node: ArrowFunctionExpression): string {
  const { parameters, body } = parametersAndBody(module, node)
  return `(${node.async ? 'async ' : ''}${parameters} => ${body})`
}

/** A function declaration or expression. */
export function functionText(module: Module, node: FunctionNode, name = node.id?.name ?? ''): string {
  const isHoisted = node.type === 'FunctionDeclaration'
  if (isHoisted) module.hoistedDepth += 1
  const text = inScope(module, node.id && node.type === 'FunctionExpression' ? [plain(name)] : [], () =>
    parametersAndBody(module, node),
  )
  if (isHoisted) module.hoistedDepth -= 1
  return `${node.async ? 'async ' : ''}function${node.generator ? '*' : ''} ${name}${text.parameters} ${text.body}`
}

/** A method or accessor of an object literal or class, without `static`. */
export function methodText(
  module: Module,
  node: Pick<ObjectProperty, 'computed' | 'key' | 'kind'> & { value: unknown },
): string {
  const fn = node.value as FunctionNode
  const { parameters, body } = parametersAndBody(module, fn, node.kind === 'set')
  const accessor = node.kind === 'get' || node.kind === 'set' ? `${node.kind} ` : ''
  return `${fn.async ? 'async ' : ''}${accessor}${fn.generator ? '*' : ''}${keyText(module, node)}${parameters} ${body}`
}

function keyText(module: Module, { computed, key }: Pick<ObjectProperty, 'computed' | 'key'>): string {
  return computed ? `[${expression(module, key as Expression)}]` : textOf(module, key)
}

interface FunctionText {
  readonly parameters: string
  readonly body: string
}

/**
 * Parameters are taken from one list of values, so that their origins can be asked for first. The body is a block of
 * its own: what it declares is not seen by the parameters' defaults.
 */
function parametersAndBody(
  module: Module,
  node: FunctionNode | ArrowFunctionExpression,
  isSetter = false,
): FunctionText {
  const own = (node.params as ParamPattern[]).filter((each) => !isThis(each))
  return inScope(module, own.flatMap(parameterNames), () => {
    module.depth += 1
    const taken = takenParameters(own, { isSetter, isGenerator: node.generator })
    const prologue = `${taken.prologue} ${bindingsOf(module, own, keywordFor(own, node.body))}`
    const text = bodyText(module, node.body, own)
    module.depth -= 1
    return { parameters: taken.parameters, body: `{ ${prologue}\n${text} }` }
  })
}

function isThis(parameter: ParamPattern): boolean {
  return parameter.type === 'Identifier' && parameter.name === 'this'
}

interface TakenParameters {
  readonly parameters: string
  /** Makes `_$p`, the values, and `_$q`, their origins. */
  readonly prologue: string
}

/** Parameters before the first default keep a name each: they are the `length` of a function. */
function takenParameters(
  own: readonly ParamPattern[],
  { isSetter, isGenerator }: { readonly isSetter: boolean; readonly isGenerator: boolean },
): TakenParameters {
  if (own.length === 0 && !isGenerator) return { parameters: '()', prologue: '_$.enterBare();' }
  if (isSetter) return { parameters: '(_$v)', prologue: 'const _$p = [_$v], _$q = _$.enter(_$p);' }
  const counted = own.findIndex((each) => !isCounted(each))
  const names = own.slice(0, counted < 0 ? own.length : counted).map((_, index) => `_$p${index}`)
  const list = (last: string): string => [...names, last].join(', ')
  // The body of a generator runs when its arguments are no longer under way; defaults are evaluated at the call.
  if (isGenerator)
    return { parameters: `(${list('...{ _$p = [...arguments], _$q = _$.enter(_$p) }')})`, prologue: '' }
  return {
    parameters: `(${list('..._$r')})`,
    prologue: `const _$p = [${list('..._$r')}], _$q = _$.enter(_$p);`,
  }
}

function isCounted(parameter: ParamPattern): boolean {
  const pattern = parameter.type === 'TSParameterProperty' ? parameter.parameter : parameter
  return pattern.type !== 'AssignmentPattern' && pattern.type !== 'RestElement'
}

/** A parameter has no value before its turn, which `let` says; where the body has a `var` of its name only `var` will do. */
function keywordFor(
  parameters: readonly ParamPattern[],
  body: FunctionNode['body'] | Expression,
): 'let' | 'var' {
  const hoisted = body?.type === 'BlockStatement' ? hoistedNames(body.body) : []
  return parameters.flatMap(patternNames).some((name) => hoisted.includes(name)) ? 'var' : 'let'
}

function bindingsOf(module: Module, parameters: readonly ParamPattern[], keyword: 'let' | 'var'): string {
  const bindings = parameters.flatMap((each, index) => {
    if (each.type === 'RestElement')
      return bindPattern(module, each.argument, `_$.rest(${siteOf(module, each)}, _$p, _$q, ${index})`)
    const pattern = each.type === 'TSParameterProperty' ? each.parameter : each
    return bindPattern(module, pattern, `_$.parameter(_$p, _$q, ${index})`)
  })
  return bindings.length === 0 ? '' : `${keyword} ${bindings.join(', ')};`
}

/** The body of a function; `constructor(private x)` assigns its fields after `super(…)`. */
function bodyText(
  module: Module,
  body: FunctionNode['body'] | ArrowFunctionExpression['body'],
  parameters: readonly ParamPattern[],
): string {
  if (body?.type !== 'BlockStatement') return `return ${expression(module, body as Expression)}`
  const inner = body.body as Statement[]
  const fields = parameters
    .filter((each) => each.type === 'TSParameterProperty')
    .flatMap(patternNames)
    .map((name) => `_$.write(0, this, "${name}", _$.value(${name}, _$o_${name}));`)
  return inScope(module, declarations(inner, true), () => {
    const start = inner.findIndex(isSuperCall) + 1
    const before = statements(module, inner.slice(0, start))
    const after = statements(module, inner.slice(start))
    return ['{', before, ...fields, after, '}'].join('\n')
  })
}

function isSuperCall(statement: Statement): boolean {
  const called = statement.type === 'ExpressionStatement' ? statement.expression : undefined
  return called?.type === 'CallExpression' && called.callee.type === 'Super'
}

/** A class declaration or expression. */
export function classText(module: Module, node: Class, name = node.id?.name ?? ''): string {
  return inScope(module, node.id ? [plain(name)] : [], () => {
    const parent = node.superClass ? ` extends ${expression(module, node.superClass)}` : ''
    const members = [...parameterFields(node), ...node.body.body.map((each) => classMember(module, each))]
    return `${decoratorsText(module, node)}class ${name}${parent} {\n${members.join('\n')}\n}`
  })
}

/** What an author's decorators make of what they decorate is theirs; their own code is instrumented. */
function decoratorsText(module: Module, { decorators }: Pick<Class, 'decorators'>): string {
  return decorators.map((each) => `@(${expression(module, each.expression)}) `).join('')
}

/** Fields that `constructor(private x)` declares: they come before all others. */
function parameterFields(node: Class): string[] {
  return node.body.body.flatMap((each) => {
    if (each.type !== 'MethodDefinition' || each.kind !== 'constructor' || !each.value.body) return []
    const fields = (each.value.params as ParamPattern[]).filter(({ type }) => type === 'TSParameterProperty')
    return fields.flatMap(patternNames).map((name) => `${name};`)
  })
}

function classMember(module: Module, node: ClassElement): string {
  switch (node.type) {
    case 'MethodDefinition':
      if (!node.value.body) return ''
      return `${decoratorsText(module, node)}${node.static ? 'static ' : ''}${methodText(module, node as unknown as ObjectProperty)}`
    case 'PropertyDefinition':
      return node.declare ? '' : decoratorsText(module, node) + fieldText(module, node)
    case 'StaticBlock':
      return `static { ${inScope(module, declarations(node.body, true), () => statements(module, node.body))} }`
    case 'AccessorProperty':
      return decoratorsText(module, node) + accessorText(module, node)
    default:
      return ''
  }
}

function accessorText(module: Module, node: AccessorProperty): string {
  module.depth += 1
  const value = node.value ? ` = ${expression(module, node.value)}` : ''
  module.depth -= 1
  return `${node.static ? 'static ' : ''}accessor ${keyText(module, node)}${value};`
}

function fieldText(module: Module, node: PropertyDefinition): string {
  const name = `${node.static ? 'static ' : ''}${keyText(module, node)}`
  if (!node.value) return `${name};`
  module.depth += 1
  const value = expression(module, node.value)
  module.depth -= 1
  return node.computed
    ? `${name} = ${value};`
    : `${name} = _$.field(this, ${JSON.stringify(nameOf(node.key))}, () => ${value});`
}
