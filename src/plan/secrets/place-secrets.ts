import {
  canonicalJson,
  type DocumentSecret,
  isAgeText,
  type JsonArray,
  type JsonValue,
  type Template,
  treatedAs,
  treatmentOf,
  valueAt,
} from '../../model/index.ts'
import { type AlignLists, alignedPlaces, byIndex } from '../../templates/index.ts'
import type { KeysAt } from '../leaves/index.ts'
import { identify } from '../lists/index.ts'

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
  /**
   * True where what is live is known to be what the last apply sealed: it stays while it is sealed as asked. Nobody here
   * can open it, and nothing is kept that a guess could be held against.
   */
  readonly isSealKept?: (secret: DocumentSecret) => boolean
}

/** The secrets, those that stay with the places of their values in the live document, where these are known. */
export function placeSecrets(
  placing: Placing,
  { isEachKept = false, sourceOf = () => undefined, isSealKept = () => false }: Keeping = {},
): DocumentSecret[] {
  const places = placesOf(placing)
  return placing.wanted.secrets.map((secret) => {
    const asked = treatedAs(secret)
    const place = places.get(secret.pointer)
    const present = place === undefined ? undefined : appliedAt(place, placing)
    if (isEachKept) return place === undefined ? asked : { ...asFound(asked, present), keptFrom: place }
    if (secret.source.from === 'live') return place === undefined ? asked : { ...asked, keptFrom: place }
    if (secret.as === 'sealed') {
      const isKept = place !== undefined && isSealedSo(asked, present) && isSealKept(asked)
      return isKept ? { ...asked, keptFrom: place } : { ...asked, ...sealedBefore(present) }
    }
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

/** The secret that the last apply put in at a place of the live document. */
export function appliedAt(
  place: string,
  { document, applied }: Pick<Placing, 'document' | 'applied'>,
): DocumentSecret | undefined {
  if (applied === undefined) return undefined
  const places = alignedPlaces(document, applied.value)
  const found = applied.secrets.find(({ pointer }) => places.get(pointer) === place)
  return found !== undefined && (found.as !== 'sealed' || isAgeText(valueAt(document, place)))
    ? found
    : undefined
}

/** For whom a secret is sealed that is sealed anew. */
export function sealedBefore(present: DocumentSecret | undefined): Pick<DocumentSecret, 'recipientsBefore'> {
  return present?.recipients === undefined ? {} : { recipientsBefore: present.recipients }
}

/** A secret that stays is sealed, or not, as it was when it was put in, whatever was asked before. */
function asFound(asked: DocumentSecret, present: DocumentSecret | undefined): DocumentSecret {
  const isSealed = asked.as === 'sealed' || present?.as === 'sealed'
  if (!isSealed) return asked
  // For whom somebody else sealed it, if at all, is not known.
  if (present === undefined) return { pointer: asked.pointer, name: asked.name, source: { from: 'live' } }
  return { ...treatedAs(present), pointer: asked.pointer, name: asked.name }
}

/** From the same source, for the same members, under the same name. */
function isSealedSo(asked: DocumentSecret, present: DocumentSecret | undefined): boolean {
  if (present === undefined) return false
  const { pointer } = asked
  return treatmentOf([asked]) === treatmentOf([{ ...present, pointer }])
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
    const ours = ids.pairing.map(canonicalJson)
    return ids.theirs.map((id) => {
      const index = ours.indexOf(canonicalJson(id))
      return index < 0 ? undefined : index
    })
  }
}
