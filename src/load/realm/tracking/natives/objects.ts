import { type Call, invoke } from '../calls.ts'
import { iterate, listOf } from '../iteration.ts'
import { spreadInto } from '../literals.ts'
import { readMember } from '../members.ts'
import { computedFrom, type Origin } from '../origin.ts'
import { isObject, newShadow, noteMember, originIn, ownSlots, slotOf } from '../shadows.ts'
import { frame, origin, setOrigin } from '../state.ts'
import { noteWrite } from '../touched.ts'
import { callNative, madeBy } from './other.ts'
import type { Handler } from './registry.ts'

/** Functions that hand members of objects on: each member keeps its origin. */
export const objectHandlers: readonly (readonly [unknown, Handler])[] = [
  [Object.assign, assign],
  [Object.keys, (call) => listed(call, (source, name) => [name, originOfName(call, source, name)])],
  [Object.values, (call) => listed(call, (source, name) => [readMember(source, name), origin])],
  [Object.entries, (call) => listed(call, (source, name) => [entry(call, source, name), undefined])],
  [Object.fromEntries, fromEntries],
  [Object.freeze, same],
  [Object.seal, same],
  [Object.preventExtensions, same],
  [Object.defineProperty, forgetting],
  [Object.defineProperties, forgetting],
  [Reflect.defineProperty, forgetting],
  [Reflect.set, forgetting],
  [Object.setPrototypeOf, changingPrototype],
  [Reflect.setPrototypeOf, changingPrototype],
  [Reflect.deleteProperty, forgetting],
  [Reflect.get, (call) => readMember(call.values[0], call.values[1] as PropertyKey)],
  [Reflect.apply, (call) => invoke(call.values[0], call.values[1], call.values[2] as unknown[], [])],
]

function assign(call: Call): unknown {
  const [target, ...sources] = call.values
  if (!isObject(target)) return callNative(call)
  noteWrite(target, undefined, call.site)
  const slots = ownSlots(target)
  for (const source of sources) spreadInto(target, slots, source)
  setOrigin(undefined)
  return target
}

function listed(call: Call, element: (source: object, name: string) => readonly [unknown, Origin]): unknown {
  const [source] = call.values
  if (!isObject(source)) return callNative(call)
  const pairs = Object.keys(source).map((name) => element(source, name))
  const list = listOf(pairs, madeBy(call))
  setOrigin(undefined)
  return list
}

function entry(call: Call, source: object, name: string): unknown[] {
  const value = readMember(source, name)
  return listOf(
    [
      [name, originOfName(call, source, name)],
      [value, origin],
    ],
    undefined,
  )
}

/** A name is computed from where it stands, and failing that from its value. */
function originOfName(call: Call, source: object, name: string): Origin {
  const written = slotOf(source, name)?.name
  return computedFrom(call.site, [written || originIn(source, name)], frame?.caller)
}

function fromEntries(call: Call): unknown {
  const object: Record<PropertyKey, unknown> = {}
  const slots = newShadow(object, madeBy(call))
  for (const [pair] of iterate(call.values[0])) {
    const name = readMember(pair, 0) as PropertyKey
    const value = readMember(pair, 1)
    noteMember(object, slots, { name, value, origin, nameSite: 0 })
    Object.defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true })
  }
  setOrigin(undefined)
  return object
}

function same(call: Call): unknown {
  const result: unknown = Reflect.apply(call.target, undefined, call.values)
  setOrigin(call.origins[0])
  return result
}

function changingPrototype(call: Call): unknown {
  noteWrite(call.values[0], '__proto__', call.site)
  return callNative(call)
}

function forgetting(call: Call): unknown {
  const [target, name] = call.values
  noteWrite(target, isObject(name) ? undefined : (name as PropertyKey), call.site)
  const result = callNative(call)
  if (isObject(target)) {
    if (isObject(name)) ownSlots(target).clear()
    else ownSlots(target).delete(String(name))
  }
  return result
}
