import { computedFrom, longestFrom, type Origin } from './origin.ts'
import { isObject, originIn, shadowOf } from './shadows.ts'
import { frame, origin, reach, setOrigin } from './state.ts'
import { originOfView } from './views.ts'

/** `left operator right` */
export function binary(
  site: number,
  operator: string,
  ...[left, leftOrigin, right, rightOrigin]: [unknown, Origin, unknown, Origin]
): unknown {
  reach(site)
  const result = applyOperator(operator, left, right)
  setOrigin(computedFrom(site, [...origins(left, leftOrigin), ...origins(right, rightOrigin)], frame))
  if (typeof result === 'boolean') lastComparison = origin
  return result
}

/** What the two sides of the comparison that was made last came from. */
export let lastComparison: Origin

export function forgetComparison(): void {
  lastComparison = undefined
}

/** `operator operand`; the register holds the operand's origin. */
export function unary(site: number, operator: string, operand: unknown): unknown {
  const known = origin
  reach(site)
  const result = applyUnary(operator, operand)
  setOrigin(computedFrom(site, origins(operand, known), frame))
  return result
}

/** A template literal; `values` are [value, origin] pairs. */
export function template(site: number, texts: readonly string[], values: readonly unknown[]): string {
  reach(site)
  let result = texts[0] as string
  const from: Origin[] = []
  for (let index = 1; index < texts.length; index++) {
    const value = values[index * 2 - 2]
    result += `${value}${texts[index]}`
    from.push(...origins(value, values[index * 2 - 1] as Origin))
  }
  setOrigin(computedFrom(site, from, frame))
  return result
}

/** The result of an expression of a kind that tells nothing more. */
export function computed<T>(site: number, value: T): T {
  setOrigin(computedFrom(site, [], frame))
  return value
}

/** An origin after `++` and its like. */
export function changed(site: number, before: Origin): Origin {
  return computedFrom(site, [before], frame)
}

/** A choice of our own code: what it gives out of its own is computed from what decided. */
export function choose(test: unknown, testOrigin: Origin, yes: () => unknown, no: () => unknown): unknown {
  const result = test ? yes() : no()
  const isOurs = typeof origin === 'object' && origin.kind === 'computed' && origin.from.length === 0
  if (isOurs) setOrigin(computedFrom(0, [testOrigin], frame))
  return result
}

/** The origins that a value brings into a computation: its own, or those of its first members. */
export function origins(value: unknown, own: Origin): readonly Origin[] {
  if (!isObject(value)) return [own]
  const shadow = shadowOf(value)
  if (shadow === undefined) return [originOfView(value)]
  const memberOrigins: Origin[] = [shadow.members]
  for (const name of shadow.slots.keys()) {
    if (memberOrigins.length > longestFrom) break
    memberOrigins.push(originIn(value, name))
  }
  return memberOrigins
}

/** The operators that take two values. */
export function applyOperator(operator: string, left: unknown, right: unknown): unknown {
  // The operands have whatever type the author gave them; JavaScript's own rules apply.
  const [a, b] = [left as number, right as number]
  switch (operator) {
    case '+':
      return a + b
    case '-':
      return a - b
    case '*':
      return a * b
    case '/':
      return a / b
    case '%':
      return a % b
    case '**':
      return a ** b
    case '===':
      return left === right
    case '!==':
      return left !== right
    case '<':
      return a < b
    case '<=':
      return a <= b
    case '>':
      return a > b
    case '>=':
      return a >= b
    default:
      return applyRareOperator(operator, left, right)
  }
}

function applyRareOperator(operator: string, left: unknown, right: unknown): unknown {
  const [a, b] = [left as number, right as number]
  switch (operator) {
    case '&':
      return a & b
    case '|':
      return a | b
    case '^':
      return a ^ b
    case '<<':
      return a << b
    case '>>':
      return a >> b
    case '>>>':
      return a >>> b
    case '==':
      // biome-ignore lint/suspicious/noDoubleEquals: the author wrote ==
      return left == right
    case '!=':
      // biome-ignore lint/suspicious/noDoubleEquals: the author wrote !=
      return left != right
    case 'in':
      return (left as PropertyKey) in (right as object)
    case 'instanceof':
      return left instanceof (right as new () => unknown)
    default:
      throw new SyntaxError(`unknown operator ${operator}`)
  }
}

function applyUnary(operator: string, operand: unknown): unknown {
  switch (operator) {
    case '-':
      return -(operand as number)
    case '+':
      return +(operand as number)
    case '~':
      return ~(operand as number)
    case '!':
      return !operand
    case 'typeof':
      return typeof operand
    case 'void':
      return undefined
    default:
      throw new SyntaxError(`unknown operator ${operator}`)
  }
}
