import { isJsonObject, type JsonArray } from '../model/index.ts'

/** The names by which the objects of both lists are told apart, if they have any. */
export function namesOf(from: JsonArray, to: JsonArray): readonly [string[], string[]] | undefined {
  if (from.length === 0 || to.length === 0) return undefined
  for (const member of ['name', 'id']) {
    const ours = uniqueNames(from, member)
    const theirs = uniqueNames(to, member)
    if (ours !== undefined && theirs !== undefined) return [ours, theirs]
  }
  return undefined
}

function uniqueNames(list: JsonArray, member: string): string[] | undefined {
  const names: string[] = []
  for (const element of list) {
    const name = isJsonObject(element) && Object.hasOwn(element, member) ? element[member] : undefined
    if (typeof name !== 'string') return undefined
    names.push(name)
  }
  return new Set(names).size === names.length ? names : undefined
}
