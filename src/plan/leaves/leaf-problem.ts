import {
  canonicalJson,
  isJsonObject,
  isSecretReference,
  type JsonValue,
  type LeafChange,
  withoutPrivateKeys,
} from '../../model/index.ts'
import type { RawLeafChange } from './raw-leaf-change.ts'
import { type UnreadSides, unreadSides } from './unread-leaf.ts'

/** What the leaves of a change must be. */
export interface DerivedLeaves extends UnreadSides {
  readonly leaves: readonly RawLeafChange[]
}

/** In what the leaves that are told differ first from those that were derived, in words; undefined where in nothing. */
export function leafProblem(told: readonly LeafChange[], derived: DerivedLeaves): string | undefined {
  const unread = unreadSides(derived)
  const [first, ...rest] = told
  if (unread === undefined) return firstDifference(told, derived.leaves)
  const { fromBytes, toBytes, pointer } = first ?? { pointer: 'none' }
  const isTold = pointer === '' && textOf({ fromBytes, toBytes }) === textOf(unread)
  return isTold ? firstDifference(rest, derived.leaves) : 'it does not say truly what cannot be read'
}

function firstDifference(told: readonly LeafChange[], derived: readonly RawLeafChange[]): string | undefined {
  for (let index = 0; index < Math.max(told.length, derived.length); index++) {
    const [one, other] = [told[index], derived[index]]
    if (other === undefined) return `it shows a change of ${placeOf(one)} that nothing makes`
    if (one === undefined) return `it does not show the change of ${placeOf(other)}`
    const problem = difference(one, other)
    if (problem !== undefined) return problem
  }
  return undefined
}

function difference(told: LeafChange, derived: RawLeafChange): string | undefined {
  if (told.pointer !== derived.pointer)
    return `it shows ${placeOf(told)} where the change is one of ${placeOf(derived)}`
  if (textOf(told.to) !== textOf(derived.to))
    return `what it shows as the new value of ${placeOf(told)} is not what it would write`
  if (!shows(told.from, derived.from))
    return `what it shows as the old value of ${placeOf(told)} is not what is live`
  return shapeOf(told) ===
    shapeOf({ ...derived, fromPointer: derived.isMove ? derived.fromPointer : undefined })
    ? undefined
    : `it does not show truly how ${placeOf(told)} changes`
}

/** How a leaf is read, besides its values. */
function shapeOf(
  leaf: Pick<LeafChange, 'path' | 'isElement' | 'isMove' | 'isEmptied' | 'isRename' | 'partOf'> & {
    readonly fromPointer?: string | undefined
  },
): string {
  const { path, isElement, isMove, isEmptied, isRename, partOf, fromPointer } = leaf
  return textOf({ path, isElement, isMove, isEmptied, isRename, partOf, fromPointer })
}

/** True when what is told of an old value is what it is, but for secrets and private keys in it. */
function shows(told: JsonValue | undefined, actual: JsonValue | undefined): boolean {
  if (told === undefined || actual === undefined) return told === actual
  return textOf(withoutPrivateKeys(maskedAlike(actual, told))) === textOf(told)
}

/** A value, masked where another one of the same shape is. */
function maskedAlike(actual: JsonValue, told: JsonValue): JsonValue {
  if (isSecretReference(told) && told.$secret === null) return actual === null ? null : told
  if (Array.isArray(actual) && Array.isArray(told) && actual.length === told.length)
    return actual.map((element: JsonValue, index) => maskedAlike(element, told[index] as JsonValue))
  if (!isJsonObject(actual) || !isJsonObject(told)) return actual
  const members = Object.entries(actual).map(([name, member]): [string, JsonValue] => [
    name,
    Object.hasOwn(told, name) ? maskedAlike(member, told[name] as JsonValue) : member,
  ])
  return Object.fromEntries(members)
}

function placeOf(leaf: Pick<LeafChange, 'pointer'> | undefined): string {
  return leaf?.pointer === '' ? 'the whole document' : `#${leaf?.pointer ?? ''}`
}

function textOf(value: unknown): string {
  const plain = JSON.parse(JSON.stringify(value ?? null)) as JsonValue // without what is undefined
  return value === undefined ? '' : canonicalJson(plain)
}
