import { appendPointer, type JsonValue } from '../../model/index.ts'
import type { Origin } from './tracking/origin.ts'
import { setOrigin } from './tracking/state.ts'
import { noteView } from './tracking/views.ts'

/** Notes that a leaf is looked at and gives the origin that stands for it. */
type Note = (pointer: string) => Origin

/**
 * A view of a document that notes which leaves are looked at and refuses to be changed. A leaf's value carries the origin
 * that `note` gives, so that what is made of it tells of the leaf.
 */
export function recordReads(value: JsonValue, note: Note): unknown {
  return view(value, '', note)
}

function view(value: JsonValue, pointer: string, note: Note): unknown {
  if (typeof value !== 'object' || value === null) return value
  const views = new Map<string, unknown>()
  const stand: object = new Proxy(value, {
    get(target, name, receiver) {
      const member: unknown = Reflect.get(target, name, receiver)
      if (typeof name === 'symbol' || typeof member === 'function') return member
      if (typeof member !== 'object' || member === null) {
        const isLeaf = Object.hasOwn(target, name) && !isLength(target, name)
        setOrigin(note(isLeaf ? appendPointer(pointer, name) : pointer))
        return member
      }
      if (!views.has(name)) views.set(name, view(member as JsonValue, appendPointer(pointer, name), note))
      return views.get(name)
    },
    set: refuseChange,
    defineProperty: refuseChange,
    deleteProperty: refuseChange,
  })
  noteView(stand, () => note(pointer))
  return stand
}

function isLength(target: object, name: string): boolean {
  return name === 'length' && Array.isArray(target)
}

function refuseChange(): never {
  throw new TypeError('an invariant may not change a document')
}
