import { iterate } from './iteration.ts'
import { readMember } from './members.ts'
import { internal, type Origin, type Shadow, type Slot, withCalls } from './origin.ts'
import { copySlot, newShadow, noteMember, setShadow } from './shadows.ts'
import { frame, origin, reach, setOrigin } from './state.ts'

/**
 * What is known of an object or array literal before it is evaluated, `members` being [name, site of the value, site
 * of the name] one after the other; a negative site is that of a computed value. Made once a literal.
 */
export function describe(site: number, members: readonly (string | number)[]): Shadow {
  const slots = new Map<string, Slot>()
  for (let index = 0; index < members.length; index += 3) {
    const valueSite = members[index + 1] as number
    slots.set(String(members[index]), {
      origin: originAt(valueSite, site),
      name: members[index + 2] as number,
    })
  }
  return { origin: site === 0 ? internal : site, calls: undefined, slots, isShared: true }
}

function originAt(site: number, holder: number): Origin {
  if (site === 0) return holder === 0 ? internal : undefined
  return site > 0 ? site : { kind: 'computed', site: -site, from: [] }
}

/** An object or array literal all of whose members are literals: `description` holds for it. */
export function fixed<T extends object>(description: Shadow, value: T): T {
  setShadow(value, frame === undefined ? description : { ...description, calls: frame })
  setOrigin(undefined)
  return value
}

/** A literal that stands alone. */
export function literal<T>(site: number, value: T): T {
  setOrigin(site === 0 ? withCalls(internal, frame) : frame === undefined ? site : withCalls(site, frame))
  return value
}

/** How the next member of an object literal is given: by name (and its site), or as noted. */
export type MemberKind =
  | readonly [name: string, nameSite: number]
  | 'spread'
  | 'computed'
  | 'defined'
  | 'prototype'

/** An object literal, its `kinds` saying what `values` are: [value, origin], [key, value, origin], [source]. */
export function object(site: number, kinds: readonly MemberKind[], values: readonly unknown[]): object {
  const made: object = {}
  const slots = newShadow(made, site === 0 ? internal : site)
  let next = 0
  for (const kind of kinds) {
    if (kind === 'spread') spreadInto(made, slots, values[next++])
    else if (kind === 'defined') defineAll(made, values[next++] as object)
    else if (kind === 'prototype') setPrototype(made, values[next++])
    else {
      const [name, nameSite] = kind === 'computed' ? [values[next++] as PropertyKey, 0] : kind
      const [value, known] = [values[next++], values[next++] as Origin]
      noteMember(made, slots, { name, value, origin: known, nameSite })
      define(made, name, value)
    }
  }
  reach(site)
  setOrigin(undefined)
  return made
}

/** Copies the enumerable members of `source`, with all that is known of them; what was there before is overridden. */
export function spreadInto(target: object, slots: Map<string, Slot>, source: unknown): void {
  if (source === undefined || source === null) return
  const from: object = Object(source)
  for (const name of Reflect.ownKeys(from)) {
    if (!Object.prototype.propertyIsEnumerable.call(from, name)) continue
    const value = readMember(from, name)
    if (typeof name === 'string') noteCopied(target, slots, { from, name, value, origin })
    define(target, name, value)
  }
}

function noteCopied(
  target: object,
  slots: Map<string, Slot>,
  member: { from: object; name: string; value: unknown; origin: Origin },
): void {
  const copied = copySlot(member.from, member.name, member.value, member.origin)
  noteMember(target, slots, { ...member, nameSite: copied.name })
  const noted = slots.get(member.name)
  if (noted?.overrides === undefined) slots.set(member.name, copied)
}

/** An array literal; `kinds` has one character an element: v a value with its origin, s a spread, - a hole. */
export function array(site: number, kinds: string, values: readonly unknown[]): unknown[] {
  const made: unknown[] = []
  const slots = newShadow(made, site === 0 ? internal : site)
  let next = 0
  for (const kind of kinds) {
    if (kind === '-') made.length += 1
    else if (kind === 's')
      for (const [value, known] of iterate(values[next++])) append(made, slots, value, known)
    else append(made, slots, values[next++], values[next++] as Origin)
  }
  setOrigin(undefined)
  return made
}

function append(made: unknown[], slots: Map<string, Slot>, value: unknown, known: Origin): void {
  noteMember(made, slots, { name: made.length, value, origin: known, nameSite: 0 })
  made.push(value)
}

/** Methods and accessors; a getter and a setter of one name make one member. */
function defineAll(object: object, source: object): void {
  for (const name of Reflect.ownKeys(source)) {
    const member = Object.getOwnPropertyDescriptor(source, name) as PropertyDescriptor
    const before = Object.getOwnPropertyDescriptor(object, name)
    if (member.get === undefined && before?.get !== undefined && member.set !== undefined)
      member.get = before.get
    if (member.set === undefined && before?.set !== undefined && member.get !== undefined)
      member.set = before.set
    Object.defineProperty(object, name, member)
  }
}

function define(object: object, name: PropertyKey, value: unknown): void {
  Object.defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true })
}

function setPrototype(object: object, prototype: unknown): void {
  if (prototype === null || typeof prototype === 'object') Object.setPrototypeOf(object, prototype)
}

/** Notes where the members of an enum were written. */
export function enumeration(value: object, description: Shadow): void {
  setShadow(value, description)
}
