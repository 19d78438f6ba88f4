import { iterate } from './iteration.ts'
import { applyOperator } from './operators.ts'
import { computedFrom, internal, type Origin, takenApart } from './origin.ts'
import { copySlot, isObject, newShadow, noteMember, originIn, ownSlots, shadowOf } from './shadows.ts'
import { frame, origin, reach, setOrigin } from './state.ts'
import { noteWrite } from './touched.ts'

type Holder = Record<PropertyKey, unknown>

/** `holder.name`; the register holds the holder's origin, in case it is text. */
export function read(site: number, holder: unknown, name: PropertyKey): unknown {
  reach(site)
  const holderOrigin = origin
  const result = readMember(holder, name)
  if (origin === undefined && !isObject(holder)) setOrigin(computedFrom(site, [holderOrigin], frame))
  return result
}

/** `holder[name]`; the register holds the name's origin. */
export function readComputed(site: number, holder: unknown, holderOrigin: Origin, name: unknown): unknown {
  reach(site)
  const nameOrigin = origin
  const result = readMember(holder, name as PropertyKey)
  if (origin === undefined || origin === internal)
    setOrigin(computedFrom(site, [holderOrigin, nameOrigin], frame))
  return result
}

/** A member's value, with its origin in the register: what is known of it, or what its getter left there. */
export function readMember(holder: unknown, name: PropertyKey): unknown {
  setOrigin(undefined)
  const result = (holder as Holder)[name]
  if (isObject(result)) return result
  const memberOrigin = isObject(holder) ? originOfMember(holder, name) : undefined
  if (memberOrigin !== undefined) setOrigin(memberOrigin)
  return result
}

function originOfMember(holder: object, name: PropertyKey): Origin {
  if (shadowOf(holder) !== undefined && Object.hasOwn(holder, name)) return originIn(holder, name)
  // A value that an object inherits is known where it was written.
  for (
    let each: object | null = Object.getPrototypeOf(holder);
    each !== null;
    each = Object.getPrototypeOf(each)
  ) {
    if (Object.hasOwn(each, name)) return originIn(each, name)
  }
  return undefined
}

/** `holder.name = value`; the register holds the value's origin. */
export function write<T>(site: number, holder: unknown, name: unknown, value: T): T {
  const known = origin
  reach(site)
  noteWrite(holder, name as PropertyKey, site)
  if (isObject(holder) && isDataMember(holder, name as PropertyKey)) {
    const member = { name: name as PropertyKey, value, origin: writtenNow(holder, known), nameSite: 0 }
    noteMember(holder, ownSlots(holder), member)
  }
  ;(holder as Holder)[name as PropertyKey] = value
  setOrigin(known)
  return value
}

/** An origin that does not take on the calls that led to its holder: it was written later. */
function writtenNow(holder: object, known: Origin): Origin {
  if (known === undefined || shadowOf(holder)?.calls === frame) return known
  if (typeof known === 'number') return { kind: 'literal', site: known, from: [], calls: frame ?? null }
  return known.calls === undefined ? { ...known, calls: frame ?? null } : known
}

/** `holder.name op= operand`, and `holder.name ??= operand` and its like, whose operand may not be needed. */
export function update(
  site: number,
  holder: unknown,
  name: unknown,
  operator: string,
  operand: () => unknown,
): unknown {
  const before = readMember(holder, name as PropertyKey)
  const beforeOrigin = origin
  if (operator === '??' || operator === '||' || operator === '&&') {
    const isKept =
      operator === '??' ? before !== undefined && before !== null : Boolean(before) === (operator === '||')
    return isKept ? before : write(site, holder, name, operand())
  }
  const value = operand()
  const result = applyOperator(operator, before, value)
  setOrigin(computedFrom(site, [beforeOrigin, origin], frame))
  return write(site, holder, name, result)
}

/** `holder.name++` and its like. */
export function increment(
  site: number,
  holder: unknown,
  name: unknown,
  kind: { by: 1 | -1; isPrefix: boolean },
): unknown {
  const before = readMember(holder, name as PropertyKey) as number
  const beforeOrigin = origin
  const number = typeof before === 'bigint' ? before : Number(before)
  const after = typeof number === 'bigint' ? number + BigInt(kind.by) : number + kind.by
  setOrigin(computedFrom(site, [beforeOrigin], frame))
  write(site, holder, name, after)
  if (!kind.isPrefix) setOrigin(beforeOrigin)
  return kind.isPrefix ? after : number
}

/** `delete holder.name` */
export function remove(site: number, holder: unknown, name: unknown): boolean {
  reach(site)
  noteWrite(holder, name as PropertyKey, site)
  const isGone = Reflect.deleteProperty(Object(holder), name as PropertyKey)
  if (!isGone) throw new TypeError(`Cannot delete property '${String(name)}'`)
  if (isObject(holder)) ownSlots(holder).delete(String(name))
  setOrigin(undefined)
  return isGone
}

/** Notes a new field of an object; the register holds the value's origin. */
export function noteField(holder: object, name: PropertyKey, value: unknown): void {
  if (typeof name !== 'symbol') {
    ownSlots(holder).set(String(name), { origin: isObject(value) ? undefined : origin, name: 0 })
  }
}

/** Notes what was assigned to a private field. */
export function noted<T>(value: T, holder: object, name: string): T {
  noteField(holder, name, value)
  return value
}

/** What is left of an object beside the members already taken: `{ a, ...rest } = source`. */
export function remaining(site: number, source: object, taken: readonly unknown[]): object {
  const names = new Set(taken.map((name) => (typeof name === 'symbol' ? name : String(name))))
  const rest: Holder = {}
  const slots = newShadow(rest, takenApart(site))
  for (const name of Reflect.ownKeys(source)) {
    if (names.has(name) || !Object.prototype.propertyIsEnumerable.call(source, name)) continue
    const value = readMember(source, name)
    if (typeof name === 'string') slots.set(name, copySlot(source, name, value, origin))
    Object.defineProperty(rest, name, { value, writable: true, enumerable: true, configurable: true })
  }
  return rest
}

/** The first elements of something iterable, as a list with their origins; all of them when `count` is negative. */
export function list(iterable: unknown, count: number): unknown[] {
  const made: unknown[] = []
  const slots = newShadow(made, undefined)
  if (count === 0) return made
  for (const [value, known] of iterate(iterable)) {
    slots.set(String(made.length), { origin: isObject(value) ? undefined : known, name: 0 })
    made.push(value)
    if (made.length === count) break
  }
  return made
}

/** The elements of a list from `start` on. */
export function tail(site: number, source: readonly unknown[], start: number): unknown[] {
  const made = source.slice(start)
  const slots = newShadow(made, takenApart(site))
  for (const [index, value] of made.entries()) {
    slots.set(String(index), copySlot(source, String(index + start), value, originIn(source, index + start)))
  }
  return made
}

/** False where assigning would run a setter. */
function isDataMember(holder: object, name: PropertyKey): boolean {
  for (let each: object | null = holder; each !== null; each = Object.getPrototypeOf(each)) {
    const descriptor = Object.getOwnPropertyDescriptor(each, name)
    if (descriptor !== undefined) return 'value' in descriptor
  }
  return true
}
