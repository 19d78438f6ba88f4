import type { Expression } from 'oxc-parser'
import { expression, variablePair } from './expressions.ts'
import { literalValue, withoutTypes } from './literals.ts'
import { literalSite, type Module, textOf } from './module.ts'

/** Code of the value of an expression and of its origin, as two arguments; the register is used only where it must be. */
export function pair(module: Module, typed: Expression): string {
  const node = withoutTypes(typed)
  const known = literalValue(node)
  if (known !== undefined) return `${textOf(module, node)}, _$.at(${literalSite(module, node, known.value)})`
  if (node.type === 'Identifier') return variablePair(module, node)
  return `${expression(module, node)}, _$.origin`
}
