import {
  canonicalJson,
  type DocumentSecret,
  type JsonArray,
  type JsonValue,
  type Template,
  valueAt,
} from '../../model/index.ts'
import { type AlignLists, alignedPlaces, byIndex } from '../../templates/index.ts'
import type { KeysAt } from '../diff-leaves.ts'
import { identify } from '../element-identity.ts'

/** A live document, what the last apply left of it, and what is wanted. */
export interface Placing {
  readonly document: JsonValue
  /** Absent where the last apply left no secrets in it. */
  readonly applied: Template | undefined
  readonly wanted: Template
  readonly keysAt: KeysAt
}

/** Which secrets stay besides those whose source is what is live. */
export interface Keeping {
  /** A rollback has none to put in. */
  readonly isEachKept?: boolean
  /** What the source gives for a secret, where it was looked at: it stays where that is what is live. */
  readonly sourceOf?: (secret: DocumentSecret) => JsonValue | undefined
}

/** The secrets, those that stay with the places of their values in the live document, where these are known. */
export function placeSecrets(
  placing: Placing,
  { isEachKept = false, sourceOf = () => undefined }: Keeping = {},
): DocumentSecret[] {
  const places = placesOf(placing)
  return placing.wanted.secrets.map((secret) => {
    const { keptFrom: _, isKnownToDiffer: __, ...asked } = secret
    const place = places.get(secret.pointer)
    if (isEachKept || secret.source.from === 'live')
      return place === undefined ? asked : { ...asked, keptFrom: place }
    const value = sourceOf(secret)
    if (value === undefined) return asked
    const live = place === undefined ? undefined : valueAt(placing.document, place)
    const isSame = live !== undefined && canonicalJson(live) === canonicalJson(value)
    return isSame ? { ...asked, keptFrom: place as string } : { ...asked, isKnownToDiffer: true as const }
  })
}

/**
 * By the pointer of each wanted secret, where it is in the live document. A secret that the last apply put there is found
 * by its name, wherever it is wanted now; otherwise the place is the same, and elements of lists are told apart by what
 * identifies them. Places in other lists say nothing once an apply has recorded names.
 */
export function placesOf({ document, applied, wanted, keysAt }: Placing): Map<string, string> {
  const named = applied === undefined ? new Map<string, string[]>() : namedPlaces(document, applied)
  const align = byIdentity(keysAt, applied === undefined ? byIndex : unknown)
  const same = alignedPlaces(document, wanted.value, align)
  const places = new Map<string, string>()
  for (const { pointer, name } of wanted.secrets) {
    const candidates = named.get(name) ?? []
    const own = same.get(pointer)
    const place =
      candidates.length === 0 || (own !== undefined && candidates.includes(own))
        ? own
        : onlyOne(document, candidates)
    if (place !== undefined) places.set(pointer, place)
  }
  return places
}

/** By name, where the secrets are that the last apply put in. */
function namedPlaces(document: JsonValue, { value, secrets }: Template): Map<string, string[]> {
  const places = alignedPlaces(document, value)
  const named = new Map<string, string[]>()
  for (const { pointer, name } of secrets) {
    const place = places.get(pointer)
    if (place !== undefined) named.set(name, [...(named.get(name) ?? []), place])
  }
  return named
}

/** One place of several, if it does not matter which. */
function onlyOne(document: JsonValue, places: readonly string[]): string | undefined {
  const texts = new Set(places.map((place) => canonicalJson(valueAt(document, place) ?? null)))
  return texts.size === 1 ? places[0] : undefined
}

const unknown: AlignLists = (_, wanted) => wanted.map(() => undefined)

function byIdentity(keysAt: KeysAt, otherwise: AlignLists): AlignLists {
  return (live: JsonArray, wanted: JsonArray, pointer: string) => {
    const ids = identify(live, wanted, keysAt(pointer))
    if (ids === undefined) return otherwise(live, wanted, pointer)
    const [ours, theirs] = ids.map((each) => each.map(canonicalJson)) as [string[], string[]]
    return theirs.map((id) => {
      const index = ours.indexOf(id)
      return index < 0 ? undefined : index
    })
  }
}
