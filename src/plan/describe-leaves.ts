import {
  holdsPrivateKey,
  isSecretReference,
  type JsonValue,
  type LeafChange,
  type LeafLookup,
  type Place,
  type Provenance,
  parentPointer,
  withoutPrivateKeys,
} from '../model/index.ts'
import type { RawLeafChange } from './diff-leaves.ts'

/** What is needed to say of a leaf where it comes from, what it does and whether it may be shown. */
export interface LeafContext {
  readonly key: string
  readonly lookup: LeafLookup
  readonly provenance: Provenance | undefined
}

/** A leaf as a plan carries it: with its place, effect and unit, and without its values when it is secret. */
export function describeLeaf(raw: RawLeafChange, context: LeafContext): LeafChange {
  const facts = context.lookup(context.key, raw.pointer)
  const at = placeOf(raw.pointer, context.provenance)
  const common = {
    pointer: raw.pointer,
    effect: facts.effect,
    ...(at === undefined ? {} : { at }),
    ...(facts.unit === undefined ? {} : { unit: facts.unit }),
    ...(raw.isElement === undefined ? {} : { isElement: raw.isElement }),
  }
  if (isSecretLeaf(raw, context)) return { ...common, isSecret: true, ...referenceOf(raw.to) }
  return {
    ...common,
    ...(raw.from === undefined ? {} : { from: withoutPrivateKeys(raw.from) }),
    ...(raw.to === undefined ? {} : { to: withoutPrivateKeys(raw.to) }),
  }
}

/** True when the schema calls the leaf, or anything around it, a secret, or when it refers to one. */
export function isSecretLeaf(raw: RawLeafChange, { key, lookup }: LeafContext): boolean {
  if (isReference(raw.from) || isReference(raw.to)) return true
  const pointers = raw.fromPointer === undefined ? [raw.pointer] : [raw.pointer, raw.fromPointer]
  return pointers.some((pointer) => ancestorsOf(pointer).some((around) => lookup(key, around).isSecret))
}

/** True when the old value of a leaf is a secret itself, and no reference to one; so is a private key, wherever it stands. */
export function holdsSecret(raw: RawLeafChange, context: LeafContext): boolean {
  if (raw.from === undefined || raw.from === null || isReference(raw.from)) return false
  return holdsPrivateKey(raw.from) || isSecretLeaf(raw, context)
}

function referenceOf(to: JsonValue | undefined): { reference?: string } {
  return isSecretReference(to) ? { reference: String(to.$secret) } : {}
}

function isReference(value: JsonValue | undefined): boolean {
  return isSecretReference(value)
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
