import type {
  ExportDefaultDeclaration,
  ExportNamedDeclaration,
  Expression,
  ImportDeclaration,
  Node,
  Program,
  StringLiteral,
} from 'oxc-parser'
import { placeOf } from '../sites.ts'
import { expression } from './expressions.ts'
import { classText, functionText } from './functions.ts'
import { nameOf } from './literals.ts'
import { descriptionTable, type Module, refuse, textOf } from './module.ts'
import { type Binding, bindingOf, declarations, inScope, patternNames } from './scope.ts'
import { statement, variables } from './statements.ts'

/** A whole module, with what it imports for tracking and what it says of its exports. */
export function programText(module: Module, program: Program): string {
  const names = [
    ...declarations(program.body, true),
    ...program.body.flatMap((node) => importedNames(module, node)),
  ]
  return inScope(module, names, () => {
    const body = program.body.map((node) => topLevel(module, node)).join('\n')
    const exports = `_$.exportOrigins(${module.number}, { ${module.exports.join(', ')} })`
    const table = descriptionTable(module.descriptions)
    return ["import * as _$ from 'appia:tracking'", exports, table, ...module.header, body].join('\n')
  })
}

function importedNames(module: Module, node: Node): (readonly [string, Binding])[] {
  if (node.type !== 'ImportDeclaration' || isOfTypes(node)) return []
  const number = sourceNumber(module, node.source)
  return node.specifiers.map((specifier) => {
    const { name } = specifier.local
    const external = specifier.type === 'ImportSpecifier' ? nameOf(specifier.imported) : 'default'
    module.imports.push({ name: external, at: placeOf(module.source, specifier.start, specifier.end) })
    if (number === undefined) return [name, { kind: 'plain' }]
    if (specifier.type === 'ImportNamespaceSpecifier') return [name, { kind: 'namespace', module: number }]
    return [name, { kind: 'imported', origin: originOfImport(number, external) }]
  })
}

/** True for an import that is gone before anything runs. */
function isOfTypes(node: ImportDeclaration): boolean {
  const areTypes = node.specifiers.map(
    (each) => each.type === 'ImportSpecifier' && each.importKind === 'type',
  )
  return node.importKind === 'type' || (areTypes.length > 0 && areTypes.every(Boolean))
}

/** What a module imports is also found by its text: see ../inputs-hash.ts. */
const escapedImport = {
  code: 'import-outside-workspace',
  message: 'the path of an import is written with escapes',
  help: 'write the path plainly',
} as const

/** The number of the module that is imported, if its exports have origins. */
function sourceNumber(module: Module, source: StringLiteral): number | undefined {
  const target = module.resolve(source.value)
  if (target.kind === 'refused') refuse(module, source, target.finding)
  else if (textOf(module, source).includes('\\')) refuse(module, source, escapedImport)
  return target.kind === 'tracked' ? target.number : undefined
}

function originOfImport(number: number, name: string): string {
  return `_$.imported(${number}, ${JSON.stringify(name)})`
}

function topLevel(module: Module, node: Node): string {
  switch (node.type) {
    case 'ImportDeclaration':
      return importText(module, node)
    case 'ExportNamedDeclaration':
      return node.exportKind === 'type' ? '' : exportNamed(module, node)
    case 'ExportDefaultDeclaration':
      return exportDefault(module, node)
    case 'ExportAllDeclaration': {
      if (node.exportKind === 'type') return ''
      const number = sourceNumber(module, node.source)
      if (number !== undefined && !node.exported)
        module.header.push(`_$.forwardOrigins(${module.number}, ${number})`)
      return `${textOf(module, node)};`
    }
    case 'TSImportEqualsDeclaration':
    case 'TSExportAssignment':
    case 'TSNamespaceExportDeclaration':
      return `${textOf(module, node)};`
    default:
      return statement(module, node as Parameters<typeof statement>[1])
  }
}

function importText(module: Module, node: ImportDeclaration): string {
  return isOfTypes(node) ? '' : `${textOf(module, node)};`
}

function exportNamed(module: Module, node: ExportNamedDeclaration): string {
  const { declaration, source } = node
  if (declaration) return exportDeclaration(module, declaration)
  const number = source ? sourceNumber(module, source) : undefined
  for (const { local, exported, exportKind } of node.specifiers) {
    if (exportKind === 'type') continue
    const origin = source
      ? number !== undefined && originOfImport(number, nameOf(local))
      : originOfLocal(module, nameOf(local))
    if (origin) module.exports.push(`${JSON.stringify(nameOf(exported))}: () => ${origin}`)
  }
  return `${textOf(module, node)};`
}

function originOfLocal(module: Module, name: string): string | undefined {
  const binding = bindingOf(module, name)
  return binding?.kind === 'tracked' || binding?.kind === 'imported' ? binding.origin : undefined
}

function exportDeclaration(
  module: Module,
  declaration: NonNullable<ExportNamedDeclaration['declaration']>,
): string {
  if (declaration.type !== 'VariableDeclaration') {
    const text = statement(module, declaration)
    return text === '' ? '' : `export ${text}`
  }
  if (declaration.declare) return ''
  const names = declaration.declarations.flatMap(({ id }) => patternNames(id))
  for (const name of names) module.exports.push(`${JSON.stringify(name)}: () => _$o_${name}`)
  // The variables that hold origins are not exported: `import *` must not see them.
  return `${variables(module, declaration)};\nexport { ${names.join(', ')} };`
}

function exportDefault(module: Module, { declaration }: ExportDefaultDeclaration): string {
  switch (declaration.type) {
    case 'FunctionDeclaration':
      return `export default ${functionText(module, declaration)}`
    case 'ClassDeclaration':
      return `export default ${classText(module, declaration)}`
    case 'TSInterfaceDeclaration':
      return ''
    default:
      module.exports.push('"default": () => _$o_default')
      return `const _$default = ${expression(module, declaration as Expression)}, _$o_default = _$.origin;\nexport { _$default as default };`
  }
}
