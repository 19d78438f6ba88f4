import type { Expression } from 'oxc-parser'
import { expression, variablePair } from './expressions.ts'
import { literalValue, withoutTypes } from './literals.ts'
import { literalSite, type Module, textOf } from './module.ts'

/** Code of the value of an expression and of its origin, as two arguments; the register is used only where it must be. */
export function pair(module: Module, typed: Expression): string {
  const node = withoutTypes(typed)
  const literal = literalValue(node)
  if (literal !== undefined)
    return `${textOf(module, node)}, _$.at(${literalSite(module, node, literal.value)})`
  if (node.type === 'Identifier') return variablePair(module, node)
  return `${expression(module, node)}, _$.origin`
}
