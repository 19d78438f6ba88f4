import type { BindingPattern, Node, ParamPattern, Statement } from 'oxc-parser'
import type { Module } from './module.ts'

/** How the origin of a name's value is found: code that gives it, or undefined where objects alone are meant. */
export type Binding =
  | { readonly kind: 'tracked'; readonly origin: string }
  | { readonly kind: 'imported'; readonly origin: string }
  | { readonly kind: 'namespace'; readonly module: number }
  | { readonly kind: 'plain' }

/** The names that are declared in one block, function or module. */
export interface Scope {
  readonly parent: Scope | undefined
  readonly names: Map<string, Binding>
}

/** Runs `work` in a scope of its own. */
export function inScope<T>(module: Module, names: Iterable<readonly [string, Binding]>, work: () => T): T {
  const { scope } = module
  module.scope = { parent: scope, names: new Map(names) }
  try {
    return work()
  } finally {
    module.scope = scope
  }
}

/** What a name means here; undefined for what the language provides. */
export function bindingOf(module: Module, name: string): Binding | undefined {
  for (let scope: Scope | undefined = module.scope; scope !== undefined; scope = scope.parent) {
    const binding = scope.names.get(name)
    if (binding !== undefined) return binding
  }
  return undefined
}

/** The variable that holds the origin of a variable's value. */
export function originName(name: string): string {
  return `_$o_${name}`
}

/** The binding of a variable. */
export function tracked(name: string): readonly [string, Binding] {
  return [name, { kind: 'tracked', origin: originName(name) }]
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
  const found = statements.flatMap((statement) => declaredBy(statement))
  return isFunction ? [...statements.flatMap((statement) => hoistedFrom(statement)), ...found] : found
}

function declaredBy(statement: Node): (readonly [string, Binding])[] {
  switch (statement.type) {
    case 'VariableDeclaration':
      return statement.declarations.flatMap(({ id }) => patternNames(id).map(tracked))
    case 'FunctionDeclaration':
    case 'ClassDeclaration':
    case 'TSEnumDeclaration':
      return statement.id ? [plain(statement.id.name)] : []
    case 'TSModuleDeclaration':
      return statement.id.type === 'Identifier' ? [plain(statement.id.name)] : []
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
