import type { Plan } from '../../model/index.ts'
import { planDigest } from '../../plan/index.ts'

/** A rollback after which the values that it takes back may be set again without being allowed by name. */
export function withoutWithdrawal({ suppresses: _, ...plan }: Plan): Plan {
  return { ...plan, digest: planDigest(plan) }
}
