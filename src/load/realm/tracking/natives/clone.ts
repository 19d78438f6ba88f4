import { noteInCollection, originInMap } from '../iteration.ts'
import { computedFrom, type Origin } from '../origin.ts'
import { copySlot, newShadow, originIn, originOfObject, setShadow, shadowOf } from '../shadows.ts'
import { frame } from '../state.ts'

/** A deep copy of plain data, Maps and Sets, with all that is known of their members. Throws on functions. */
export function cloneValue(value: unknown): unknown {
  return clone(value, new Map())
}

function clone(value: unknown, done: Map<unknown, unknown>): unknown {
  if (typeof value === 'function' || typeof value === 'symbol') {
    throw new TypeError(`structuredClone() does not copy a ${typeof value}`)
  }
  if (typeof value !== 'object' || value === null) return value
  if (!done.has(value)) cloneObject(value, done)
  return done.get(value)
}

function cloneObject(value: object, done: Map<unknown, unknown>): void {
  const [other] = notCopied.filter((each) => value instanceof each)
  if (other !== undefined) throw new TypeError(`structuredClone() does not copy a ${other.name}`)
  if (value instanceof Date) done.set(value, new Date(value.getTime()))
  else if (value instanceof RegExp) done.set(value, new RegExp(value.source, value.flags))
  else if (value instanceof Map) cloneMap(value, done)
  else if (value instanceof Set) cloneSet(value, done)
  else cloneMembers(value, done)
}

const notCopied = [Promise, WeakMap, WeakSet]

function cloneMembers(value: object, done: Map<unknown, unknown>): void {
  const copy: Record<string, unknown> | unknown[] = Array.isArray(value) ? new Array(value.length) : {}
  done.set(value, copy)
  const shadow = shadowOf(value)
  if (shadow !== undefined)
    setShadow(copy, {
      ...shadow,
      calls: shadow.calls ?? frame,
      slots: new Map(shadow.slots),
      isShared: false,
    })
  for (const name of Object.keys(value)) {
    ;(copy as Record<string, unknown>)[name] = clone((value as Record<string, unknown>)[name], done)
  }
}

function cloneMap(value: Map<unknown, unknown>, done: Map<unknown, unknown>): void {
  const copy = new Map<unknown, unknown>()
  done.set(value, copy)
  for (const [key, member] of value) {
    const copiedKey = clone(key, done)
    copy.set(copiedKey, clone(member, done))
    noteInCollection(copy, { key: copiedKey, keyOrigin: undefined, valueOrigin: originInMap(value, key) })
  }
}

function cloneSet(value: Set<unknown>, done: Map<unknown, unknown>): void {
  const copy = new Set<unknown>()
  done.set(value, copy)
  for (const member of value) copy.add(clone(member, done))
}

/**
 * Gives a copy that came about by other means (JSON text) what is known of its source: leaves that are equal have the
 * same origin, what differs is computed from what stood there.
 */
export function trackCopy(copy: unknown, source: unknown): void {
  if (typeof copy !== 'object' || copy === null) return
  const from: object = typeof source === 'object' && source !== null ? source : {}
  const slots = newShadow(copy, originOfObject(from))
  for (const [name, value] of Object.entries(copy)) {
    const before: unknown = Object.getOwnPropertyDescriptor(from, name)?.value
    const isSame = Object.is(before, value)
    const origin: Origin = isSame ? originIn(from, name) : computedFrom(0, [originIn(from, name)], frame)
    slots.set(name, copySlot(from, name, value, origin))
    trackCopy(value, before)
  }
}
