import { deny } from './attempts.ts'

/** A stand-in for something that is not there: whatever is done with it is noted by name and refused. */
export function denied(name: string, why: string): object {
  const refuse = (): never => deny(name, why)
  // Only what can be constructed lets a proxy see that it is.
  return new Proxy(class {}, {
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
}

/** A function in the place of one that is forbidden. */
export function deniedFunction(name: string, why: string): () => never {
  return () => deny(`${name}()`, why)
}
