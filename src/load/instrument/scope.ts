import type { BindingPattern, Node, ParamPattern, Statement, VariableDeclaration } from 'oxc-parser'
import type { ImportedName, Module } from './module.ts'

/** How the origin of a name's value is found: code that gives it, or undefined where objects alone are meant. */
export type Binding =
  | Variable
  | { readonly kind: 'imported'; readonly module: number; readonly imported: ImportedName }
  | { readonly kind: 'namespace'; readonly module: number; readonly imported: ImportedName }
  /** `from` is where in the source it has a value: before that, reading it throws. */
  | { readonly kind: 'plain'; readonly from?: number }

interface Variable {
  readonly kind: 'tracked'
  readonly origin: string
  readonly from?: number
  readonly isConstant?: boolean
}

/** The names that are declared in one block, function or module. */
export interface Scope {
  readonly parent: Scope | undefined
  readonly names: Map<string, Binding>
  /** Function declarations around it: from inside of those that it holds, its names can be read too early. */
  readonly hoistedDepth: number
}

/** Runs `work` in a scope of its own. */
export function inScope<T>(module: Module, names: Iterable<readonly [string, Binding]>, work: () => T): T {
  const { scope } = module
  module.scope = { parent: scope, names: new Map(names), hoistedDepth: module.hoistedDepth }
  try {
    return work()
  } finally {
    module.scope = scope
  }
}

/** What a name means here; undefined for what the language provides. */
export function bindingOf(module: Module, name: string): Binding | undefined {
  return scopeOf(module, name)?.names.get(name)
}

/** The scope that declares a name. */
export function scopeOf(module: Module, name: string): Scope | undefined {
  let scope: Scope | undefined = module.scope
  while (scope !== undefined && !scope.names.has(name)) scope = scope.parent
  return scope
}

/** True for what cannot be assigned to. */
export function isConstant(binding: Binding | undefined): boolean {
  if (binding?.kind === 'tracked') return binding.isConstant === true
  return binding?.kind === 'imported' || binding?.kind === 'namespace'
}

/** The variable that holds the origin of a variable's value. */
function originName(name: string): string {
  return `_$o_${name}`
}

/** The binding of a variable. */
export function tracked(name: string): readonly [string, Binding] {
  return [name, { kind: 'tracked', origin: originName(name) }]
}

/** The binding of a declared variable; but for `var` it has a value from a position in the source on. */
export function lexical(
  name: string,
  kind: VariableDeclaration['kind'],
  from: number,
): readonly [string, Binding] {
  if (kind === 'var') return tracked(name)
  return [name, { kind: 'tracked', origin: originName(name), from, isConstant: kind !== 'let' }]
}

/** The bindings of a parameter. */
export function parameterNames(parameter: ParamPattern): (readonly [string, Binding])[] {
  return patternNames(parameter).map((name) => lexical(name, 'let', parameter.end))
}

/** The binding of a function, class, enum or namespace. */
export function plain(name: string): readonly [string, Binding] {
  return [name, { kind: 'plain' }]
}

/** What the statements of a block declare in it, and at the top of a function the `var`s further in. */
export function declarations(
  statements: readonly Node[],
  isFunction: boolean,
): (readonly [string, Binding])[] {
  const own = statements.flatMap((statement) => declaredBy(statement))
  return isFunction ? [...statements.flatMap((statement) => hoistedFrom(statement)), ...own] : own
}

function declaredBy(statement: Node): (readonly [string, Binding])[] {
  switch (statement.type) {
    case 'VariableDeclaration':
      if (statement.declare) return []
      return statement.declarations.flatMap(({ id, end }) =>
        patternNames(id).map((name) => lexical(name, statement.kind, end)),
      )
    case 'ClassDeclaration':
      return statement.id && !statement.declare
        ? [[statement.id.name, { kind: 'plain', from: statement.end }]]
        : []
    case 'FunctionDeclaration':
    case 'TSEnumDeclaration':
      return statement.id && !statement.declare ? [plain(statement.id.name)] : []
    case 'TSModuleDeclaration':
      return statement.id.type === 'Identifier' && !statement.declare ? [plain(statement.id.name)] : []
    case 'TSImportEqualsDeclaration':
      return [plain(statement.id.name)]
    case 'ExportNamedDeclaration':
      return statement.declaration ? declaredBy(statement.declaration) : []
    case 'ExportDefaultDeclaration':
      return declaredBy(statement.declaration)
    case 'LabeledStatement':
      return declaredBy(statement.body)
    default:
      return []
  }
}

/** Names of the `var`s in the body of a function. */
export function hoistedNames(statements: readonly Node[]): string[] {
  return statements.flatMap(hoistedFrom).map(([name]) => name)
}

/** Names of `var` declarations anywhere in a statement, but for those of inner functions. */
function hoistedFrom(statement: Node): (readonly [string, Binding])[] {
  if (statement.type === 'VariableDeclaration') {
    return statement.kind === 'var' ? declaredBy(statement) : []
  }
  return innerStatements(statement).flatMap(hoistedFrom)
}

function innerStatements(statement: Node): readonly Node[] {
  switch (statement.type) {
    case 'BlockStatement':
      return statement.body
    case 'IfStatement':
      return statement.alternate ? [statement.consequent, statement.alternate] : [statement.consequent]
    case 'ForStatement':
      return statement.init ? [statement.init, statement.body] : [statement.body]
    case 'ForInStatement':
    case 'ForOfStatement':
      return [statement.left, statement.body]
    case 'WhileStatement':
    case 'DoWhileStatement':
    case 'LabeledStatement':
      return [statement.body]
    case 'SwitchStatement':
      return statement.cases.flatMap(({ consequent }): readonly Statement[] => consequent)
    case 'TryStatement':
      return [statement.block, statement.handler?.body, statement.finalizer].filter((block) => block != null)
    default:
      return []
  }
}

/** The variables that a pattern binds. */
export function patternNames(pattern: BindingPattern | ParamPattern | Node): string[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern.name]
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) =>
        patternNames(property.type === 'RestElement' ? property.argument : property.value),
      )
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => (element ? patternNames(element) : []))
    case 'AssignmentPattern':
      return patternNames(pattern.left)
    case 'RestElement':
      return patternNames(pattern.argument)
    case 'TSParameterProperty':
      return patternNames(pattern.parameter)
    default:
      return []
  }
}
