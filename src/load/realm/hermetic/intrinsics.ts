/** The language's own objects as they were before the author's code ran. */
export interface Snapshot {
  readonly name: string
  readonly object: object
  readonly members: ReadonlyMap<PropertyKey, PropertyDescriptor>
  readonly prototype: object | null
}

const { is } = Object
const { ownKeys, getOwnPropertyDescriptor, defineProperty, deleteProperty, getPrototypeOf, setPrototypeOf } =
  Reflect

/** Notes what the language's objects hold. */
export function snapshotIntrinsics(): Snapshot[] {
  const constructors = [
    Object,
    Function,
    Array,
    String,
    Number,
    Boolean,
    Symbol,
    BigInt,
    Map,
    Set,
    WeakMap,
    WeakSet,
    Promise,
    RegExp,
    Error,
    Date,
  ]
  const holders = constructors.flatMap((each): [string, object][] => [
    [each.name, each],
    [`${each.name}.prototype`, each.prototype as object],
  ])
  const iterators = [[][Symbol.iterator](), new Map()[Symbol.iterator](), new Set()[Symbol.iterator]()]
  const prototypes = iterators.map((iterator): [string, object] => [
    'an iterator',
    Object.getPrototypeOf(iterator),
  ])
  return [
    ...holders,
    ...prototypes,
    ['JSON', JSON] as const,
    ['Math', Math] as const,
    ['Reflect', Reflect] as const,
  ].map(([name, object]) => ({
    name,
    object,
    members: new Map(ownKeys(object).map((key) => [key, descriptorOf(object, key)])),
    prototype: getPrototypeOf(object),
  }))
}

/** A member of the language's own objects that was not as it should be. */
export interface Changed {
  /** `Array.prototype.map` */
  readonly name: string
  readonly object: object
  readonly key: PropertyKey
}

/** Puts everything back as it was and names what was not. */
export function restoreIntrinsics(snapshots: readonly Snapshot[]): Changed[] {
  const changed: Changed[] = []
  for (let index = 0; index < snapshots.length; index++) restore(snapshots[index] as Snapshot, changed)
  return changed
}

// No method of the language is used before it is known to be itself.
function restore({ name, object, members, prototype }: Snapshot, changed: Changed[]): void {
  if (getPrototypeOf(object) !== prototype) {
    setPrototypeOf(object, prototype)
    add(changed, { name: `the prototype of ${name}`, object, key: '__proto__' })
  }
  const keys = ownKeys(object)
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index] as PropertyKey
    if (mapHas(members, key)) continue
    deleteProperty(object, key)
    add(changed, { name: `${name}.${String(key)}`, object, key })
  }
  mapEach(members, (before, key) => {
    const now = getOwnPropertyDescriptor(object, key)
    if (now !== undefined && is(now.value, before.value) && now.get === before.get) return
    defineProperty(object, key, before)
    add(changed, { name: `${name}.${String(key)}`, object, key })
  })
}

const uncurry = Function.prototype.call.bind(Function.prototype.call) as (...parameters: unknown[]) => unknown
const { has, forEach } = Map.prototype

function mapHas(map: ReadonlyMap<PropertyKey, unknown>, key: PropertyKey): boolean {
  return uncurry(has, map, key) === true
}

function mapEach<T>(map: ReadonlyMap<PropertyKey, T>, visit: (value: T, key: PropertyKey) => void): void {
  uncurry(forEach, map, visit)
}

function add(list: Changed[], one: Changed): void {
  list[list.length] = one
}

function descriptorOf(object: object, key: PropertyKey): PropertyDescriptor {
  return getOwnPropertyDescriptor(object, key) as PropertyDescriptor
}
