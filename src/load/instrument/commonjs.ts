import type { CallExpression, Expression, Program, StringLiteral } from 'oxc-parser'
import type { ExportTarget, Module } from './module.ts'
import { memberCode, moduleName } from './module-names.ts'

/** What a CommonJS module writes to; the code around it declares them. */
const holders: Readonly<Record<string, string>> = { module: '_$module', exports: '_$exports' }

/** Before anything runs: in a circle, others see what it has exported so far. */
export const commonJsStart = 'const _$module = { exports: {} }; let _$exports = _$module.exports'

/** The code of a name that CommonJS provides and the module does not declare. */
export function commonJsName({ isCommonJs }: Module, name: string): string | undefined {
  return isCommonJs && Object.hasOwn(holders, name) ? holders[name] : undefined
}

/** The path in `require('path')`, the one way in which a CommonJS module names another here. */
export function requiredPath(
  module: Pick<Module, 'isCommonJs'>,
  { callee, arguments: given }: CallExpression,
): StringLiteral | undefined {
  const [path] = given
  if (!module.isCommonJs || callee.type !== 'Identifier' || callee.name !== 'require') return undefined
  return given.length === 1 && path?.type === 'Literal' && typeof path.value === 'string' ? path : undefined
}

/** What `require` gives: all that a module exports, of CommonJS and data what they are. */
export function requiredCode(number: number, isData: boolean): string {
  return isData ? memberCode(number, 'default') : `_$.required(${moduleName(number)})`
}

/** What a CommonJS module exports, as far as its text says. */
export interface CommonJsExports {
  /** As a whole by the name that `require` looks for. */
  readonly exports: Map<string, ExportTarget>
  /** Modules all of whose names it exports. */
  readonly stars: readonly StringLiteral[]
}

interface Found {
  readonly names: Set<string>
  readonly stars: StringLiteral[]
}

/** Looks for everything that is assigned to `exports`. */
export function commonJsExports(program: Program): CommonJsExports {
  const found: Found = { names: new Set(), stars: [] }
  visit(program, found)
  const exports = new Map<string, ExportTarget>()
  for (const name of found.names)
    exports.set(name, {
      kind: 'local',
      code: `_$module.exports[${JSON.stringify(name)}]`,
      origin: `_$.originIn(_$module.exports, ${JSON.stringify(name)})`,
    })
  // A compiler that has made it of a module of the language marks it so.
  const isMarked = '_$module.exports?.__esModule === true'
  exports.set('default', { kind: 'local', code: `${isMarked} ? _$module.exports.default : _$module.exports` })
  exports.set('module.exports', { kind: 'local', code: '_$module.exports' })
  return { exports, stars: found.stars }
}

interface AnyNode {
  readonly type: string
  readonly left?: Expression
  readonly right?: Expression
  readonly callee?: Expression
  readonly arguments?: readonly Expression[]
}

function visit(node: unknown, found: Found): void {
  if (typeof node !== 'object' || node === null) return
  const { type, left, right, callee, arguments: given } = node as AnyNode
  if (type === 'AssignmentExpression' && left?.type === 'MemberExpression') assigned(left, right, found)
  const [target, name] = given ?? []
  const isDefinition = type === 'CallExpression' && callee?.type === 'MemberExpression'
  if (
    isDefinition &&
    memberName(callee) === 'defineProperty' &&
    isExports(target) &&
    name?.type === 'Literal'
  )
    found.names.add(String(name.value))
  // What compilers make of `export * from`.
  if (type === 'CallExpression' && isExports(name)) found.stars.push(...requiredIn(target))
  for (const each of Object.values(node)) visit(each, found)
}

/** `exports.name = …`, `module.exports.name = …`, `module.exports = { name, … }` */
function assigned(left: Expression, right: Expression | undefined, { names, stars }: Found): void {
  if (left.type !== 'MemberExpression') return
  const name = memberName(left)
  if (name !== undefined && isExports(left.object)) names.add(name)
  if (isExports(left)) stars.push(...requiredIn(right))
  if (!isExports(left) || right?.type !== 'ObjectExpression') return
  for (const property of right.properties)
    if (property.type === 'Property' && !property.computed && property.key.type === 'Identifier')
      names.add(property.key.name)
    else if (property.type === 'Property' && property.key.type === 'Literal')
      names.add(String(property.key.value))
}

/** `require('path')` */
function requiredIn(node: Expression | undefined): StringLiteral[] {
  if (node?.type !== 'CallExpression') return []
  return [requiredPath({ isCommonJs: true }, node) ?? []].flat()
}

/** `exports` and `module.exports` */
function isExports(node: Expression | undefined): boolean {
  if (node?.type === 'Identifier') return node.name === 'exports'
  if (node?.type !== 'MemberExpression' || node.object.type !== 'Identifier') return false
  return node.object.name === 'module' && memberName(node) === 'exports'
}

function memberName(node: Expression): string | undefined {
  if (node.type !== 'MemberExpression') return undefined
  const { property, computed } = node
  if (!computed) return property.type === 'Identifier' ? property.name : undefined
  return property.type === 'Literal' && typeof property.value === 'string' ? property.value : undefined
}
