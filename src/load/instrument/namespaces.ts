import type { Node, Statement, TSModuleDeclaration, VariableDeclaration } from 'oxc-parser'
import { type Module, textOf } from './module.ts'
import { bindPattern } from './patterns.ts'
import { declarations, inScope, patternNames } from './scope.ts'
import { expressionOrNothing, statement } from './statements.ts'

/** `namespace N { … }`; one that only declares types stays as it is. */
export function namespaceText(module: Module, node: TSModuleDeclaration): string {
  const { id, body } = node
  const name = id.type === 'TSQualifiedName' ? id.right.name : id.type === 'Identifier' ? id.name : undefined
  if (node.declare || name === undefined || body?.type !== 'TSModuleBlock') return textOf(module, node)
  const inner = body.body as Node[]
  const text = inScope(module, declarations(inner, true), () =>
    inner.map((each) => member(module, name, each)).join('\n'),
  )
  return `namespace ${textOf(module, id)} {\n${text}\n}`
}

function member(module: Module, namespace: string, node: Node): string {
  if (node.type !== 'ExportNamedDeclaration') return statement(module, node as Statement)
  const { declaration } = node
  if (declaration === null || declaration.type === 'TSImportEqualsDeclaration') return textOf(module, node)
  if (declaration.type === 'VariableDeclaration')
    return declaration.declare ? '' : exportedVariables(module, namespace, declaration)
  const text = statement(module, declaration as Statement)
  return text === '' ? '' : `export ${text}`
}

/** Variables that hold origins are not exported; that of an exported one is noted for whoever reads it outside. */
function exportedVariables(
  module: Module,
  namespace: string,
  { kind, declarations: declared }: VariableDeclaration,
): string {
  return declared
    .flatMap(({ id, init }) => {
      const names = patternNames(id)
      const bindings = bindPattern(module, id, expressionOrNothing(module, init))
      const isExported = (binding: string): boolean => names.some((name) => binding.startsWith(`${name} = `))
      return [
        ...bindings.map((each) => `${isExported(each) ? 'export ' : ''}${kind} ${each};`),
        ...names.map(
          (name) => `_$.noted(_$.value(${name}, _$o_${name}), ${namespace}, ${JSON.stringify(name)});`,
        ),
      ]
    })
    .join('\n')
}
