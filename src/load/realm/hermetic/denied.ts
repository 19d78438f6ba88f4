import { deny } from './attempts.ts'

const stands = new WeakSet<object>()

/** True for a stand-in: it answers nothing, and holds nothing. */
export function isDenied(object: object): boolean {
  return stands.has(object)
}

/** A stand-in for something that is not there: whatever is done with it is noted by name and refused. */
export function denied(name: string, why: string): object {
  const refuse = (): never => deny(name, why)
  // Only what can be constructed lets a proxy see that it is.
  const stand = new Proxy(class {}, {
    get: (_, member) => deny(typeof member === 'symbol' ? name : `${name}.${member}`, why),
    set: (_, member) => deny(typeof member === 'symbol' ? name : `${name}.${member}`, why),
    apply: () => deny(`${name}()`, why),
    construct: () => deny(`new ${name}()`, why),
    has: refuse,
    deleteProperty: refuse,
    defineProperty: refuse,
    getOwnPropertyDescriptor: refuse,
    getPrototypeOf: refuse,
    setPrototypeOf: refuse,
    isExtensible: refuse,
    preventExtensions: refuse,
    ownKeys: refuse,
  })
  stands.add(stand)
  return stand
}

/** A function in the place of one that is forbidden. */
export function deniedFunction(name: string, why: string): () => never {
  return () => deny(`${name}()`, why)
}
