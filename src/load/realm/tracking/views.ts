import type { Origin } from './origin.ts'

const views = new WeakMap<object, () => Origin>()

/** Has a stand-in for a value bring this origin into what is made of all of it. */
export function noteView(view: object, origin: () => Origin): void {
  views.set(view, origin)
}

/** The origin of what is made of all of a value, where it is a stand-in. */
export function originOfView(value: object): Origin {
  return views.get(value)?.()
}
