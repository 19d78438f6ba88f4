import {
  appendPointer,
  canonicalJson,
  isJsonObject,
  isSecretReference,
  type JsonObject,
  type JsonValue,
} from '../../model/index.ts'
import type { SourceDocument } from '../read/source-document.ts'

/** What `override` is given. */
export interface EnvironmentPatch extends SourceDocument {
  /** Where patches of single elements stand in the place of a list: the member by which these are known, by pointer. */
  readonly elements: ReadonlyMap<string, string>
}

/** What objects in lists are known by. */
const identities = ['name', 'id']

interface Found {
  readonly elements: Map<string, string>
  /** Pointers of the document, and of the patch where that is another one. */
  readonly renamed: Map<string, string>
}

/** Where something is looked at: in the document, and in the patch that is made. */
interface At {
  readonly document: string
  readonly patch: string
}

/** What makes a document of a part that all have; undefined where nothing is to do. */
export function patchBetween(base: JsonValue, source: SourceDocument): EnvironmentPatch | undefined {
  const found: Found = { elements: new Map(), renamed: new Map() }
  const value = between(base, source.value, { document: '', patch: '' }, found)
  if (value === undefined) return undefined
  const { comments, numbers } = source
  const { elements, renamed } = found
  return {
    ...source,
    value,
    elements,
    comments: inPatch(comments, renamed),
    numbers: inPatch(numbers, renamed),
  }
}

function between(base: JsonValue, value: JsonValue, at: At, found: Found): JsonValue | undefined {
  if (canonicalJson(base) === canonicalJson(value)) return undefined
  if (Array.isArray(base) && Array.isArray(value)) return betweenLists(base, value, at, found) ?? value
  if (!isPlain(base) || !isPlain(value)) return value
  const members = Object.entries(value).flatMap(([name, member]): [string, JsonValue][] => {
    const inside = { document: appendPointer(at.document, name), patch: appendPointer(at.patch, name) }
    const patch = Object.hasOwn(base, name) ? between(base[name] as JsonValue, member, inside, found) : member
    return patch === undefined ? [] : [[name, patch]]
  })
  return members.length === 0 ? undefined : Object.fromEntries(members)
}

/** Patches of elements, where the same ones stand in the same order and most of them are equal. */
function betweenLists(
  base: readonly JsonValue[],
  value: readonly JsonValue[],
  at: At,
  { elements, renamed }: Found,
): JsonObject | undefined {
  const member = identities.find((each) => areKnownBy(each, base) && areKnownBy(each, value))
  if (member === undefined || base.length !== value.length) return undefined
  const inside: Found = { elements: new Map(), renamed: new Map() }
  const patches: [string, JsonValue][] = []
  for (const [index, element] of (value as readonly JsonObject[]).entries()) {
    const old = base[index] as JsonObject
    const identity = String(element[member])
    if (String(old[member]) !== identity || !hasAll(element, old)) return undefined
    const to = { document: appendPointer(at.document, index), patch: appendPointer(at.patch, identity) }
    inside.renamed.set(to.document, to.patch)
    const patch = between(old, element, to, inside)
    if (patch !== undefined) patches.push([identity, patch])
  }
  if (patches.length * 2 > base.length) return undefined
  elements.set(at.patch, member)
  for (const [pointer, by] of inside.elements) elements.set(pointer, by)
  for (const [from, to] of inside.renamed) renamed.set(from, to)
  return Object.fromEntries(patches)
}

/** True where each is an object that has the member, and no two the same. No code can name a member `__proto__`. */
function areKnownBy(member: string, list: readonly JsonValue[]): boolean {
  const names = list.map((each) => (isPlain(each) && Object.hasOwn(each, member) ? each[member] : undefined))
  const areNames = names.every((each) => typeof each === 'string' || typeof each === 'number')
  const distinct = new Set(names.map(String))
  return areNames && distinct.size === list.length && !distinct.has('__proto__')
}

/** A patch of an element only adds and replaces, at every depth. */
function hasAll(value: JsonValue | undefined, base: JsonValue): boolean {
  if (!isPlain(base)) return true
  if (value === undefined || !isPlain(value)) return value !== undefined
  return Object.entries(base).every(
    ([name, member]) => Object.hasOwn(value, name) && hasAll(value[name] as JsonValue, member),
  )
}

/** What is known by pointers of the document, by those of the patch; the longest beginning that has another name counts. */
function inPatch<T>(known: ReadonlyMap<string, T>, renamed: ReadonlyMap<string, string>): Map<string, T> {
  if (renamed.size === 0) return new Map(known)
  return new Map([...known].map(([pointer, each]) => [renamedPointer(pointer, renamed), each]))
}

function renamedPointer(pointer: string, renamed: ReadonlyMap<string, string>): string {
  for (let end = pointer.length; end > 0; end = pointer.lastIndexOf('/', end - 1)) {
    const other = renamed.get(pointer.slice(0, end))
    if (other !== undefined) return other + pointer.slice(end)
  }
  return pointer
}

/** An object that is no reference to a secret. */
export function isPlain(value: JsonValue): value is JsonObject {
  return isJsonObject(value) && !isSecretReference(value)
}
