import { appendPointer, isInitial } from '../../model/index.ts'
import type { Origin } from './tracking/origin.ts'
import { define, isObject, originIn, originToKeep, setShadow, shadowOf } from './tracking/shadows.ts'

/** A value with where it came from. */
interface Traced {
  readonly value: unknown
  readonly origin: Origin
}

/** A document in which each `initial(value)` is that value, and the pointers where these stood. */
export interface WithoutInitial extends Traced {
  readonly initial?: readonly string[]
}

/** Takes `initial()` off a materialised value, which is changed; what is shared is looked at once. */
export function takeInitial(traced: Traced, done: Map<object, readonly string[]>): WithoutInitial {
  const { value, origin, isTaken } = unwrapped(traced)
  const inside = takeInside(value, done)
  const initial = isTaken ? [''] : inside
  return { value, origin, ...(initial.length > 0 && { initial }) }
}

function unwrapped({ value, origin }: Traced): Traced & { readonly isTaken: boolean } {
  let inner: Traced = { value, origin }
  while (isInitial(inner.value))
    inner = { value: inner.value.$initial, origin: originIn(inner.value, '$initial') ?? inner.origin }
  return { ...inner, isTaken: !Object.is(inner.value, value) }
}

function takeInside(value: unknown, done: Map<object, readonly string[]>): readonly string[] {
  if (!isObject(value)) return []
  const known = done.get(value)
  if (known !== undefined) return known
  done.set(value, []) // what holds itself is refused later
  const pointers = Object.keys(value).flatMap((name) => takeMember(value, name, done))
  done.set(value, pointers)
  return pointers
}

function takeMember(holder: object, name: string, done: Map<object, readonly string[]>): readonly string[] {
  const held: unknown = Reflect.get(holder, name)
  const { value, origin, isTaken } = unwrapped({ value: held, origin: undefined })
  if (!isTaken) return takeInside(value, done).map((pointer) => `${appendPointer('', name)}${pointer}`)
  takeInside(value, done)
  const shadow = shadowOf(holder)
  if (shadow !== undefined) {
    const slots = new Map(shadow.slots)
    const slot = slots.get(name)
    slots.set(name, { ...slot, name: slot?.name ?? 0, origin: originToKeep(value, origin) })
    setShadow(holder, { ...shadow, slots, isShared: false })
  }
  define(holder, name, value)
  return [appendPointer('', name)]
}
