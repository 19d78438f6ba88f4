import type { Origin } from './origin.ts'

/** Names that a module exports, how each is read, and how its origin is found. */
type Exports = readonly (readonly [name: string, read: () => unknown, origin?: () => Origin])[]

/** What a module exports: an object that others read from, `import * as` itself. */
type Namespace = Record<string, unknown>

const origins = new Map<number, Map<string, () => Origin>>()

/** A module that exports nothing yet. */
export function newModule(): Namespace {
  return Object.create(null) as Namespace
}

/** Lets others read these names of a module, whether they have a value already or throw until they have one. */
export function exportAs(namespace: Namespace, module: number, exports: Exports): void {
  const originsOfModule = origins.get(module) ?? new Map<string, () => Origin>()
  origins.set(module, originsOfModule)
  for (const [name, read, origin] of exports) {
    Object.defineProperty(namespace, name, { get: read, enumerable: true, configurable: true })
    if (origin !== undefined) originsOfModule.set(name, origin)
  }
}

/** The origin of what a module exports under a name. */
export function imported(module: number, name: string): Origin {
  return origins.get(module)?.get(name)?.()
}

/** What `require` gives of a module: what it has assigned to `module.exports`, or all that it exports. */
export function required(namespace: Namespace): unknown {
  const whole = 'module.exports'
  return Object.hasOwn(namespace, whole) ? namespace[whole] : namespace
}

/** A module: what it exports, and a generator that stops once that can be read. */
type Linked = readonly [namespace: Namespace, start: () => Iterator<unknown>]

const { apply } = Reflect
const { next } = (function* () {})() as Generator

/**
 * Evaluates modules in this order, as the language does: first all functions of all modules are there, then each module
 * runs from its first statement to its last.
 */
export function evaluateModules(modules: readonly Linked[]): void {
  const running: Iterator<unknown>[] = []
  for (const [namespace, start] of modules) {
    const module = start()
    apply(next, module, [])
    running[running.length] = module
    settle(namespace)
  }
  // From here on code of the author runs, which may have changed the language.
  for (let index = 0; index < running.length; index++) apply(next, running[index] as object, [])
}

/** The names in the order that the language gives them, for good. */
function settle(namespace: Namespace): void {
  const members = Object.getOwnPropertyDescriptors(namespace)
  for (const name of Object.keys(members)) delete namespace[name]
  for (const name of Object.keys(members).sort()) Object.defineProperty(namespace, name, members[name] ?? {})
  Object.defineProperty(namespace, Symbol.toStringTag, { value: 'Module' })
  Object.preventExtensions(namespace)
}
