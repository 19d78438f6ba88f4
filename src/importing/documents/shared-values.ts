import { appendPointer, isJsonObject, type JsonValue } from '../../model/index.ts'
import { wordsOfName } from '../secrets/secret-names.ts'

/** A value that several documents have, and that may be meant to be one. */
export interface SharedValue {
  readonly value: string | number
  /** `KEY#/pointer`, sorted. */
  readonly places: readonly string[]
}

/** What is worth one source for all: where something listens, what it is called. */
const telling = new Set([
  ...['port', 'host', 'hostname', 'address', 'addr', 'endpoint', 'url', 'uri', 'broker', 'server', 'topic'],
  ...['cluster', 'region', 'domain', 'bucket', 'queue', 'database', 'namespace', 'path'],
])

/** Ports, hosts and names that stand in more than one document, the most frequent first. */
export function sharedValues(
  documents: readonly { readonly key: string; readonly value: JsonValue }[],
): SharedValue[] {
  const places = new Map<string, { value: string | number; keys: Set<string>; places: string[] }>()
  for (const { key, value: document } of documents) {
    visitLeaves(document, { pointer: '', name: '' }, ({ pointer, name }, value) => {
      if (!isTelling(name, value)) return
      const known = places.get(JSON.stringify(value)) ?? { value, keys: new Set(), places: [] }
      known.keys.add(key)
      known.places.push(`${key}#${pointer}`)
      places.set(JSON.stringify(value), known)
    })
  }
  return [...places.values()]
    .filter(({ keys }) => keys.size > 1)
    .sort((a, b) => b.places.length - a.places.length || (String(a.value) < String(b.value) ? -1 : 1))
    .map((each) => ({ value: each.value, places: each.places.sort() }))
}

interface Spot {
  readonly pointer: string
  readonly name: string
}

function visitLeaves(
  value: JsonValue,
  { pointer, name }: Spot,
  visit: (spot: Spot, value: string | number) => void,
): void {
  if (typeof value === 'string' || typeof value === 'number') visit({ pointer, name }, value)
  const isList = Array.isArray(value)
  if (!isList && !isJsonObject(value)) return
  for (const [member, each] of Object.entries(value) as [string, JsonValue][])
    visitLeaves(each, { pointer: appendPointer(pointer, member), name: isList ? name : member }, visit)
}

function isTelling(name: string, value: string | number): value is string | number {
  const last =
    wordsOfName(name)
      .at(-1)
      ?.replace(/(?<=...)s$/, '') ?? ''
  if (typeof value === 'number') return last === 'port' && value > 0
  return value.length > 2 && (telling.has(last) || /^(\w+:\/\/)?[\w.-]+:\d{2,5}$/.test(value))
}
