import {
  appendPointer,
  decodePointer,
  isJsonObject,
  type JsonArray,
  type JsonValue,
} from '../../model/index.ts'
import { alignLists, numberValues } from '../lists/index.ts'
import type { KeysAt } from './diff-leaves.ts'

/** Where a value of the newer of two documents was in the older one, as `diffLeaves` takes it; undefined where it was not there. */
export function pointerBefore(
  pointer: string,
  { from, to }: { readonly from: JsonValue; readonly to: JsonValue },
  keysAt: KeysAt,
): string | undefined {
  const numberOf = numberValues()
  let [old, now]: [JsonValue | undefined, JsonValue | undefined] = [from, to]
  let [oldPointer, nowPointer] = ['', '']
  for (const step of decodePointer(pointer)) {
    let oldStep: string | number = step
    if (Array.isArray(old) && Array.isArray(now)) {
      const { kept, moved } = alignLists(old, now, { ...keysAt(nowPointer), numberOf })
      const pair = [...kept, ...moved].find((each) => String(each.to) === step)
      if (pair === undefined) return undefined
      oldStep = pair.from
    }
    old = memberOf(old, oldStep)
    now = memberOf(now, step)
    if (old === undefined || now === undefined) return undefined
    oldPointer = appendPointer(oldPointer, oldStep)
    nowPointer = appendPointer(nowPointer, step)
  }
  return oldPointer
}

function memberOf(value: JsonValue | undefined, step: string | number): JsonValue | undefined {
  if (Array.isArray(value)) return (value as JsonArray)[Number(step)]
  if (value === undefined || !isJsonObject(value)) return undefined
  return Object.hasOwn(value, step) ? value[step] : undefined
}
