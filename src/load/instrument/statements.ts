import type {
  BlockStatement,
  CatchClause,
  Expression,
  ForInStatement,
  ForOfStatement,
  ForStatement,
  IdentifierReference,
  Node,
  Statement,
  TSEnumDeclaration,
  VariableDeclaration,
} from 'oxc-parser'
import { childrenOf, copyWith } from './copy.ts'
import { expression, refuseAwait, targetText } from './expressions.ts'
import { classText, functionText } from './functions.ts'
import { enumMembers, nameOf } from './literals.ts'
import { freshName, type Module, siteOf, textOf } from './module.ts'
import { namespaceText } from './namespaces.ts'
import { bindPattern } from './patterns.ts'
import { declarations, inScope, lexical, patternNames, plain, tracked } from './scope.ts'

/** Statements one after the other. */
export function statements(module: Module, list: readonly Node[]): string {
  return list.map((each) => statement(module, each as Statement)).join('\n')
}

/** A statement with tracking calls. */
export function statement(module: Module, node: Statement): string {
  switch (node.type) {
    case 'ExpressionStatement':
      return node.directive != null ? '' : `;${expression(module, node.expression)};`
    case 'VariableDeclaration':
      return node.declare ? '' : `${variables(module, node)};`
    case 'FunctionDeclaration':
      return node.body ? functionText(module, node) : ''
    case 'ClassDeclaration':
      return node.declare ? '' : classText(module, node)
    case 'TSEnumDeclaration':
      return node.declare ? '' : `${enumText(module, node)}\n${enumMembers(module, node)};`
    case 'ReturnStatement':
      return node.argument ? `return ${expression(module, node.argument)};` : 'return;'
    case 'ThrowStatement':
      return `throw _$.thrown(${siteOf(module, node)}, ${expression(module, node.argument)});`
    case 'BlockStatement':
      return block(module, node)
    case 'LabeledStatement':
      return `${node.label.name}: ${statement(module, node.body)}`
    case 'TSInterfaceDeclaration':
    case 'TSTypeAliasDeclaration':
    case 'TSDeclareFunction' as never:
      return ''
    default:
      return compound(module, node)
  }
}

function compound(module: Module, node: Statement): string {
  switch (node.type) {
    case 'IfStatement': {
      const otherwise = node.alternate ? ` else { ${statement(module, node.alternate)} }` : ''
      return `if (${expression(module, node.test)}) { ${statement(module, node.consequent)} }${otherwise}`
    }
    case 'WhileStatement':
      return `while (${reaching(module, node, node.test)}) { ${statement(module, node.body)} }`
    case 'DoWhileStatement':
      return `do { ${statement(module, node.body)} } while (${reaching(module, node, node.test)});`
    case 'ForStatement':
      return forStatement(module, node)
    case 'ForOfStatement':
    case 'ForInStatement':
      return forEachStatement(module, node)
    case 'SwitchStatement': {
      const names = declarations(
        node.cases.flatMap(({ consequent }): Node[] => consequent),
        false,
      )
      const cases = inScope(module, names, () =>
        node.cases.map(
          ({ test, consequent }) =>
            `${test ? `case ${expression(module, test)}` : 'default'}:\n${statements(module, consequent)}`,
        ),
      )
      return `switch (${expression(module, node.discriminant)}) {\n${cases.join('\n')}\n}`
    }
    case 'TryStatement': {
      const caught = node.handler ? catchClause(module, node.handler) : ''
      // What is returned or thrown keeps its origin through `finally`.
      const kept = freshName(module)
      const last = node.finalizer
        ? ` finally { const ${kept} = _$.origin; ${block(module, node.finalizer)} _$.setOrigin(${kept}) }`
        : ''
      return `try ${block(module, node.block)}${caught}${last}`
    }
    case 'BreakStatement':
    case 'ContinueStatement':
    case 'EmptyStatement':
    case 'DebuggerStatement':
      return textOf(module, node)
    case 'TSModuleDeclaration':
      return node.kind === 'global' ? textOf(module, node) : namespaceText(module, node)
    default:
      return copyWith(
        module,
        node,
        childrenOf(node).map((child) => [child, textOf(module, child)] as const),
      )
  }
}

/**
 * An enum. Members that call something are not known to the compiler: they are instrumented. Others stay, but for what
 * they import.
 */
function enumText(module: Module, node: TSEnumDeclaration): string {
  const { members } = node.body
  const own = members.map(({ id }) => plain(nameOf(id)))
  return inScope(module, own, () => {
    const children = members.flatMap(({ initializer }): (readonly [Node, string])[] => {
      if (!initializer) return []
      if (callsSomething(initializer)) return [[initializer, expression(module, initializer)]]
      return namesRead(initializer).map((name) => [name, targetText(module, name.name)])
    })
    return copyWith(module, node, children)
  })
}

function namesRead(node: Node): IdentifierReference[] {
  if (node.type === 'Identifier') return [node as IdentifierReference]
  if (node.type === 'MemberExpression' && !node.computed) return namesRead(node.object)
  return childrenOf(node).flatMap(namesRead)
}

function callsSomething(node: Node): boolean {
  return /^(Call|New|TaggedTemplate)Expression$/.test(node.type) || childrenOf(node).some(callsSomething)
}

/** A test that also says where the program is: a loop that never ends can be named. */
function reaching(module: Module, node: Node, test: Expression | null): string {
  return `(_$.reach(${siteOf(module, node)}), ${test ? expression(module, test) : 'true'})`
}

function block(module: Module, node: BlockStatement): string {
  return inScope(module, declarations(node.body, false), () => `{ ${statements(module, node.body)} }`)
}

/** `const a = …, b = …` without a final semicolon. */
export function variables(module: Module, node: VariableDeclaration): string {
  const parts = node.declarations.flatMap(({ id, init }) => {
    if (init) return bindPattern(module, id, expression(module, init))
    return patternNames(id).flatMap((name) => [name, ...originsOf([name])])
  })
  return `${node.kind} ${parts.join(', ')}`
}

/** The code of an initialiser, if there is one. */
export function expressionOrNothing(module: Module, init: Expression | null): string {
  return init ? expression(module, init) : '_$.value(undefined, undefined)'
}

function originsOf(names: readonly string[]): string[] {
  return names.map((name) => `_$o_${name}`)
}

function forStatement(module: Module, node: ForStatement): string {
  const { init, update } = node
  const names = init?.type === 'VariableDeclaration' ? declarations([init], false) : []
  return inScope(module, names, () => {
    const first =
      init?.type === 'VariableDeclaration' ? variables(module, init) : init ? expression(module, init) : ''
    const next = update ? expression(module, update) : ''
    return `for (${first}; ${reaching(module, node, node.test)}; ${next}) { ${statement(module, node.body)} }`
  })
}

/** `for (… of …)` and `for (… in …)`: the loop runs over values, the author's pattern is bound inside. */
function forEachStatement(module: Module, node: ForOfStatement | ForInStatement): string {
  const { left } = node
  const isDeclared = left.type === 'VariableDeclaration'
  const pattern = isDeclared ? left.declarations[0]?.id : left
  const source = sourceOfLoop(module, node)
  const [value, origin] = [freshName(module), freshName(module)]
  const names = isDeclared && pattern ? patternNames(pattern).map(tracked) : []
  const isAsync = node.type === 'ForOfStatement' && node.await
  if (isAsync && module.depth === 0) refuseAwait(module, node)
  const isTracked = node.type === 'ForOfStatement' && !isAsync
  const head = isTracked
    ? `for (const [${value}, ${origin}] of _$.iterate(${source}))`
    : `for ${isAsync ? 'await ' : ''}(const ${value} ${isAsync ? 'of' : 'in'} ${source})`
  return inScope(module, names, () => {
    const bound = bindPattern(
      module,
      pattern as Node,
      isTracked ? `_$.value(${value}, ${origin})` : `_$.computed(${siteOf(module, node)}, ${value})`,
      isDeclared,
    )
    const binding = isDeclared
      ? `${left.kind === 'var' ? 'var' : 'let'} ${bound.join(', ')}`
      : assigned(bound)
    return `${head} { _$.reach(${siteOf(module, node)}); ${binding};\n${statement(module, node.body)} }`
  })
}

/** What a loop runs over. The names that the loop declares have no value in it, not that of another one outside. */
function sourceOfLoop(module: Module, { left, right }: ForOfStatement | ForInStatement): string {
  const text = textOf(module, right)
  const declared = left.type === 'VariableDeclaration' && left.kind !== 'var' ? left.declarations : []
  const names = declared.flatMap(({ id }) => patternNames(id)).filter((name) => mentions(text, name))
  if (names.length === 0 || /\b(yield|await)\b/.test(text)) return expression(module, right)
  const without = names.map((name) => lexical(name, 'let', right.end))
  const code = inScope(module, without, () => expression(module, right))
  return `(() => { return ${code}; let ${[...names, ...originsOf(names)].join(', ')} })()`
}

function mentions(text: string, name: string): boolean {
  return new RegExp(`(?<![\\w$.])${name.replaceAll('$', '\\$')}(?![\\w$])`).test(text)
}

function assigned(assignments: readonly string[]): string {
  const temporaries = assignments
    .map((each) => /^_\$\d+(?= = )/.exec(each)?.[0])
    .filter((name) => name !== undefined)
  return `${temporaries.length > 0 ? `let ${temporaries.join(', ')}; ` : ''}${assignments.join(', ')}`
}

function catchClause(module: Module, { param, body }: CatchClause): string {
  if (!param) return ` catch ${block(module, body)}`
  const caught = freshName(module)
  return inScope(module, patternNames(param).map(tracked), () => {
    const bound = bindPattern(module, param, `_$.value(${caught}, undefined)`)
    return ` catch (${caught}) { let ${bound.join(', ')};\n${block(module, body)} }`
  })
}
