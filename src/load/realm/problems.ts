import { decodePointer, findNonJson, type NonJson } from '../../model/index.ts'
import type { Problem } from '../answer.ts'
import type { Found } from './documents.ts'
import { whereThrown } from './tracking/calls.ts'
import type { Frame, Origin } from './tracking/origin.ts'
import { originIn, originOfObject, shadowOf, slotOf } from './tracking/shadows.ts'

/** A finding at a site, or at none (0). */
export function problemAt(site: number, finding: Omit<Problem, 'severity' | 'site'>): Problem {
  return { severity: 'error', site, ...finding }
}

/** What an author's module threw. */
export function problemOfError(error: unknown): Problem {
  const { site, frame } = whereThrown(error)
  const message = messageOf(error)
  const calls = callSites(frame, site)
  return problemAt(site, { code: 'config-threw', message, calls, ...helpFor(message) })
}

function helpFor(message: string): { readonly help?: string } {
  if (/^ReferenceError: .* is not defined$/.test(message))
    return { help: 'nothing gives it a value here: import it, or define it in this file' }
  if (!/^ReferenceError: Cannot access .* before initialization$/.test(message)) return {}
  return { help: 'it has no value yet: move it up, or take apart modules that import each other in a circle' }
}

/** An error as one line. Nothing that the author made of it can make this throw. */
function messageOf(error: unknown): string {
  try {
    const text = error instanceof Error ? `${error.name}: ${error.message}` : `${error}`
    return text.split('\n')[0] || 'an error without a message'
  } catch {
    return 'an error that cannot be shown'
  }
}

/** Everything in a document that JSON would lose or change, each at its own place. */
export function problemsOfValue({
  key,
  value,
  origin,
  madeAt,
}: Pick<Found, 'key' | 'value' | 'origin' | 'madeAt'>): Problem[] {
  return nonJsonIn(value).map(({ pointer, reason }) => {
    const site = siteAt(value, pointer) || siteOf(origin) || madeAt
    const where = { key, pointer }
    if (reason === 'an instance of Promise') {
      const help = 'config modules are evaluated in one go: leave out async, await and then'
      return problemAt(site, {
        code: 'promise-in-config',
        message: 'a config value is a Promise',
        ...where,
        help,
      })
    }
    return problemAt(site, {
      code: 'not-json',
      message: `${reason} is not something that JSON can carry`,
      ...where,
    })
  })
}

const nonJsonByValue = new Map<unknown, readonly NonJson[]>()

/** A document that stands in several environments is looked through once. */
function nonJsonIn(value: unknown): readonly NonJson[] {
  const nonJson = nonJsonByValue.get(value) ?? findNonJson(value)
  nonJsonByValue.set(value, nonJson)
  return nonJson
}

/** The site of a leaf or, failing that, of the nearest thing around it. */
function siteAt(root: unknown, pointer: string): number {
  let [site, holder] = [siteOfHolder(root), root]
  for (const name of decodePointer(pointer)) {
    if (typeof holder !== 'object' || holder === null) break
    const slot = slotOf(holder, name)
    const member: unknown = Reflect.get(holder, name)
    site = siteOf(originIn(holder, name)) || siteOfHolder(member) || slot?.name || site
    holder = member
  }
  return site
}

/** Where an object was written, or made by a call of the author's; 0: not known. */
export function siteOfHolder(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  return siteOf(originOfObject(value)) || (shadowOf(value)?.calls?.site ?? 0)
}

/** The site of an origin, or 0. */
export function siteOf(origin: Origin): number {
  return typeof origin === 'object' ? origin.site : (origin ?? 0)
}

/** The calls under way, the outermost first; a function that calls itself stands there once. */
function callSites(frame: Frame | undefined, site: number): number[] {
  const sites: number[] = []
  for (let each = frame; each !== undefined; each = each.caller)
    if (each.site !== site && each.site !== sites[0]) sites.unshift(each.site)
  return sites
}
