import { watchWrites } from '../tracking/touched.ts'
import { isDenied } from './denied.ts'

const { ownKeys, getOwnPropertyDescriptor, getPrototypeOf } = Reflect

/**
 * Freezes the language: every object that a program can reach without making it, and the global bindings. Before any of
 * the author's code runs; from then on no module can change what another one means, or what this tool computes with.
 */
export function freezeLanguage(): void {
  removeMatchState()
  letOverride()
  freezeAll([['globalThis', globalThis], ...unnamed()])
}

/** As the language, so the authoring API. */
export function protect(authoring: object): void {
  freezeAll([['appia', authoring]])
}

/** Freezes what objects lead to, and them. */
function freezeAll(roots: readonly (readonly [name: string, object: object])[]): void {
  const found = new Map<object, string>()
  const waiting = roots.map(([name, object]) => ({ name, object }))
  // What an object leads to joins the end of the list while it is walked.
  for (const { name, object } of waiting) {
    if (found.has(object) || isDenied(object)) continue
    found.set(object, name)
    for (const key of ownKeys(object)) waiting.push(...membersAt(object, key, name))
    const prototype = getPrototypeOf(object)
    if (prototype !== null) waiting.push({ name: `the prototype of ${name}`, object: prototype })
  }
  for (const object of found.keys()) Object.freeze(object)
  watchWrites(found)
}

interface Reached {
  readonly name: string
  readonly object: object
}

function membersAt(holder: object, key: PropertyKey, name: string): Reached[] {
  const { value, get, set } = getOwnPropertyDescriptor(holder, key) ?? {}
  const path = holder === globalThis ? String(key) : `${name}.${String(key)}`
  return [value, get, set].filter(isObject).map((object) => ({ name: path, object }))
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function'
}

/** What has no name of its own, and is reached by syntax. */
function unnamed(): [string, object][] {
  const iterators = [[], new Map(), new Set(), ''].map((each) => each[Symbol.iterator]())
  const functions = [function* () {}, async () => {}, async function* () {}]
  return [
    ...iterators.map((each): [string, object] => ['an iterator', getPrototypeOf(each) as object]),
    ['an iterator', getPrototypeOf(''.matchAll(/(?:)/g)) as object],
    ...functions.map((each): [string, object] => ['a function', getPrototypeOf(each) as object]),
  ]
}

/** `RegExp.$1` and its like tell of whatever was matched last, by whomever. */
function removeMatchState(): void {
  for (const name of Object.getOwnPropertyNames(RegExp)) {
    if (getOwnPropertyDescriptor(RegExp, name)?.get !== undefined) Reflect.deleteProperty(RegExp, name)
  }
}

/**
 * A member that is frozen in a prototype cannot be assigned in what inherits it (`error.name = 'Mine'`), unless it
 * is an accessor that defines it there.
 */
function letOverride(): void {
  const errors = [
    Error,
    AggregateError,
    EvalError,
    RangeError,
    ReferenceError,
    SyntaxError,
    TypeError,
    URIError,
  ]
  for (const prototype of [Object.prototype, ...errors.map((each) => each.prototype as object)]) {
    for (const key of ownKeys(prototype)) {
      const { value, writable } = getOwnPropertyDescriptor(prototype, key) ?? {}
      if (writable === true) Object.defineProperty(prototype, key, overridable(prototype, key, value))
    }
  }
}

function overridable(prototype: object, key: PropertyKey, value: unknown): PropertyDescriptor {
  return {
    get: () => value,
    set(this: unknown, next: unknown) {
      if (!isObject(this) || this === prototype)
        throw new TypeError(`Cannot assign to read only property '${String(key)}'`)
      Object.defineProperty(this, key, { value: next, writable: true, enumerable: true, configurable: true })
    },
    enumerable: false,
    configurable: false,
  }
}
