import type { Protection } from './plan.ts'

/** True when two environments ask the same of a plan; the order of signers makes no difference. */
export function isSameProtection(a: Protection, b: Protection): boolean {
  return (
    a.isProtected === b.isProtected && [...a.signers].sort().join('\n') === [...b.signers].sort().join('\n')
  )
}
