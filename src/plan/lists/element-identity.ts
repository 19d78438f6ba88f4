import {
  canonicalJson,
  holdsPrivateKey,
  isJsonObject,
  type JsonArray,
  type JsonValue,
} from '../../model/index.ts'

/** The members by which the objects of a list are told apart: `x-key` of its schema, or a guess. */
export type ElementKey = readonly string[]

/** What identifies an element: the value of its key, or the values where the key has several members. */
export type ElementId = JsonValue

/** What objects go by where no schema says otherwise. */
export const guessedKeys: readonly ElementKey[] = [['name'], ['id']]

/** The identities of the elements of two lists, by the first key that tells apart those of each. */
export function identify(
  from: JsonArray,
  to: JsonArray,
  keys: readonly ElementKey[],
): readonly [readonly ElementId[], readonly ElementId[]] | undefined {
  for (const key of keys) {
    const ours = identities(from, key)
    const theirs = ours === undefined ? undefined : identities(to, key)
    if (ours !== undefined && theirs !== undefined) return [ours, theirs]
  }
  return undefined
}

function identities(list: JsonArray, key: ElementKey): ElementId[] | undefined {
  const ids: ElementId[] = []
  for (const element of list) {
    const parts = key.map((member) =>
      isJsonObject(element) && Object.hasOwn(element, member) ? element[member] : undefined,
    )
    if (!parts.every(isName)) return undefined
    ids.push(parts.length === 1 ? (parts[0] as JsonValue) : (parts as JsonValue[]))
  }
  const distinct = key.length === 1 ? new Set(ids) : new Set(ids.map(canonicalJson))
  return distinct.size === ids.length ? ids : undefined
}

function isName(value: JsonValue | undefined): boolean {
  return typeof value === 'number' || (typeof value === 'string' && !holdsPrivateKey(value))
}
