import { given } from '../../given.ts'
import { internal, type Origin, type Shadow, type Slot } from './origin.ts'

/** A literal's site, then three values a member: name, how its value is given, site of the name. */
type Description = readonly (string | number)[]

/** What is known of a module's object and array literals before they are evaluated; each is made ready when it is first evaluated. */
export type Table = (Description | Shadow | ObjectPlan | ArrayPlan)[]

/** An object literal whose members are not all literals. */
export interface ObjectPlan {
  readonly origin: Origin
  readonly members: readonly PlannedMember[]
  /** True where the members have names of their own, each another one, and nothing is spread. */
  readonly isPlain: boolean
}

export interface PlannedMember {
  readonly name: string
  /** See `given`. */
  readonly how: number
  readonly nameSite: number
  /** What is known of a literal or a container. */
  readonly slot: Slot
}

/** An array literal whose elements are not all literals. */
export interface ArrayPlan {
  readonly origin: Origin
  readonly hows: readonly number[]
}

// Taken before any of the author's code runs.
const { parse } = JSON

/** The table of a module. */
export function table(text: string): Table {
  return parse(text) as Table // written by `descriptionTable`
}

/** What is known of a literal all of whose members are literals. */
export function shadowAt(known: Table, index: number): Shadow {
  const entry = known[index] as Description | Shadow // the instrumented code names what it means
  if (!isRaw(entry)) return entry
  const shadow = shadowFrom(entry)
  known[index] = shadow
  return shadow
}

/** What is known of an object literal. */
export function objectPlanAt(known: Table, index: number): ObjectPlan {
  const entry = known[index] as Description | ObjectPlan
  if (!isRaw(entry)) return entry
  const plan = objectPlanFrom(entry)
  known[index] = plan
  return plan
}

/** What is known of an array literal. */
export function arrayPlanAt(known: Table, index: number): ArrayPlan {
  const entry = known[index] as Description | ArrayPlan
  if (!isRaw(entry)) return entry
  const [site, ...hows] = entry as readonly number[]
  const plan = { origin: madeAt(site as number), hows }
  known[index] = plan
  return plan
}

function isRaw(entry: Table[number]): entry is Description {
  return Array.isArray(entry)
}

function madeAt(site: number): Origin {
  return site === 0 ? internal : site
}

function shadowFrom(description: Description): Shadow {
  const site = description[0] as number
  const slots = new Map<string, Slot>()
  for (let index = 1; index < description.length; index += 3) {
    const [name, how, nameSite] = memberAt(description, index)
    slots.set(name, { origin: originAt(how, site), name: nameSite })
  }
  return { origin: madeAt(site), calls: undefined, slots, isShared: true }
}

/** A negative site is that of a computed value. */
function originAt(site: number, holder: number): Origin {
  if (site === 0) return holder === 0 ? internal : undefined
  return site > 0 ? site : { kind: 'computed', site: -site, from: [] }
}

function objectPlanFrom(description: Description): ObjectPlan {
  const members: PlannedMember[] = []
  for (let index = 1; index < description.length; index += 3) {
    const [name, how, nameSite] = memberAt(description, index)
    members.push({ name, how, nameSite, slot: { origin: how > 0 ? how : undefined, name: nameSite } })
  }
  const isPlain =
    members.every(({ name, how }) => how >= given.withOrigin && name !== '__proto__') &&
    new Set(members.map(({ name }) => name)).size === members.length
  return { origin: madeAt(description[0] as number), members, isPlain }
}

function memberAt(
  description: Description,
  index: number,
): readonly [name: string, how: number, nameSite: number] {
  return [String(description[index]), description[index + 1] as number, description[index + 2] as number]
}
