import { iterate, listOf } from './iteration.ts'
import { noteField } from './members.ts'
import { callNative } from './natives/other.ts'
import { handlerOf } from './natives/registry.ts'
import { computedFrom, type Frame, type Origin, takenApart } from './origin.ts'
import { isObject, newShadow } from './shadows.ts'
import { frame, lastSite, reach, setFrame, setOrigin } from './state.ts'

type Callable = (...parameters: unknown[]) => unknown

/** A call as our stand-ins for the language's own functions see it. */
export interface Call {
  readonly site: number
  readonly target: Callable
  readonly self: unknown
  readonly selfOrigin: Origin
  readonly values: readonly unknown[]
  readonly origins: readonly Origin[]
}

interface Passed {
  readonly values: readonly unknown[]
  readonly origins: readonly Origin[]
}

const nothing: readonly Origin[] = []

/** Arguments on their way to the function that is being called. */
let passed: Passed | undefined

/** Where errors were thrown first, with the calls that were under way. */
const thrownAt = new WeakMap<object, { readonly site: number; readonly frame: Frame | undefined }>()

/** `target(…)`; `pairs` are [value, origin, value, origin, …]. */
export function call(site: number, target: unknown, pairs: readonly unknown[]): unknown {
  return enterCall({
    site,
    target: target as Callable,
    self: undefined,
    selfOrigin: undefined,
    ...unpair(pairs),
  })
}

/** `self.name(…)` */
export function method(
  site: number,
  self: unknown,
  selfOrigin: Origin,
  ...[name, pairs]: [name: PropertyKey, pairs: readonly unknown[]]
): unknown {
  reach(site)
  const target = (self as Record<PropertyKey, Callable>)[name] as Callable
  if (typeof target !== 'function') throw new TypeError(`${String(name)} is not a function`)
  return enterCall({ site, target, self, selfOrigin, ...unpair(pairs) })
}

/** `self.name`, to be called later as a method. */
export function bound(site: number, self: unknown, selfOrigin: Origin, name: PropertyKey): unknown {
  reach(site)
  const target = (self as Record<PropertyKey, Callable>)[name]
  if (typeof target !== 'function') return target
  return (...values: unknown[]) => {
    const origins = enter(values)
    // The call of what is bound here has a site of its own.
    return enterCall({ site: 0, target, self, selfOrigin, values, origins })
  }
}

/** `new target(…)` */
export function construct(site: number, target: unknown, pairs: readonly unknown[]): unknown {
  reach(site)
  const { values, origins } = unpair(pairs)
  const make = target as new (...parameters: unknown[]) => object
  const handler = isObject(target) ? handlerOf(target, 'construct') : undefined
  return within(site, () => {
    if (handler)
      return handler({
        site,
        target: target as Callable,
        self: undefined,
        selfOrigin: undefined,
        values,
        origins,
      })
    passed = isScript(target) ? { values, origins } : undefined
    const made: unknown = Reflect.construct(make, values)
    setOrigin(undefined)
    return made
  })
}

/** Calls a function with arguments whose origins are known. */
export function invoke(
  target: unknown,
  self: unknown,
  values: readonly unknown[],
  origins: readonly Origin[],
): unknown {
  const handler = isObject(target) ? handlerOf(target, 'call') : undefined
  const details = { site: 0, target: target as Callable, self, selfOrigin: undefined, values, origins }
  if (handler) return handler(details)
  if (!isScript(target)) return callNative(details)
  return callScript(target as Callable, self, { values, origins })
}

function enterCall(details: Call): unknown {
  const { site, target, self, values, origins } = details
  reach(site)
  if (typeof target !== 'function') throw new TypeError('what is called here is not a function')
  const handler = handlerOf(target, 'call')
  return within(site, () => {
    if (handler) return handler(details)
    if (!isScript(target)) return callNative(details)
    const result = callScript(target, self, { values, origins })
    // Nothing else says where a Promise was made.
    if (result instanceof Promise) newShadow(result, computedFrom(site, [], frame?.caller))
    return result
  })
}

function callScript(target: Callable, self: unknown, parameters: Passed): unknown {
  passed = parameters
  setOrigin(undefined)
  const result: unknown = Reflect.apply(target, self, parameters.values)
  if (result === undefined) setOrigin(undefined)
  return result
}

/** Runs something under a frame for the call at `site`; our own calls have none. */
function within(site: number, run: () => unknown): unknown {
  const caller = frame
  if (site !== 0) setFrame({ site, caller })
  try {
    return run()
  } catch (error) {
    noteThrown(error, lastSite)
    throw error
  } finally {
    passed = undefined
    setFrame(caller)
  }
}

/** The origins of the arguments that the caller of the running function passed. First thing in every function. */
export function enter(values: readonly unknown[]): readonly Origin[] {
  const parameters = passed
  passed = undefined
  // Parameters that were not passed are undefined here.
  if (parameters === undefined || parameters.values.length > values.length) return nothing
  for (let index = 0; index < values.length; index++) {
    if (!Object.is(values[index], parameters.values[index])) return nothing
  }
  return parameters.origins
}

/** Entry of a function that takes nothing. */
export function enterBare(): void {
  passed = undefined
}

/** The arguments from `start` on, as a list. */
export function rest(
  site: number,
  values: readonly unknown[],
  ...[origins, start]: [origins: readonly Origin[], start: number]
): unknown[] {
  return listOf(
    values.slice(start).map((value, index) => [value, origins[start + index]] as const),
    takenApart(site),
  )
}

/** The texts of a tagged template: it is the tag of ours. */
export function texts(all: TemplateStringsArray): TemplateStringsArray {
  return all
}

/** Initialises a field of a class, out of the way of the arguments that wait for the constructor. */
export function field(holder: object, name: PropertyKey, initialise: () => unknown): unknown {
  const waiting = passed
  passed = undefined
  const value = initialise()
  noteField(holder, name, value)
  passed = waiting
  return value
}

/** Plain arguments for `super(…)`, whose origins wait for the constructor. */
export function superArguments(site: number, pairs: readonly unknown[]): readonly unknown[] {
  reach(site)
  passed = unpair(pairs)
  return passed.values
}

/** One argument, with its origin in the register. */
export function parameter(values: readonly unknown[], origins: readonly Origin[], index: number): unknown {
  setOrigin(origins[index])
  return values[index]
}

/** The pairs of a spread argument. */
export function spread(iterable: unknown): unknown[] {
  return [...iterate(iterable)].flat()
}

/** An error on its way, noted with its place. */
export function thrown(site: number, error: unknown): unknown {
  reach(site)
  noteThrown(error, site)
  return error
}

/** Where an error was thrown, and the calls that were under way. */
export function whereThrown(error: unknown): { readonly site: number; readonly frame: Frame | undefined } {
  return (isObject(error) ? thrownAt.get(error) : undefined) ?? { site: lastSite, frame: undefined }
}

function noteThrown(error: unknown, site: number): void {
  if (isObject(error) && !thrownAt.has(error)) thrownAt.set(error, { site, frame })
}

function unpair(pairs: readonly unknown[]): { values: unknown[]; origins: Origin[] } {
  const values: unknown[] = []
  const origins: Origin[] = []
  for (let index = 0; index < pairs.length; index += 2) {
    values.push(pairs[index])
    origins.push(pairs[index + 1] as Origin)
  }
  return { values, origins }
}

const scripts = new WeakMap<object, boolean>()
const toText = Function.prototype.toString

/** True for a function of the bundle: all of them are instrumented. */
function isScript(target: unknown): boolean {
  if (typeof target !== 'function') return false
  const scriptOfTarget = scripts.get(target)
  if (scriptOfTarget !== undefined) return scriptOfTarget
  const answer = !toText.call(target).endsWith('[native code] }')
  scripts.set(target, answer)
  return answer
}
