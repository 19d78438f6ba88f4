import type { Plan } from '../../src/model/index.ts'
import { makePlan, planDigest } from '../../src/plan/index.ts'
import { planInput } from './build-plan-input.ts'

const keys = 10_000
const values = 10

/** A plan that makes as much as a plan file holds, nearly: many keys, each with some values. */
export function largePlan(): Plan {
  const members = Array.from({ length: values }, (_, index) => [`member${index}`, index] as const)
  const { plan } = makePlan(planInput({ desired: { '/config/a': Object.fromEntries(members) } }))
  const [create] = plan?.changes ?? []
  if (plan === undefined || create === undefined) throw new Error('no plan')
  const changes = Array.from({ length: keys }, (_, index): Plan['changes'][number] => ({
    ...create,
    key: `/config/${String(index).padStart(7, '0')}`,
  }))
  const all = { ...plan, changes }
  return { ...all, digest: planDigest(all) }
}
