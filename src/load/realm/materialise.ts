import { readMember } from './tracking/members.ts'
import { define, isObject, originToKeep, setShadow, shadowOf } from './tracking/shadows.ts'
import { origin } from './tracking/state.ts'

/**
 * A plain copy of a value, each member of it read once: getters and proxies have their say here and nowhere else. What
 * is neither a plain object nor an array stays as it is. The same object gives the same copy.
 */
export function materialise(value: unknown, done: Map<object, unknown>): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (!done.has(value)) copyInto(value, done)
  return done.get(value)
}

function copyInto(value: object, done: Map<object, unknown>): void {
  if (!isPlain(value)) {
    done.set(value, value)
    return
  }
  const copy: object = Array.isArray(value) ? new Array(value.length) : {}
  done.set(value, copy)
  const shadow = shadowOf(value)
  if (shadow !== undefined) setShadow(copy, shadow)
  for (const name of Object.keys(value)) define(copy, name, materialise(readOnce(value, copy, name), done))
}

function readOnce(value: object, copy: object, name: string): unknown {
  const descriptor = Object.getOwnPropertyDescriptor(value, name)
  if (descriptor !== undefined && 'value' in descriptor) return descriptor.value
  const result = readMember(value, name)
  const shadow = shadowOf(copy) ?? { origin: undefined, calls: undefined, slots: new Map(), isShared: false }
  const slots = new Map(shadow.slots)
  slots.set(name, { origin: originToKeep(result, origin), name: slots.get(name)?.name ?? 0 })
  setShadow(copy, { ...shadow, slots, isShared: false })
  return result
}

function isPlain(value: object): boolean {
  if (Object.getOwnPropertySymbols(value).length > 0) return false
  if (Array.isArray(value)) return true
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || (isObject(prototype) && Object.getPrototypeOf(prototype) === null)
}
