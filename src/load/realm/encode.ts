import type { JsonValue } from '../../model/index.ts'
import type { Body, EncodedOrigin } from '../answer.ts'
import type { Frame, Origin, Slot, Trace } from './tracking/origin.ts'
import { originIn, originOfObject, shadowOf, slotOf, withCalls } from './tracking/shadows.ts'

/** Longest list of contributing places that is kept of a computed value. */
const longestFrom = 64

/** Collects the origins of all documents, each distinct one once. */
export interface Encoder {
  readonly origins: EncodedOrigin[]
  readonly bodies: Body[]
  readonly known: Map<unknown, number>
  readonly bodyOf: Map<unknown, number>
}

/** An empty encoder. */
export function createEncoder(): Encoder {
  return { origins: [], bodies: [], known: new Map(), bodyOf: new Map() }
}

/** Adds a value and the origins of its containers and leaves, in the order of a walk; the same object only once. */
export function encodeBody(encoder: Encoder, value: unknown, root: Origin): number {
  const known = typeof value === 'object' && value !== null ? encoder.bodyOf.get(value) : undefined
  if (known !== undefined) return known
  const origins: number[] = []
  visit({ encoder, origins }, { value, origin: root, name: 0, lost: undefined })
  // The walk before this has found no value that JSON cannot carry.
  const number = encoder.bodies.push({ value: value as JsonValue, origins }) - 1
  encoder.bodyOf.set(value, number)
  return number
}

interface Visit {
  readonly value: unknown
  readonly origin: Origin
  readonly name: number
  /** The object that stood here before. */
  readonly lost: object | undefined
  readonly overrides?: Slot | undefined
}

interface Work {
  readonly encoder: Encoder
  readonly origins: number[]
}

function visit(work: Work, { value, origin, name, lost, overrides }: Visit): void {
  const isObject = typeof value === 'object' && value !== null
  const isTagged = isObject && ('$quantity' in value || '$secret' in value)
  const known =
    isObject && !isTagged
      ? (originOfObject(value) ?? origin)
      : isTagged
        ? taggedOrigin(value, origin)
        : origin
  work.origins.push(encodeOrigin(work.encoder, known, name, overrides))
  if (!isObject || isTagged) return
  for (const member of Object.keys(value)) {
    const slot = slotOf(value, member)
    const loser = slot?.overrides ?? (lost && Object.hasOwn(lost, member) ? slotOf(lost, member) : undefined)
    const lostMember = lost && (lost as Record<string, unknown>)[member]
    visit(work, {
      value: (value as Record<string, unknown>)[member],
      origin: originIn(value, member),
      name: slot?.name ?? 0,
      lost: slot?.lost ?? (typeof lostMember === 'object' && lostMember !== null ? lostMember : undefined),
      overrides: loser,
    })
  }
}

/** A quantity or secret is a leaf: made where it was called for, from what was given. */
function taggedOrigin(value: object, origin: Origin): Origin {
  const shadow = shadowOf(value)
  if (shadow === undefined) return origin
  const from = [...shadow.slots.values()].map((slot) => slot.origin)
  return withCalls({ kind: 'computed', site: 0, from }, shadow.calls)
}

function encodeOrigin(encoder: Encoder, origin: Origin, name: number, overrides: Slot | undefined): number {
  if (origin === undefined && name === 0) return -1
  const isPlain = typeof origin === 'number' && overrides === undefined
  const key = isPlain ? `${origin}/${name}` : origin
  const known =
    overrides === undefined && name === 0
      ? encoder.known.get(key)
      : isPlain
        ? encoder.known.get(key)
        : undefined
  if (known !== undefined) return known
  const number = encoder.origins.push(encoded(encoder, origin, name, overrides)) - 1
  if (isPlain || (overrides === undefined && name === 0)) encoder.known.set(key, number)
  return number
}

function encoded(encoder: Encoder, origin: Origin, name: number, overrides: Slot | undefined): EncodedOrigin {
  const trace: Trace = typeof origin === 'object' ? origin : { kind: 'literal', site: origin ?? 0 }
  const loser = overrides ?? trace.overrides
  return [
    trace.kind,
    trace.site || (trace.calls?.site ?? 0),
    name,
    trace.kind === 'computed' ? contributors(trace) : [],
    callSites(trace.calls),
    loser === undefined ? -1 : encodeOrigin(encoder, loser.origin, loser.name, loser.overrides),
  ]
}

/** Sites of the literals that a computed value was made from. */
function contributors(trace: Trace): number[] {
  const sites = new Set<number>()
  const seen = new Set<Origin>()
  const waiting: Origin[] = [...(trace.from ?? [])]
  for (let next = waiting.pop(); waiting.length > 0 || next !== undefined; next = waiting.pop()) {
    if (next === undefined || seen.has(next)) continue
    seen.add(next)
    if (typeof next === 'number') sites.add(next)
    else if (next.kind === 'literal') sites.add(next.site)
    else waiting.push(...(next.from ?? []))
    if (sites.size >= longestFrom) break
  }
  return [...sites].sort((a, b) => a - b)
}

/** Outermost first. */
function callSites(frame: Frame | undefined): number[] {
  const sites: number[] = []
  for (let each = frame; each !== undefined; each = each.caller) sites.unshift(each.site)
  return sites
}
