import type { Call } from '../calls.ts'
import { origins } from '../operators.ts'
import { computedFrom, type Frame, type Origin } from '../origin.ts'
import { isObject, newShadow, shadowOf } from '../shadows.ts'
import { frame, setOrigin } from '../state.ts'

/** Any other function of the language: its result is computed from all that it was given. */
export function callNative(call: Call): unknown {
  const result: unknown = Reflect.apply(call.target, call.self, call.values)
  return computedResult(call, result)
}

/** Marks a result as computed from a call's receiver and arguments. */
export function computedResult(call: Call, result: unknown): unknown {
  const callOrigin = originOfCall(call)
  if (isObject(result) && shadowOf(result) === undefined && typeof result !== 'function')
    newShadow(result, callOrigin, callOrigin)
  setOrigin(isObject(result) ? undefined : callOrigin)
  return result
}

/** The origin of something made by a call from its receiver and its arguments. */
export function originOfCall({ site, self, selfOrigin, values, origins: given }: Call): Origin {
  const from = [
    ...origins(self, selfOrigin),
    ...values.flatMap((value, index) => origins(value, given[index])),
  ]
  return computedFrom(site, from, callsOf(site))
}

/** The origin of a container that a call makes, whatever it holds. */
export function madeBy({ site }: Call): Origin {
  return computedFrom(site, [], callsOf(site))
}

/** The calls around a call: its own frame is among those under way, unless it was made by one of ours. */
function callsOf(site: number): Frame | undefined {
  return site === 0 ? frame : frame?.caller
}
