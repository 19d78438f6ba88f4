import type { Call } from '../calls.ts'
import type { Trace } from '../origin.ts'
import { isObject } from '../shadows.ts'
import { setOrigin } from '../state.ts'
import { cloneValue, trackCopy } from './clone.ts'
import { callNative, computedResult, originOfCall } from './other.ts'
import type { Handler } from './registry.ts'

const { parse } = JSON

/** Copies by structuredClone and by way of JSON text. */
export const jsonHandlers: readonly (readonly [unknown, Handler])[] = [
  [JSON.stringify, toText],
  [JSON.parse, fromText],
  [cloneValue, copyOf],
]

function toText(call: Call): unknown {
  const text = callNative(call)
  const [source] = call.values
  if (typeof text !== 'string' || !isObject(source)) return text
  const value: unknown = parse(text)
  trackCopy(value, source)
  setOrigin({ ...(originOfCall(call) as Trace), parsed: { text, value } })
  return text
}

function fromText(call: Call): unknown {
  const [text] = call.values
  const textOrigin = call.origins[0]
  const source = typeof textOrigin === 'object' ? textOrigin.parsed : undefined
  if (source === undefined || source.text !== text) return callNative(call)
  const value: unknown = Reflect.apply(call.target, undefined, call.values)
  trackCopy(value, source.value)
  setOrigin(undefined)
  return value
}

function copyOf(call: Call): unknown {
  const [source] = call.values
  if (!isObject(source)) return computedResult(call, source)
  setOrigin(undefined)
  return cloneValue(source)
}
