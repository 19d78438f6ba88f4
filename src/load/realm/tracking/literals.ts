import type { Shadow, Slot } from './origin.ts'
import { setShadow } from './shadows.ts'
import { frame } from './state.ts'

/**
 * What is known of an object or array literal before it is evaluated, `members` being [name, site of the value, site
 * of the name] one after the other. Made once a literal.
 */
export function describe(site: number, members: readonly (string | number)[]): Shadow {
  const slots = new Map<string, Slot>()
  for (let index = 0; index < members.length; index += 3) {
    const [name, value, nameSite] = members.slice(index, index + 3) as [string, number, number]
    slots.set(String(name), { origin: value || undefined, name: nameSite })
  }
  return { origin: site || undefined, calls: undefined, slots, isShared: true }
}

/** An object or array literal all of whose members are literals: `description` holds for it. */
export function fixed<T extends object>(description: Shadow, value: T): T {
  setShadow(value, frame === undefined ? description : { ...description, calls: frame })
  return value
}
