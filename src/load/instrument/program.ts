import type {
  ExportAllDeclaration,
  ExportDefaultDeclaration,
  ExportNamedDeclaration,
  Expression,
  ImportDeclaration,
  Node,
  Program,
  StringLiteral,
  TSImportEqualsDeclaration,
} from 'oxc-parser'
import { placeOf } from '../sites.ts'
import { commonJsStart } from './commonjs.ts'
import { expression, targetText } from './expressions.ts'
import { classText, functionText } from './functions.ts'
import { nameOf } from './literals.ts'
import {
  descriptionTable,
  type ImportedName,
  type ImportTarget,
  type Module,
  refuse,
  textOf,
} from './module.ts'
import { exportsText, yieldMark } from './module-names.ts'
import { type Binding, bindingOf, declarations, inScope, patternNames } from './scope.ts'
import { statement, variables } from './statements.ts'

/**
 * The body of a generator: up to the mark everything that other modules may use before this one is evaluated, after it
 * the module itself, without imports and exports. Our own authoring API stays a module.
 */
export function programText(module: Module, program: Program): string {
  const names = [
    ...declarations(program.body, true),
    ...program.body.flatMap((node) => importedNames(module, node)),
  ]
  return inScope(module, names, () => {
    const body = program.body.map((node) => topLevel(module, node)).join('\n')
    const table = descriptionTable(module.descriptions)
    if (module.isInternal) return ["import * as _$ from 'appia:tracking'", table, body].join('\n')
    const start = module.isCommonJs ? [commonJsStart] : []
    return [...start, table, exportsText(module.number, module.exports), `${yieldMark};`, body].join('\n')
  })
}

function importedNames(module: Module, node: Node): (readonly [string, Binding])[] {
  if (node.type !== 'ImportDeclaration' || isOfTypes(node)) return []
  const names: ImportedName[] = []
  const target = targetOf(module, node.source, names)
  return node.specifiers.flatMap((specifier): (readonly [string, Binding])[] => {
    if (specifier.type === 'ImportSpecifier' && specifier.importKind === 'type') return []
    const { name } = specifier.local
    const at = placeOf(module.source, specifier.start, specifier.end)
    const imported = {
      name: externalName(specifier, target),
      at,
      target,
      isUsed: false,
      isExported: false,
    }
    names.push(imported)
    module.imports.push(imported)
    if (target.kind === 'none' || target.kind === 'refused') return [[name, { kind: 'plain' }]]
    const kind = imported.name === '*' ? 'namespace' : 'imported'
    return [[name, { kind, module: target.number, imported }]]
  })
}

/** The name under which the other module exports it; `*` for all of it. A JSON file as a whole is its value. */
function externalName(specifier: ImportDeclaration['specifiers'][number], target: ImportTarget): string {
  if (specifier.type === 'ImportSpecifier') return nameOf(specifier.imported)
  if (specifier.type === 'ImportDefaultSpecifier') return 'default'
  return wholeName(target)
}

function wholeName(target: ImportTarget): string {
  return target.kind === 'module' && target.isData ? 'default' : '*'
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

/** What an import leads to; a module is noted as one that is evaluated before this one. */
export function targetOf(
  module: Module,
  source: StringLiteral,
  names: readonly ImportedName[] = [],
): ImportTarget {
  const target = module.resolve(source.value, source)
  if (target.kind === 'refused') refuse(module, source, target.finding)
  else if (textOf(module, source).includes('\\')) refuse(module, source, escapedImport)
  if (target.kind === 'module') module.requests.push({ module: target.number, start: source.start, names })
  return target
}

function topLevel(module: Module, node: Node): string {
  switch (node.type) {
    case 'ImportDeclaration':
      return module.isInternal && !isOfTypes(node) ? `${textOf(module, node)};` : ''
    case 'ExportNamedDeclaration':
      return node.exportKind === 'type' ? '' : exportNamed(module, node)
    case 'ExportDefaultDeclaration':
      return exportDefault(module, node)
    case 'ExportAllDeclaration':
      return node.exportKind === 'type' ? '' : exportAll(module, node)
    case 'TSImportEqualsDeclaration':
      return importEquals(module, node)
    case 'TSExportAssignment':
      refuse(module, node, { ...notOfModules, help: 'write: export default …' })
      return ''
    case 'TSNamespaceExportDeclaration':
      return ''
    default:
      return statement(module, node as Parameters<typeof statement>[1])
  }
}

const notOfModules = { code: 'syntax-error', message: 'this is not how modules import and export' } as const

/** `import a = b.c` of a namespace; `import a = require(…)` is refused. */
function importEquals(module: Module, node: TSImportEqualsDeclaration): string {
  if (node.importKind === 'type') return ''
  const reference = node.moduleReference
  if (reference.type === 'TSExternalModuleReference') {
    refuse(module, node, { ...notOfModules, help: "write: import … from '…'" })
    return ''
  }
  let first: Node = reference
  while (first.type === 'TSQualifiedName') first = first.left
  const rest = module.source.text.slice(first.end, reference.end)
  const head = first.type === 'Identifier' ? first.name : textOf(module, first)
  return `import ${node.id.name} = ${targetText(module, head)}${rest};`
}

function exportNamed(module: Module, node: ExportNamedDeclaration): string {
  const { declaration, source } = node
  if (declaration) return exportDeclaration(module, declaration)
  if (module.isInternal) return exportedText(module, node)
  const target = source ? targetOf(module, source) : undefined
  for (const { local, exported, exportKind } of node.specifiers) {
    if (exportKind === 'type') continue
    if (target === undefined) exportLocal(module, nameOf(local), nameOf(exported))
    else if (target.kind === 'module' || target.kind === 'authoring')
      module.exports.set(nameOf(exported), { kind: 'from', module: target.number, name: nameOf(local) })
  }
  return ''
}

function exportedText(module: Module, node: ExportNamedDeclaration): string {
  for (const { exported, exportKind } of node.specifiers)
    if (exportKind !== 'type') module.exports.set(nameOf(exported), { kind: 'local', code: nameOf(exported) })
  return `${textOf(module, node)};`
}

/** `export { local as external }`; what is imported is exported from where it came from, what is a type not at all. */
function exportLocal(module: Module, local: string, external: string): void {
  const binding = bindingOf(module, local)
  if (binding === undefined) return
  if (binding.kind === 'imported' || binding.kind === 'namespace') binding.imported.isExported = true
  if (binding.kind === 'imported')
    module.exports.set(external, { kind: 'from', module: binding.module, name: binding.imported.name })
  else if (binding.kind === 'namespace')
    module.exports.set(external, { kind: 'from', module: binding.module, name: '*' })
  else
    module.exports.set(external, {
      kind: 'local',
      code: local,
      ...(binding.kind === 'tracked' && { origin: binding.origin }),
    })
}

/** `export * from` and `export * as name from` */
function exportAll(module: Module, node: ExportAllDeclaration): string {
  const target = targetOf(module, node.source)
  if (target.kind !== 'module' && target.kind !== 'authoring') return ''
  if (node.exported)
    module.exports.set(nameOf(node.exported), {
      kind: 'from',
      module: target.number,
      name: wholeName(target),
    })
  else module.stars.push(target.number)
  return ''
}

function exportDeclaration(
  module: Module,
  declaration: NonNullable<ExportNamedDeclaration['declaration']>,
): string {
  const keyword = module.isInternal ? 'export ' : ''
  if (declaration.type === 'TSImportEqualsDeclaration') {
    module.exports.set(declaration.id.name, { kind: 'local', code: declaration.id.name })
    return importEquals(module, declaration)
  }
  if (declaration.type !== 'VariableDeclaration') {
    const text = statement(module, declaration)
    if (text === '') return ''
    if ('id' in declaration && declaration.id?.type === 'Identifier')
      module.exports.set(declaration.id.name, { kind: 'local', code: declaration.id.name })
    return `${keyword}${text}`
  }
  if (declaration.declare) return ''
  const names = declaration.declarations.flatMap(({ id }) => patternNames(id))
  for (const name of names) module.exports.set(name, { kind: 'local', code: name, origin: `_$o_${name}` })
  // The variables that hold origins are not exported: `import *` must not see them.
  const list = module.isInternal ? `\nexport { ${names.join(', ')} };` : ''
  return `${variables(module, declaration)};${list}`
}

function exportDefault(module: Module, { declaration }: ExportDefaultDeclaration): string {
  switch (declaration.type) {
    case 'FunctionDeclaration':
      return declaration.body ? functionText(module, declaration, defaultFrom(module, declaration.id)) : ''
    case 'ClassDeclaration':
      return classText(module, declaration, defaultFrom(module, declaration.id))
    case 'TSInterfaceDeclaration':
      return ''
    default:
      module.exports.set('default', { kind: 'local', code: defaultName, origin: '_$o_default' })
      return `const ${defaultName} = ${expression(module, declaration as Expression)}, _$o_default = _$.origin;`
  }
}

/** The name of a function or class that is exported as default, which need not have one. */
function defaultFrom(module: Module, id: { readonly name: string } | null): string {
  const name = id?.name ?? defaultName
  module.exports.set('default', { kind: 'local', code: name })
  return name
}

const defaultName = '_$default'
