import {
  appendPointer,
  type Effect,
  holdsPrivateKey,
  isJsonObject,
  isSecretReference,
  type JsonValue,
  type LeafChange,
  type LeafLookup,
  type Place,
  type Provenance,
  parentPointer,
  withoutPrivateKeys,
} from '../../model/index.ts'
import { guessedKeys } from '../lists/index.ts'
import type { KeysAt } from './diff-leaves.ts'
import type { RawLeafChange } from './raw-leaf-change.ts'

/** What is needed to say of a leaf where it comes from, what it does and whether it may be shown. */
export interface LeafContext {
  readonly key: string
  readonly lookup: LeafLookup
  readonly provenance: Provenance | undefined
}

/** A leaf as a plan carries it: with its place, effect and unit, and with its values masked where they are secret. */
export function describeLeaf(raw: RawLeafChange, context: LeafContext): LeafChange {
  const { key, lookup, provenance } = context
  const { from, to, fromPointer, around, ...rest } = raw
  const oldPointer = fromPointer ?? raw.pointer
  const { unit } = lookup(key, raw.pointer)
  const at = placeOf(around ?? raw.pointer, provenance)
  const isSecret = isSecretLeaf(raw, context)
  return {
    ...rest,
    effect: strongest(raw, context),
    ...(at === undefined ? {} : { at }),
    ...(unit === undefined ? {} : { unit }),
    ...(isSecret ? { isSecret } : {}),
    ...(raw.isMove ? { fromPointer: oldPointer } : {}),
    ...(from === undefined ? {} : { from: withoutPrivateKeys(shownBefore(raw, context)) }),
    ...(to === undefined ? {} : { to: withoutPrivateKeys(maskInside(to, raw.pointer, context)) }),
  }
}

/** By which members the lists of a document are told apart: as its schema says, otherwise by name or id, never by secrets. */
export function keysIn(key: string, lookup: LeafLookup): KeysAt {
  return (pointer) => {
    const { elementKey } = lookup(key, pointer)
    const keys = elementKey === undefined ? guessedKeys : [elementKey, ...guessedKeys]
    const element = appendPointer(pointer, 0)
    const isSecret = (name: string) => lookup(key, appendPointer(element, name)).isSecret
    return { keys: keys.filter((names) => !names.some(isSecret)) }
  }
}

/** True when the schema calls the leaf, or anything around it, a secret, or when it refers to one. */
function isSecretLeaf(raw: RawLeafChange, context: LeafContext): boolean {
  if (isSecretReference(raw.from) || isSecretReference(raw.to)) return true
  const pointers = raw.fromPointer === undefined ? [raw.pointer] : [raw.pointer, raw.fromPointer]
  return pointers.some((pointer) => isSecretAt(pointer, context))
}

/** True when the old value of a leaf is a secret itself, or has one in it, and no reference to one; so is a private key, wherever it stands. */
export function holdsSecret(raw: RawLeafChange, context: LeafContext): boolean {
  if (raw.from === undefined) return false
  return holdsPrivateKey(raw.from) || shownBefore(raw, context) !== raw.from
}

/** True when something in a whole document is a secret in the clear. */
export function documentHoldsSecret(document: JsonValue, context: LeafContext): boolean {
  if (holdsPrivateKey(document)) return true
  const { key, lookup } = context
  return lookup(key, '').hasSecrets === true && maskInside(document, '', context) !== document
}

/** The old value as it may be shown: what a reference takes the place of is the secret, whatever the schema says. */
function shownBefore(
  { from = null, to, pointer, fromPointer }: RawLeafChange,
  context: LeafContext,
): JsonValue {
  return isSecretReference(to) ? masked(from) : maskInside(from, fromPointer ?? pointer, context)
}

function isSecretAt(pointer: string, { key, lookup }: LeafContext): boolean {
  return ancestorsOf(pointer).some((around) => lookup(key, around).isSecret)
}

/** A secret: null and references as they are, anything else as a reference without a name. */
function masked(value: JsonValue): JsonValue {
  const isReference = isSecretReference(value) && typeof value.$secret === 'string'
  return value === null || (isReference && Object.keys(value).length === 1) ? value : { $secret: null }
}

/** What lies at a place of a document, as it may be shown: with what the schema calls secret masked, and private keys. */
export function shownValue(
  value: JsonValue,
  pointer: string,
  context: Pick<LeafContext, 'key' | 'lookup'>,
): JsonValue {
  return withoutPrivateKeys(maskInside(value, pointer, { ...context, provenance: undefined }))
}

/** A value with what the schema calls secret in it masked; the value itself where there is nothing to mask. */
function maskInside(value: JsonValue, pointer: string, context: LeafContext): JsonValue {
  return isSecretAt(pointer, context) ? masked(value) : maskBelow(value, pointer, context)
}

function maskBelow(value: JsonValue, pointer: string, context: LeafContext): JsonValue {
  if (isSecretReference(value) || context.lookup(context.key, pointer).isSecret) return masked(value)
  if (Array.isArray(value)) {
    const elements = (value as readonly JsonValue[]).map((element, index) =>
      maskBelow(element, appendPointer(pointer, index), context),
    )
    return elements.some((element, index) => element !== value[index]) ? elements : value
  }
  if (!isJsonObject(value)) return value
  const members = Object.entries(value).map(([name, member]): [string, JsonValue] => [
    name,
    maskBelow(member, appendPointer(pointer, name), context),
  ])
  return members.some(([name, member]) => member !== value[name]) ? Object.fromEntries(members) : value
}

/** The effect of a leaf; of an element, the strongest of what is in it. */
function strongest({ pointer, from, to }: RawLeafChange, { key, lookup }: LeafContext): Effect {
  const effects = new Set<Effect>()
  const visit = (value: JsonValue | undefined, at: string): void => {
    const isOpen = typeof value === 'object' && value !== null && !isSecretReference(value)
    const members = isOpen ? Object.entries(value) : []
    if (members.length === 0) effects.add(lookup(key, at).effect)
    for (const [name, member] of members) visit(member as JsonValue, appendPointer(at, name))
  }
  visit(to === undefined ? from : to, pointer)
  return effects.has('restart') ? 'restart' : effects.has('live') ? 'live' : 'none'
}

/** The place of the leaf, or of the nearest part of the document around it. */
function placeOf(pointer: string, provenance: Provenance | undefined): Place | undefined {
  if (provenance === undefined) return undefined
  for (let around: string | undefined = pointer; around !== undefined; around = parentPointer(around)) {
    const origin = provenance.get(around)
    if (origin !== undefined) return origin.at
  }
  return undefined
}

function ancestorsOf(pointer: string): string[] {
  const pointers: string[] = []
  for (let around: string | undefined = pointer; around !== undefined; around = parentPointer(around)) {
    pointers.push(around)
  }
  return pointers
}
