import { expect, it } from 'vitest'
import { renderInSteps } from '../../src/cli/render/plan/plan-text.ts'
import { plainPaint } from '../../src/cli/terminal/terminal.ts'
import type { Plan } from '../../src/model/index.ts'
import { decodeInSteps, deriveInSteps, encodePlan, makePlan, sealPlan } from '../../src/plan/index.ts'
import { planInput } from './build-plan-input.ts'

const keys = 3_000

it('a plan of many keys, each edited from outside, is read, derived and printed a key a step, none of a second', () => {
  const documents = (factor: number) =>
    Object.fromEntries(
      Array.from({ length: keys }, (_, key) => [
        `/config/${String(key).padStart(5, '0')}`,
        Object.fromEntries(
          Array.from({ length: 10 }, (_, member) => [`m${member}`, (key + 1) * factor + member]),
        ),
      ]),
    )
  const [managed, applied] = [documents(1), documents(3)]
  const input = planInput({ managed, applied, desired: documents(2) })
  const plan = makePlan(input).plan as Plan
  expect(plan.drift).toHaveLength(keys)
  const read = longest(decodeInSteps(encodePlan(sealPlan(plan))))
  const derived = longest(deriveInSteps(plan, input.live))
  const view = { paint: plainPaint, showAll: true, now: new Date(0), storeName: 'store' }
  const rendered = longest(renderInSteps(plan, view))
  expect(derived.result).toEqual({ diagnostics: [], underived: [] })
  for (const { steps, processorMs } of [read, derived, rendered]) {
    expect(steps).toBeGreaterThan(keys)
    expect(processorMs).toBeLessThan(1_000)
  }
})

/** Runs steps to their end: how many there were, and the time of processors that the longest took. */
function longest<Result>(running: Generator<undefined, Result>) {
  let processorMs = 0
  for (let steps = 1; ; steps++) {
    const before = process.cpuUsage()
    const step = running.next()
    const { user, system } = process.cpuUsage(before)
    processorMs = Math.max(processorMs, (user + system) / 1000)
    if (step.done) return { steps, processorMs, result: step.value }
  }
}
