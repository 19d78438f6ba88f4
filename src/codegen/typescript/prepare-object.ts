import { describe } from './annotations.ts'
import type { FreeMembers, NamedMember } from './find-members.ts'
import {
  annotated,
  objectOf,
  type PlainMember,
  type PlainSchema,
  union,
  unknownType,
} from './plain-schema.ts'

export interface PreparedMembers {
  readonly named: readonly (NamedMember & { readonly type: PlainSchema; readonly isOptional: boolean })[]
  readonly free: readonly (FreeMembers & { readonly type: PlainSchema })[]
}

/**
 * An object type. Names that all begin with texts of their own get an index signature each; else everything free gets
 * one, which the library widens to take the named members too, as TypeScript demands.
 */
export function prepareObject({ named, free }: PreparedMembers): PlainSchema {
  const members = named.map(
    ({ name, type, annotations, isOptional }): PlainMember => ({
      called: { name },
      type: annotated(type, annotations),
      isOptional,
    }),
  )
  if (free.length === 0) return objectOf(members, undefined)
  const apart = prefixesApart({ named, free })
  if (apart !== undefined) {
    const prefixed = free.map(({ type, annotations }, index) => ({
      called: { prefix: apart[index] ?? '' },
      type: annotated(type, annotations),
      isOptional: false,
    }))
    return objectOf([...members, ...prefixed], undefined)
  }
  const comments = free.map(({ annotations }) => annotations.description).filter(Boolean)
  const type = isLong({ named, free }) ? unknownType : union(free.map((each) => each.type))
  return objectOf(members, annotated(type, describe([...new Set(comments)].join('\n'))))
}

/** The prefixes of the free names, if each name falls under one at most and no named member under any. */
function prefixesApart({ named, free }: PreparedMembers): string[] | undefined {
  const prefixes = free.map(({ prefix }) => prefix)
  if (prefixes.includes(undefined)) return undefined
  const all = [...prefixes, ...named.map(({ name }) => name)]
  const areApart = prefixes.every((prefix, index) =>
    all.every((other, at) => at === index || !other?.startsWith(prefix ?? '')),
  )
  return areApart ? (prefixes as string[]) : undefined
}

const longest = 80

/** Whether the widened signature would repeat what takes lines to say. */
function isLong({ named, free }: PreparedMembers): boolean {
  const freeTypes = new Set(free.map(({ type }) => JSON.stringify(type)))
  return named.some(({ type }) => {
    const text = JSON.stringify(type)
    return text.length > longest && !freeTypes.has(text)
  })
}
