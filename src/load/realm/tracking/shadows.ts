import type { Frame, Origin, Shadow, Slot, Trace } from './origin.ts'
import { frame } from './state.ts'

const shadows = new WeakMap<object, Shadow>()

/** What is known of an object, or undefined. */
export function shadowOf(object: object): Shadow | undefined {
  return shadows.get(object)
}

/** Starts or replaces what is known of an object. */
export function setShadow(object: object, shadow: Shadow): void {
  shadows.set(object, shadow)
}

/** An own copy of what is known of an object, ready to be changed. */
export function ownShadow(object: object): Shadow {
  const known = shadows.get(object)
  if (known !== undefined && !known.isShared) return known
  const own: Shadow = {
    origin: known?.origin,
    calls: known?.calls ?? frame,
    slots: new Map(known?.slots),
    isShared: false,
  }
  shadows.set(object, own)
  return own
}

/** What is known of one member. */
export function slotOf(object: object, name: PropertyKey): Slot | undefined {
  return shadows.get(object)?.slots.get(String(name))
}

/** The origin of one member, with the calls that led to its holder. */
export function originIn(object: object, name: PropertyKey): Origin {
  const shadow = shadows.get(object)
  const slot = shadow?.slots.get(String(name))
  if (shadow === undefined || slot === undefined) return undefined
  return slot.overrides === undefined ? withCalls(slot.origin, shadow.calls) : overriding(slot, shadow.calls)
}

/** The origin of a value of any type: of an object, where it was made. */
export function originOfObject(value: object): Origin {
  const shadow = shadows.get(value)
  return shadow && withCalls(shadow.origin, shadow.calls)
}

/** An origin, with calls if it has none of its own. */
export function withCalls(origin: Origin, calls: Frame | undefined): Origin {
  if (calls === undefined || origin === undefined) return origin
  if (typeof origin === 'number') return { kind: 'literal', site: origin, calls }
  return origin.calls === undefined ? { ...origin, calls } : origin
}

function overriding(slot: Slot, calls: Frame | undefined): Origin {
  const origin = withCalls(slot.origin, calls)
  if (origin === undefined) return undefined
  const trace: Trace = typeof origin === 'number' ? { kind: 'literal', site: origin } : origin
  return { ...trace, overrides: slot.overrides }
}
