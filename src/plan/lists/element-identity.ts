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

/** The same for a list of which nothing else is known. */
export const guessedNames: ElementNames = { keys: guessedKeys }

/** How the elements of a list are told apart, and which of them go by another name in the newer of two lists. */
export interface ElementNames {
  readonly keys: readonly ElementKey[]
  readonly renamed?: readonly Renamed[]
}

/** An element that is known by another identity from now on. */
export interface Renamed {
  readonly from: ElementId
  readonly to: ElementId
}

/** What identifies the elements of two lists. */
export interface Identities {
  readonly ours: readonly ElementId[]
  readonly theirs: readonly ElementId[]
  /** Those of the older list, under the names that they have in the newer one. */
  readonly pairing: readonly ElementId[]
  readonly key: ElementKey
}

/** The identities of the elements of two lists, by the first key that tells apart those of each. */
export function identify(
  from: JsonArray,
  to: JsonArray,
  { keys, renamed = [] }: ElementNames,
): Identities | undefined {
  for (const key of keys) {
    const ours = identities(from, key)
    const theirs = ours === undefined ? undefined : identities(to, key)
    if (ours === undefined || theirs === undefined) continue
    const pairing = renamed.length === 0 ? ours : renamedIds(ours, theirs, renamed)
    return { ours, theirs, pairing, key }
  }
  return undefined
}

/** Only what has left under its old name, and is there under the new one, was renamed. */
function renamedIds(
  ours: readonly ElementId[],
  theirs: readonly ElementId[],
  renamed: readonly Renamed[],
): ElementId[] {
  const [before, after] = [ours, theirs].map((ids) => new Set(ids.map(canonicalJson)))
  const names = new Map<string, ElementId>()
  for (const { from, to } of renamed) {
    const [old, now] = [canonicalJson(from), canonicalJson(to)]
    if (after?.has(now) && !after.has(old) && !before?.has(now)) names.set(old, to)
  }
  return ours.map((id) => names.get(canonicalJson(id)) ?? id)
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
