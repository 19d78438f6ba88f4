import { type JsonValue, liveReader, valueAt } from '../../model/index.ts'
import type { LiveCall, Problem } from '../answer.ts'
import { blank } from './blank.ts'
import { problemAt } from './problems.ts'
import { readMember } from './tracking/members.ts'
import type { Origin } from './tracking/origin.ts'
import { newShadow } from './tracking/shadows.ts'
import { frame, lastSite, setOrigin } from './tracking/state.ts'

/** What was asked of `live()` so far. */
export interface LiveRecord {
  readonly calls: readonly LiveCall[]
  readonly problems: readonly Problem[]
  /** True once a blank was given out: what was evaluated then means nothing. */
  readonly isBlank: boolean
}

let reader: (address: unknown, options: object) => unknown = blank

/** Puts where `live()` finds it what reads the values that will be given. */
export function provideReader(): void {
  const value = (address: unknown, options: object): unknown => reader(address, options)
  Object.defineProperty(globalThis, liveReader, { value, writable: false, configurable: false })
}

/** Lets `live()` give these values, texts by key (null: no such key). Once, before any of the author's code runs. */
export function provideLive(values: Readonly<Record<string, string | null>>): () => LiveRecord {
  const calls = new Map<string, LiveCall>()
  const problems = new Map<string, Problem>()
  let isBlank = false
  const fail = (site: number, finding: Omit<Problem, 'severity' | 'site'>): unknown => {
    problems.set(`${site} ${finding.message}`, problemAt(site, finding))
    return blank()
  }
  reader = (address, options) => {
    const site = frame?.site ?? lastSite
    const parsed = parseAddress(address)
    if (parsed === undefined) return fail(site, notAnAddress(address))
    const isRead = Object.hasOwn(values, parsed.key)
    const hasFallback = 'otherwise' in options
    calls.set(`${site} ${address}`, { ...parsed, site, isRead, hasFallback })
    const storedValue = isRead ? lookUp(values[parsed.key] ?? undefined, parsed) : undefined
    if (storedValue !== undefined && 'value' in storedValue) return tracked(storedValue.value)
    if (hasFallback) return readMember(options, 'otherwise')
    if (storedValue !== undefined)
      return fail(site, { code: 'live-missing', message: storedValue.missing, help })
    isBlank = true
    setOrigin(originHere())
    return blank()
  }
  return () => ({ calls: [...calls.values()], problems: [...problems.values()], isBlank })
}

const help = 'write it to the store, or give a fallback: live(key, { otherwise: … })'

interface Address {
  readonly key: string
  readonly pointer: string
}

function parseAddress(address: unknown): Address | undefined {
  const parts = /^(\/[^#]+)(?:#((?:\/[^#]*)?))?$/.exec(typeof address === 'string' ? address : '')
  return parts === null ? undefined : { key: parts[1] as string, pointer: parts[2] ?? '' }
}

function notAnAddress(address: unknown): Pick<Problem, 'code' | 'message' | 'help'> {
  const shown = typeof address === 'string' ? JSON.stringify(address) : `a ${typeof address}`
  return {
    code: 'live-refused',
    message: `${shown} is not a key that live() can read`,
    help: "write live('/some/key'), or live('/some/key#/json/pointer')",
  }
}

function lookUp(
  text: string | undefined,
  { key, pointer }: Address,
): { readonly value: JsonValue } | { readonly missing: string } {
  if (text === undefined) return { missing: `${key} is not in the store` }
  const document = parse(text)
  if (document === undefined) return { missing: `${key} does not hold JSON` }
  const value = valueAt(document, pointer)
  return value === undefined ? { missing: `${key} has nothing at ${pointer}` } : { value }
}

function parse(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue
  } catch {
    return undefined
  }
}

/** A value all of which comes from the call that is under way. */
function tracked(value: JsonValue): JsonValue {
  const origin = originHere()
  markContainers(value, origin)
  setOrigin(typeof value === 'object' && value !== null ? undefined : origin)
  return value
}

function originHere(): Origin {
  return { kind: 'computed', site: frame?.site ?? lastSite, from: [], calls: frame?.caller ?? null }
}

function markContainers(value: JsonValue, origin: Origin): void {
  if (typeof value !== 'object' || value === null) return
  newShadow(value, origin, origin)
  for (const member of Object.values(value)) markContainers(member, origin)
}
