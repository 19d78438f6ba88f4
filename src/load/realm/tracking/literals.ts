import { given } from '../../given.ts'
import { arrayPlanAt, objectPlanAt, type PlannedMember, shadowAt, type Table } from './descriptions.ts'
import { iterate } from './iteration.ts'
import { readMember } from './members.ts'
import { internal, type Origin, type Slot, withCalls } from './origin.ts'
import { copySlot, define, newShadow, noteMember, originToKeep, setShadow } from './shadows.ts'
import { frame, origin, reach, setOrigin } from './state.ts'

/** An object or array literal all of whose members are literals: what is known of them holds for it. */
export function fixed<T extends object>(known: Table, index: number, value: T): T {
  const description = shadowAt(known, index)
  setShadow(value, frame === undefined ? description : { ...description, calls: frame })
  setOrigin(undefined)
  return value
}

/** A literal that stands alone. */
export function literal<T>(site: number, value: T): T {
  setOrigin(at(site))
  return value
}

/** The origin of a literal that is evaluated now. */
export function at(site: number): Origin {
  if (site === 0) return withCalls(internal, frame)
  return frame === undefined ? site : withCalls(site, frame)
}

/** An object literal; its plan says how each of its members is given in `values`. */
export function object(known: Table, index: number, values: readonly unknown[]): object {
  const { origin: madeAt, members, isPlain } = objectPlanAt(known, index)
  const made: object = {}
  const slots = newShadow(made, madeAt)
  if (isPlain) fill(made as Record<string, unknown>, slots, members, values)
  else build(made, slots, members, values)
  if (typeof madeAt === 'number') reach(madeAt)
  setOrigin(undefined)
  return made
}

function fill(
  made: Record<string, unknown>,
  slots: Map<string, Slot>,
  ...[members, values]: [readonly PlannedMember[], readonly unknown[]]
): void {
  let next = 0
  for (const { name, how, nameSite, slot } of members) {
    const value = values[next++]
    made[name] = value
    if (how !== given.withOrigin) slots.set(name, slot)
    else slots.set(name, { origin: originToKeep(value, values[next++] as Origin), name: nameSite })
  }
}

function build(
  made: object,
  slots: Map<string, Slot>,
  ...[members, values]: [readonly PlannedMember[], readonly unknown[]]
): void {
  let next = 0
  for (const { name: written, how, nameSite, slot } of members) {
    if (how === given.spread) spreadInto(made, slots, values[next++])
    else if (how === given.defined) defineAll(made, values[next++] as object)
    else if (how === given.prototype) setPrototype(made, values[next++])
    else {
      const name = how === given.computed ? (values[next++] as PropertyKey) : written
      const value = values[next++]
      const known = how >= given.container ? slot.origin : (values[next++] as Origin)
      noteMember(made, slots, { name, value, origin: known, nameSite })
      define(made, name, value)
    }
  }
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
  if (!Object.hasOwn(target, member.name)) {
    slots.set(member.name, copied)
    return
  }
  noteMember(target, slots, { ...member, nameSite: copied.name })
  const noted = slots.get(member.name)
  if (noted?.overrides === undefined) slots.set(member.name, copied)
}

/** An array literal; its plan says how each of its elements is given in `values`. */
export function array(known: Table, index: number, values: readonly unknown[]): unknown[] {
  const { origin: madeAt, hows } = arrayPlanAt(known, index)
  const made: unknown[] = []
  const slots = newShadow(made, madeAt)
  let next = 0
  for (const how of hows) {
    if (how === given.hole) made.length += 1
    else if (how === given.spread) {
      const [iterable, textOrigin] = [values[next++], values[next++] as Origin]
      for (const [value, origin] of iterate(iterable, textOrigin)) append(made, slots, value, origin)
    } else {
      const value = values[next++]
      const origin = how === given.withOrigin ? (values[next++] as Origin) : how > 0 ? how : undefined
      append(made, slots, value, origin)
    }
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

function setPrototype(object: object, prototype: unknown): void {
  if (prototype === null || typeof prototype === 'object') Object.setPrototypeOf(object, prototype)
}

/** Notes where the members of an enum were written. */
export function enumeration(known: Table, index: number, value: object): void {
  setShadow(value, shadowAt(known, index))
}
