import { type Call, enter, invoke } from '../calls.ts'
import { iterate } from '../iteration.ts'
import { setOrigin } from '../state.ts'
import type { Handler } from './registry.ts'

/** Functions that call functions: the arguments' origins go along. */
export const functionHandlers: readonly (readonly [unknown, Handler])[] = [
  [
    Function.prototype.call,
    ({ self, values, origins }) => invoke(self, values[0], values.slice(1), origins.slice(1)),
  ],
  [Function.prototype.apply, apply],
  [Function.prototype.bind, bind],
]

function apply({ self, values }: Call): unknown {
  const pairs = values[1] === undefined || values[1] === null ? [] : [...iterate(values[1])]
  return invoke(
    self,
    values[0],
    pairs.map(([value]) => value),
    pairs.map(([, known]) => known),
  )
}

function bind({ self: target, values, origins }: Call): unknown {
  setOrigin(undefined)
  return (...later: unknown[]) => {
    const laterOrigins = enter(later)
    const argumentOrigins = later.map((_, index) => laterOrigins[index])
    return invoke(
      target,
      values[0],
      [...values.slice(1), ...later],
      [...origins.slice(1), ...argumentOrigins],
    )
  }
}
