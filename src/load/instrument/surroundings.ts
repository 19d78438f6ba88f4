import type { MemberExpression } from 'oxc-parser'
import { languageGlobals } from '../language.ts'
import { commonJsName } from './commonjs.ts'
import { type Module, textOf } from './module.ts'
import { bindingOf } from './scope.ts'

/**
 * The type of a name that nothing declares. A package that asks whether something of Node's or a browser's is there is
 * told that it is not; the author of a module, by its stand-in, where the name is used.
 */
export function undeclaredType(module: Module, name: string): string {
  const provided = commonJsName(module, name)
  if (provided !== undefined) return `typeof ${provided}`
  if (!module.isPackage || languageGlobals.includes(name)) return `typeof ${name}`
  return name === 'require' && module.isCommonJs ? "'function'" : "'undefined'"
}

/** True of `process.env.NODE_ENV` in a package, which every bundler takes for a name and puts `production` in its place. */
export function isBuildName(module: Module, node: MemberExpression): boolean {
  return (
    module.isPackage &&
    node.property.type === 'Identifier' &&
    node.property.name === 'NODE_ENV' &&
    textOf(module, node) === 'process.env.NODE_ENV' &&
    bindingOf(module, 'process') === undefined
  )
}
