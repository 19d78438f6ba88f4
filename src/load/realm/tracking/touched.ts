import { refuseChange } from '../hermetic/attempts.ts'

/** What all modules share, by what it is called. */
let shared: ReadonlyMap<object, string> = new Map()
const { get } = Map.prototype
const { apply } = Reflect

/** Has writes to these objects refused from now on. */
export function watchWrites(objects: ReadonlyMap<object, string>): void {
  shared = new Map([...objects, ...shared])
}

/** Refuses that a member of a shared object is written at a site; undefined stands for members whose names are not known. */
export function noteWrite(holder: unknown, name: PropertyKey | undefined, site: number): void {
  const known = apply(get, shared, [holder]) as string | undefined
  if (known !== undefined && site !== 0) refuseChange(nameOf(known, name), site)
}

function nameOf(holder: string, name: PropertyKey | undefined): string {
  if (name === undefined) return holder
  return name === '__proto__' ? `the prototype of ${holder}` : `${holder}.${String(name)}`
}
