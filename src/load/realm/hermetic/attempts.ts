import type { Problem } from '../../answer.ts'
import { frame, lastSite } from '../tracking/state.ts'

const attempts = new Map<string, Problem>()

/** What reaching for the world outside throws in an author's module. */
export class NotHermetic extends Error {
  override readonly name = 'NotHermetic'
}

/** Notes that something forbidden was reached for, and throws. Noted even if the author catches the error. */
export function deny(name: string, why: string): never {
  note(name, 'error', `${name} is not available in a config module: ${why}`)
  throw new NotHermetic(`${name} is not available in a config module`)
}

/** Notes at its site that a module would change what all share, and throws. */
export function refuseChange(name: string, site: number): never {
  const message = `a config module changes ${name}, which all modules share`
  const problem = { code: 'not-hermetic', severity: 'error', message, site } as const
  attempts.set(`${site} ${name}`, { ...problem, help: 'write a function of your own instead' })
  throw new NotHermetic(`${name} cannot be changed in a config module`)
}

/** Notes something that is without effect. */
export function warn(name: string, message: string): void {
  note(name, 'warning', message)
}

/** Everything noted so far, once a name and place. */
export function attemptsSoFar(): Problem[] {
  return [...attempts.values()]
}

function note(name: string, severity: Problem['severity'], message: string): void {
  const calls: number[] = []
  for (let each = frame; each !== undefined; each = each.caller)
    if (each.site !== lastSite) calls.unshift(each.site)
  const problem: Problem = { code: 'not-hermetic', severity, message, site: lastSite, calls }
  attempts.set(`${lastSite} ${name}`, {
    ...problem,
    help: 'give the value as a literal: the same sources must give the same bytes',
  })
}
