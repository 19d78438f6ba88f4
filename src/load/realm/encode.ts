import type { JsonValue } from '../../model/index.ts'
import type { Body, EncodedOrigin } from '../answer.ts'
import { isTagged } from '../origin-table.ts'
import {
  computedFrom,
  type Frame,
  type Origin,
  type Shadow,
  type Slot,
  type Trace,
} from './tracking/origin.ts'
import { originOfObject, originOfSlot, shadowOf, slotOf } from './tracking/shadows.ts'

/** Collects the origins of all documents, each distinct one once. */
export interface Encoder {
  readonly origins: EncodedOrigin[]
  readonly bodies: Body[]
  readonly known: Map<string, number>
  /** Numbers of the first origin of each literal, by its site. */
  readonly literals: number[]
  readonly bodyOf: Map<unknown, number>
  readonly calls: Map<Frame, Calls>
}

/** An empty encoder. */
export function createEncoder(): Encoder {
  return { origins: [], bodies: [], known: new Map(), literals: [], bodyOf: new Map(), calls: new Map() }
}

/** Adds a value and the origins of its containers and leaves, in the order of a walk; the same object only once. */
export function encodeBody(encoder: Encoder, value: unknown, root: Origin): number {
  const bodyNumber = typeof value === 'object' && value !== null ? encoder.bodyOf.get(value) : undefined
  if (bodyNumber !== undefined) return bodyNumber
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
  if (typeof value !== 'object' || value === null) {
    work.origins.push(encodeOrigin(work.encoder, origin, name, overrides))
    return
  }
  const tagged = isTagged(value as JsonValue) // found to be JSON before
  const own = tagged ? originOfTagged(value) : originOfObject(value)
  work.origins.push(encodeOrigin(work.encoder, own ?? origin, name, overrides))
  if (tagged) return
  const shadow = shadowOf(value)
  for (const member of Object.keys(value)) visit(work, visitOf(value as Holder, shadow, { member, lost }))
}

type Holder = Readonly<Record<string, unknown>>

function visitOf(
  holder: Holder,
  shadow: Shadow | undefined,
  { member, lost }: { readonly member: string; readonly lost: object | undefined },
): Visit {
  const slot = shadow?.slots.get(member)
  const isLost = lost !== undefined && Object.hasOwn(lost, member)
  const lostMember: unknown = isLost ? Reflect.get(lost, member) : undefined
  return {
    value: holder[member],
    origin: shadow && originOfSlot(shadow, slot),
    name: slot?.name ?? 0,
    lost: slot?.lost ?? (typeof lostMember === 'object' && lostMember !== null ? lostMember : undefined),
    overrides: slot?.overrides ?? (isLost ? slotThatLost(lost, member, slot) : undefined),
  }
}

/** What stood in the object that was replaced, unless it is the same value, handed on. */
function slotThatLost(lost: object, member: string, slot: Slot | undefined): Slot | undefined {
  const loser = slotOf(lost, member)
  return loser !== undefined && siteOf(loser.origin) !== siteOf(slot?.origin) ? loser : undefined
}

function siteOf(origin: Origin): number | undefined {
  return typeof origin === 'object' ? origin.site : origin
}

/** A quantity is made where it is called for, from what was given there. */
function originOfTagged(value: object): Origin {
  const shadow = shadowOf(value)
  return (
    shadow &&
    computedFrom(
      0,
      [...shadow.slots.values()].map((slot) => slot.origin),
      shadow.calls,
    )
  )
}

function encodeOrigin(encoder: Encoder, origin: Origin, name: number, overrides: Slot | undefined): number {
  if (origin === undefined && name === 0) return -1
  if (typeof origin === 'number' && overrides === undefined) return addLiteral(encoder, origin, name)
  const trace: Trace = typeof origin === 'object' ? origin : { kind: 'literal', site: origin ?? 0, from: [] }
  const loser = overrides ?? trace.overrides
  const from = trace.kind === 'computed' ? trace.from : []
  const calls = callSites(encoder, trace.calls)
  const lost = loser === undefined ? -1 : encodeOrigin(encoder, loser.origin, loser.name, loser.overrides)
  const key = `${trace.site}|${name}|${trace.kind}|${from.length === 0 ? '' : from.join()}|${calls.text}|${lost}`
  return add(encoder, key, [trace.site, name, trace.kind, from, calls.sites, lost])
}

/** Most literals stand under one name: the number of the first is found by the site alone. */
function addLiteral(encoder: Encoder, site: number, name: number): number {
  const { origins, literals } = encoder
  const literalNumber = literals[site]
  if (literalNumber === undefined) {
    literals[site] = origins.push([site, name]) - 1
    return literals[site]
  }
  return origins[literalNumber]?.[1] === name ? literalNumber : add(encoder, `${site}|${name}`, [site, name])
}

/** Adds an origin unless it is there. */
function add({ origins, known }: Encoder, key: string, encoded: EncodedOrigin): number {
  const number = known.get(key) ?? origins.push(encoded) - 1
  known.set(key, number)
  return number
}

/** Sites of calls under way, outermost first, and as text. */
interface Calls {
  readonly sites: readonly number[]
  readonly text: string
}

const noCalls: Calls = { sites: [], text: '' }

function callSites({ calls }: Pick<Encoder, 'calls'>, frame: Frame | null | undefined): Calls {
  if (frame === null || frame === undefined) return noCalls
  let callChain = calls.get(frame)
  if (callChain === undefined) {
    const { sites } = callSites({ calls }, frame.caller)
    callChain = { sites: [...sites, frame.site], text: [...sites, frame.site].join() }
    calls.set(frame, callChain)
  }
  return callChain
}
