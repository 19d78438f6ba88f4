import { appendPointer, type JsonValue } from '../../model/index.ts'

/** A view of a document that notes which leaves are looked at and refuses to be changed. */
export function recordReads(value: JsonValue, note: (pointer: string) => void): unknown {
  return view(value, '', note)
}

function view(value: JsonValue, pointer: string, note: (pointer: string) => void): unknown {
  if (typeof value !== 'object' || value === null) return value
  const views = new Map<string, unknown>()
  return new Proxy(value, {
    get(target, name, receiver) {
      const member: unknown = Reflect.get(target, name, receiver)
      if (typeof name === 'symbol' || typeof member === 'function') return member
      if (typeof member !== 'object' || member === null) {
        note(Object.hasOwn(target, name) && !isLength(target, name) ? appendPointer(pointer, name) : pointer)
        return member
      }
      if (!views.has(name)) views.set(name, view(member as JsonValue, appendPointer(pointer, name), note))
      return views.get(name)
    },
    set: refuseChange,
    defineProperty: refuseChange,
    deleteProperty: refuseChange,
  })
}

function isLength(target: object, name: string): boolean {
  return name === 'length' && Array.isArray(target)
}

function refuseChange(): never {
  throw new TypeError('an invariant may not change a document')
}
