import type { Plan, Protection } from './plan.ts'

/** True when two environments ask the same of a plan; the order of signers makes no difference. */
export function isSameProtection(a: Protection, b: Protection): boolean {
  return (
    a.isProtected === b.isProtected && [...a.signers].sort().join('\n') === [...b.signers].sort().join('\n')
  )
}

/** True when a plan changes something: keys, or only what is asked of later plans. */
export function hasChanges({
  changes,
  protectionBefore,
}: Pick<Plan, 'changes' | 'protectionBefore'>): boolean {
  return changes.length > 0 || protectionBefore !== undefined
}
