/** Where members of the language's own objects were first written, by object and name. */
const touched = new Map<object, Map<PropertyKey, number>>()

/** Has writes to these objects noted from now on. */
export function watchWrites(objects: readonly object[]): void {
  for (const object of objects) touched.set(object, new Map())
}

/** Notes that a member of an object is written at a site; undefined stands for members whose names are not known. */
export function noteWrite(holder: unknown, name: PropertyKey | undefined, site: number): void {
  const sites = touched.get(holder as object)
  if (sites === undefined || site === 0) return
  const key = name ?? anyMember
  if (!sites.has(key)) sites.set(key, site)
}

/** The site where a member was written; 0: not known. */
export function siteOfWrite(holder: object, name: PropertyKey): number {
  const sites = touched.get(holder)
  return sites?.get(name) ?? sites?.get(anyMember) ?? 0
}

const anyMember = Symbol('any member')
