import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { renderPlan } from '../../src/cli/render/plan/plan-text.ts'
import { plainPaint } from '../../src/cli/terminal/terminal.ts'
import { decodePlan, encodePlan } from '../../src/plan/index.ts'

const file = 'plans/examples/threshold.plan.json'

it('the example of a saved plan can be read, shown and written again byte for byte', () => {
  const text = readFileSync(join(import.meta.dirname, '../..', file), 'utf8')
  const read = decodePlan(text)
  if (!('plan' in read)) throw new Error(JSON.stringify(read.diagnostics))
  expect(encodePlan(read)).toBe(text)
  const shown = renderPlan(read.plan, {
    paint: plainPaint,
    now: new Date('2026-12-01T00:00:00Z'),
    showAll: false,
    storeName: 'saved plan',
  })
  expect(shown).toMatch(/~ ml\.thresholds\.level2_ddos +0\.7 → 0\.8 +restart +thresholds\.ts:4:9/)
})
