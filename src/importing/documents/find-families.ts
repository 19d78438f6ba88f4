import { shapeOf } from '../schemas/shape-of.ts'
import type { SplitDocument } from './split-environments.ts'

/** Documents of one shape under keys that differ in one segment: one schema and one module for all of them. */
export interface Family {
  /** What their keys have in common, `/tenants/limits` of `/tenants/acme/limits`. */
  readonly key: string
  readonly documents: readonly SplitDocument[]
}

/** Fewer documents get a module each. */
const fewest = 8

/** Documents that are one of many, and the others. What differs by environment is always one of the others. */
export function findFamilies(
  documents: readonly SplitDocument[],
  environments: number,
): { readonly families: readonly Family[]; readonly singles: readonly SplitDocument[] } {
  const groups = new Map<string, SplitDocument[]>()
  for (const document of documents) {
    if (document.patches.length > 0 || document.environments.length < environments) continue
    const shape = `${document.base.format ?? ''} ${shapeOf(document.base.value)}`
    for (const pattern of patternsOf(document.key)) {
      const name = `${pattern}\n${shape}`
      const group = groups.get(name)
      if (group === undefined) groups.set(name, [document])
      else group.push(document)
    }
  }
  const taken = new Set<SplitDocument>()
  const families: Family[] = []
  for (const [name, group] of [...groups].sort(([, a], [, b]) => b.length - a.length)) {
    const free = group.filter((each) => !taken.has(each))
    if (free.length < fewest) continue
    for (const each of free) taken.add(each)
    families.push({ key: (name.split('\n')[0] as string).replace(/\/\*(?=\/|$)/, ''), documents: free })
  }
  return {
    families: families.sort((a, b) => (a.key < b.key ? -1 : 1)),
    singles: documents.filter((each) => !taken.has(each)),
  }
}

/** A star for each segment in turn. */
function patternsOf(key: string): string[] {
  const segments = key.split('/')
  return segments.flatMap((segment, index) => (segment === '' ? [] : [segments.with(index, '*').join('/')]))
}
