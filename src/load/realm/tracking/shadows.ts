import { type Origin, type Shadow, type Slot, type Trace, withCalls } from './origin.ts'
import { frame } from './state.ts'

const shadows = new WeakMap<object, Shadow>()

/** Longer chains of overridden values forget their oldest links. */
const longestChain = 16

/** True for what carries its origin by identity. */
export function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function'
}

/** What is known of an object, or undefined. */
export function shadowOf(object: object): Shadow | undefined {
  return shadows.get(object)
}

/** Starts or replaces what is known of an object. */
export function setShadow(object: object, shadow: Shadow): void {
  shadows.set(object, shadow)
}

/** Starts what is known of an object that was just made, with slots of its own, and returns them. */
export function newShadow(object: object, origin: Origin, members?: Origin): Map<string, Slot> {
  const slots = new Map<string, Slot>()
  shadows.set(object, { origin, calls: frame, slots, isShared: false, members })
  return slots
}

/** The slots of an object that is about to be changed: no literal evaluates to it any more. */
export function ownSlots(object: object): Map<string, Slot> {
  const standing = shadows.get(object)
  if (standing === undefined) return newShadow(object, undefined)
  const isLiteral = typeof standing.origin === 'number'
  if (!standing.isShared && !isLiteral) return standing.slots
  const slots = standing.isShared ? new Map(standing.slots) : standing.slots
  const origin: Origin =
    typeof standing.origin === 'number'
      ? { kind: 'computed', site: standing.origin, from: [] }
      : standing.origin
  shadows.set(object, { ...standing, origin, slots, isShared: false })
  return slots
}

/** What is known of one member. */
export function slotOf(object: object, name: PropertyKey): Slot | undefined {
  return shadows.get(object)?.slots.get(String(name))
}

/** The origin of one member, with the calls that led to its holder and with what it overrides. */
export function originIn(object: object, name: PropertyKey): Origin {
  const shadow = shadows.get(object)
  return shadow && originOfSlot(shadow, shadow.slots.get(String(name)))
}

/** The origin of the member that has this slot in an object, or none. */
export function originOfSlot(shadow: Shadow, slot: Slot | undefined): Origin {
  const origin = withCalls(slot ? slot.origin : shadow.members, shadow.calls)
  if (origin === undefined || slot?.overrides === undefined) return origin
  const trace: Trace = typeof origin === 'number' ? { kind: 'literal', site: origin, from: [] } : origin
  return { ...trace, overrides: slot.overrides }
}

/** Where an object was made. */
export function originOfObject(value: object): Origin {
  const shadow = shadows.get(value)
  return shadow && withCalls(shadow.origin, shadow.calls)
}

/** The origin to keep for a value: an object carries its own. */
export function originToKeep(value: unknown, origin: Origin): Origin {
  return isObject(value) ? undefined : origin
}

/** Notes that `object[name]` is about to become `value`, in `slots`, which are its own. Nothing is assigned. */
export function noteMember(
  object: object,
  slots: Map<string, Slot>,
  member: {
    readonly name: PropertyKey
    readonly value: unknown
    readonly origin: Origin
    readonly nameSite: number
  },
): void {
  if (typeof member.name === 'symbol') return
  const name = String(member.name)
  const origin = originToKeep(member.value, member.origin)
  const fresh: Slot = { origin, name: member.nameSite }
  const before = dataMember(object, name)
  slots.set(name, before === undefined ? fresh : overriding(object, fresh, { name, value: before.value }))
}

function overriding(object: object, fresh: Slot, before: { name: string; value: unknown }): Slot {
  const earlierSlot = slotOf(object, before.name)
  const lostObject = isObject(before.value) ? before.value : undefined
  const origin = lostObject ? originOfObject(lostObject) : originIn(object, before.name)
  if (origin === undefined || (origin === fresh.origin && earlierSlot?.name === fresh.name)) return fresh
  const depth = (earlierSlot?.depth ?? 0) + 1
  const chain = depth > longestChain ? undefined : earlierSlot?.overrides
  return {
    ...fresh,
    overrides: { origin, name: earlierSlot?.name ?? 0, overrides: chain },
    lost: lostObject,
    depth: depth > longestChain ? 1 : depth,
  }
}

function dataMember(object: object, name: string): { readonly value?: unknown } | undefined {
  if (!Object.hasOwn(object, name)) return undefined
  const descriptor = Object.getOwnPropertyDescriptor(object, name)
  return descriptor !== undefined && 'value' in descriptor ? descriptor : undefined
}

/** Copies what is known of one member to another object, with the calls that led to the first. */
export function copySlot(from: object, name: string, value: unknown, origin: Origin): Slot {
  const slot = slotOf(from, name)
  return {
    origin: originToKeep(value, origin),
    name: slot?.name ?? 0,
    overrides: slot?.overrides,
    lost: slot?.lost,
    depth: slot?.depth ?? 0,
  }
}

/** Gives an object that was just made a member of its own, whatever its name. */
export function define(object: object, name: PropertyKey, value: unknown): void {
  if (!(name in object)) {
    // Nothing that the object inherits has a say: assigning is the same, and faster.
    ;(object as Record<PropertyKey, unknown>)[name] = value
    return
  }
  Object.defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true })
}
