import type { Expression, Node } from 'oxc-parser'
import { readFirst } from './assignments.ts'
import { expression, holderAndName, targetText } from './expressions.ts'
import { nameOf, withoutTypes } from './literals.ts'
import { freshName, type Module, siteOf } from './module.ts'
import { bindingOf, isConstant } from './scope.ts'

/** Assignments that take a value apart, in order, and the names that they need besides the pattern's own. */
interface Parts {
  readonly assignments: string[]
  readonly names: string[]
  /** False where the names are there already. */
  readonly isDeclaration: boolean
}

/** Assignments that bind a pattern to what `code` gives and leaves the origin of: `a = …, _$o_a = …`. */
export function bindPattern(module: Module, pattern: Node, code: string, isDeclaration = true): string[] {
  const parts: Parts = { assignments: [], names: [], isDeclaration }
  take(module, pattern, code, parts)
  return parts.assignments
}

/** An expression that assigns to a pattern. */
export function destructuringAssignment(module: Module, pattern: Node, code: string): string {
  const parts: Parts = { assignments: [], names: [], isDeclaration: false }
  const whole = temporary(module, parts)
  take(module, pattern, whole, parts)
  return `((${parts.names.join(', ')}) => (${[`${whole} = ${code}`, ...parts.assignments, whole].join(', ')}))()`
}

function temporary(module: Module, parts: Parts): string {
  const name = freshName(module)
  parts.names.push(name)
  return name
}

function take(module: Module, pattern: Node, code: string, parts: Parts): void {
  switch (pattern.type) {
    case 'Identifier':
      takeVariable(module, pattern, code, parts)
      break
    case 'AssignmentPattern': {
      const fallback = expression(module, pattern.right)
      take(module, pattern.left, `(_$.isMissing(${code}) ? ${fallback} : _$.keptValue())`, parts)
      break
    }
    case 'ObjectPattern':
      takeObject(module, pattern, code, parts)
      break
    case 'ArrayPattern':
      takeArray(module, pattern, code, parts)
      break
    default:
      takeMember(module, pattern as Expression, code, parts)
  }
}

function takeVariable(
  module: Module,
  node: { readonly name: string; readonly start: number; readonly end: number },
  ...[code, parts]: [code: string, parts: Parts]
): void {
  const name = targetText(module, node.name)
  const binding = bindingOf(module, node.name)
  if (!parts.isDeclaration && isConstant(binding))
    parts.assignments.push(
      `_$.assignConstant(${siteOf(module, node)}, ${code}, ${readFirst(module, node.name)})`,
    )
  else {
    parts.assignments.push(`${name} = ${code}`)
    if (binding?.kind === 'tracked') parts.assignments.push(`${binding.origin} = _$.origin`)
  }
}

function takeMember(module: Module, target: Expression, code: string, parts: Parts): void {
  const plain = withoutTypes(target)
  if (plain.type === 'Identifier') takeVariable(module, plain, code, parts)
  else if (plain.type === 'MemberExpression') {
    parts.assignments.push(`_$.write(${siteOf(module, plain)}, ${holderAndName(module, plain)}, ${code})`)
  }
}

function takeObject(
  module: Module,
  pattern: Extract<Node, { type: 'ObjectPattern' }>,
  code: string,
  parts: Parts,
): void {
  const source = temporary(module, parts)
  parts.assignments.push(`${source} = ${code}`)
  const taken: string[] = []
  for (const property of pattern.properties) {
    if (property.type === 'RestElement') {
      take(
        module,
        property.argument,
        `_$.remaining(${siteOf(module, property)}, ${source}, [${taken.join(', ')}])`,
        parts,
      )
      continue
    }
    const site = siteOf(module, property)
    if (!property.computed) {
      const name = JSON.stringify(nameOf(property.key))
      taken.push(name)
      take(module, property.value, `_$.read(${site}, ${source}, ${name})`, parts)
      continue
    }
    const [name, origin] = [temporary(module, parts), temporary(module, parts)]
    parts.assignments.push(
      `${name} = ${expression(module, property.key as Expression)}`,
      `${origin} = _$.origin`,
    )
    taken.push(name)
    take(
      module,
      property.value,
      `_$.readComputed(${site}, ${source}, undefined, _$.value(${name}, ${origin}))`,
      parts,
    )
  }
}

function takeArray(
  module: Module,
  pattern: Extract<Node, { type: 'ArrayPattern' }>,
  code: string,
  parts: Parts,
): void {
  const source = temporary(module, parts)
  const hasRest = pattern.elements.at(-1)?.type === 'RestElement'
  parts.assignments.push(`${source} = _$.list(${code}, ${hasRest ? -1 : pattern.elements.length})`)
  for (const [index, element] of pattern.elements.entries()) {
    if (element === null) continue
    if (element.type === 'RestElement')
      take(module, element.argument, `_$.tail(${siteOf(module, element)}, ${source}, ${index})`, parts)
    else take(module, element, `_$.read(${siteOf(module, element)}, ${source}, ${index})`, parts)
  }
}
